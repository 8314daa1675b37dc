package io.segmentpixel.sync;

import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentUpdate;
import io.segmentpixel.sync.SegmentPlan.Conflict;
import java.util.Optional;

/**
 * What is wanted, and what stands there of it.
 *
 * @param desired what is wanted
 * @param existing what stands there, empty if nothing does
 * @param differences the parts that differ
 * @param conflict why they cannot be changed, empty if they can
 */
record Match(NewSegment desired, Optional<Segment> existing, Differences differences, Optional<Conflict> conflict) {
    static Match of(NewSegment desired, Optional<Segment> existing) {
        if (existing.isEmpty()) {
            return new Match(desired, existing, Differences.NONE, Optional.empty());
        }
        Segment standing = existing.get();
        Differences differences = Differences.between(desired, standing);
        return new Match(
                desired,
                existing,
                differences,
                refusal(desired, standing, differences).map(reason -> new Conflict(desired, standing, reason)));
    }

    private static Optional<String> refusal(NewSegment desired, Segment existing, Differences differences) {
        if (!existing.code().equals(desired.code())) {
            return Optional.of("code " + desired.code().orElseThrow() + ": stands there as "
                    + existing.code().orElseThrow() + ", and changing it would break live tags");
        }
        if (desired.advertiser().isPresent() && !desired.advertiser().equals(existing.advertiserId())) {
            return Optional.of("advertiser " + desired.advertiser().get() + ": the segment stands at "
                    + existing.advertiserId()
                            .map(id -> "the level of advertiser " + id)
                            .orElse("member level")
                    + ", and the platform moves segments to member level only");
        }
        try {
            differences.update(existing).ifPresent(update -> update.appliedTo(existing));
            return Optional.empty();
        } catch (IllegalArgumentException broken) {
            return Optional.of(String.valueOf(broken.getMessage()));
        }
    }

    boolean isUnchanged() {
        return existing.isPresent() && conflict.isEmpty() && differences.lines().isEmpty();
    }

    Optional<SegmentUpdate> update() {
        return conflict.isPresent() ? Optional.empty() : existing.flatMap(differences::update);
    }
}
