package io.segmentpixel.page;

import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentRef;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The segments of an account, to be looked up as calls name them. */
final class Account {
    private final Map<SegmentId, Segment> byId = new LinkedHashMap<>();
    private final Map<String, List<Segment>> byCode;

    Account(Collection<Segment> segments) {
        segments.forEach(segment -> byId.put(segment.id(), segment));
        this.byCode = byId.values().stream()
                .filter(segment -> segment.code().isPresent())
                .collect(Collectors.groupingBy(segment -> key(segment.code().orElseThrow())));
    }

    private static String key(SegmentCode code) {
        return code.value().toLowerCase(Locale.ROOT);
    }

    Collection<Segment> segments() {
        return byId.values();
    }

    /** Whether a member's segments are known. */
    boolean isOf(MemberId member) {
        return byId.values().stream().anyMatch(segment -> segment.memberId().equals(member));
    }

    /** The segment that a call means; a code may be in another case than the segment's. */
    Optional<Segment> find(SegmentRef ref, Optional<MemberId> member) {
        return ref instanceof SegmentCode code
                ? byCode.getOrDefault(key(code), List.of()).stream()
                        .filter(segment ->
                                member.filter(segment.memberId()::equals).isPresent())
                        .findFirst()
                : Optional.ofNullable(byId.get(ref));
    }
}
