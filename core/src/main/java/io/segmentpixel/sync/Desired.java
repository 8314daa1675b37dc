package io.segmentpixel.sync;

import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.NewSegment;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The segments that are wanted, each by a code of its own.
 *
 * @param segments in the caller's order
 */
record Desired(List<NewSegment> segments) {
    Desired(Collection<NewSegment> segments) {
        this(List.copyOf(segments));
        Map<String, Set<Optional<MemberId>>> seen = new HashMap<>();
        for (NewSegment segment : segments) {
            String code = Existing.key(segment.code()
                    .orElseThrow(() -> new IllegalArgumentException("segment " + PlanText.quoted(segment.name())
                            + ": must have a code, by which it is found again")));
            Set<Optional<MemberId>> members = seen.computeIfAbsent(code, first -> new HashSet<>());
            boolean isAmbiguous = segment.member().isEmpty() ? !members.isEmpty() : members.contains(Optional.empty());
            if (isAmbiguous || !members.add(segment.member())) {
                throw new IllegalArgumentException("segment " + PlanText.quoted(segment.name()) + ": code "
                        + segment.code().get() + " must not be wanted twice; case is ignored");
            }
        }
    }
}
