package io.segmentpixel.examples.showcase;

import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Element;

/** The segments that were created here, or found, in that order. An account has many more, so it is not listed. */
final class ShownSegments {
    private final Map<SegmentId, Segment> segments = new LinkedHashMap<>();

    void add(Segment segment) {
        segments.put(segment.id(), segment);
    }

    List<Segment> all() {
        return new ArrayList<>(segments.values());
    }

    Optional<Segment> withCode(SegmentCode code) {
        return segments.values().stream()
                .filter(segment -> segment.code().filter(code::isSameAs).isPresent())
                .findFirst();
    }

    /**
     * The segment that a form names.
     *
     * @throws IllegalArgumentException if it names none of them
     */
    Segment named(String id) {
        return segments.values().stream()
                .filter(segment -> segment.id().toString().equals(id))
                .findFirst()
                .orElseThrow(() -> Choice.none("segment", id, List.copyOf(segments.keySet())));
    }

    /** Offers them all. */
    void offer(Element select, Optional<Segment> chosen) {
        segments.values()
                .forEach(segment -> Elements.option(
                        select,
                        segment.id().toString(),
                        segment.id() + " " + segment.shortName(),
                        chosen.filter(segment::equals).isPresent()));
    }
}
