package io.segmentpixel.sync;

import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The segments that stand at the backend, by their codes. */
final class Existing {
    private final Map<SegmentId, Segment> all = new LinkedHashMap<>();
    private final Map<String, List<Segment>> byCode = new HashMap<>();

    /** The segments of a listing, of which a page that shifts may show one twice. */
    Existing(List<Segment> listing) {
        listing.forEach(segment -> all.putIfAbsent(segment.id(), segment));
        for (Segment segment : all.values()) {
            segment.code().ifPresent(code -> byCode.computeIfAbsent(key(code), first -> new ArrayList<>())
                    .add(segment));
        }
    }

    /** What is the same for codes that differ in case. */
    static String key(SegmentCode code) {
        return code.value().toLowerCase(Locale.ROOT);
    }

    Match match(NewSegment desired) {
        SegmentCode code = desired.code().orElseThrow();
        List<Segment> candidates = byCode.getOrDefault(key(code), List.of()).stream()
                .filter(segment -> desired.member()
                        .filter(member -> !member.equals(segment.memberId()))
                        .isEmpty())
                .toList();
        List<MemberId> members =
                candidates.stream().map(Segment::memberId).distinct().toList();
        if (members.size() > 1) {
            throw new IllegalArgumentException("segment " + PlanText.quoted(desired.name()) + ": code " + code
                    + " stands at members " + members + "; say which, by withMember");
        }
        Optional<Segment> exact = candidates.stream()
                .filter(segment -> segment.code().equals(desired.code()))
                .findFirst();
        return Match.of(desired, exact.or(() -> candidates.stream().findFirst()));
    }

    /** The segments that none of these matches is about. */
    List<Segment> others(List<Match> matches) {
        Set<SegmentId> matched = new HashSet<>();
        matches.forEach(match -> match.existing().ifPresent(segment -> matched.add(segment.id())));
        return all.values().stream()
                .filter(segment -> !matched.contains(segment.id()))
                .toList();
    }
}
