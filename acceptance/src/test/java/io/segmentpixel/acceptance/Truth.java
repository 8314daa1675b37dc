package io.segmentpixel.acceptance;

import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentUpdate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Holds what a caller was told to what stands at the backend before and after. What was told done stands there so, once; what was
 * told not done has changed nothing; of what is unknown either is true, but nothing is there twice; and whatever nobody spoke of is as it
 * was.
 */
final class Truth {
    private final Map<SegmentId, Segment> before;
    private final Map<SegmentId, Segment> after;
    private final Set<SegmentId> spokenOf = new HashSet<>();
    private final List<String> untruths = new ArrayList<>();

    private Truth(List<Segment> before, List<Segment> after) {
        this.before = byId(before);
        this.after = byId(after);
    }

    private static Map<SegmentId, Segment> byId(List<Segment> segments) {
        return segments.stream().collect(Collectors.toMap(Segment::id, Function.identity()));
    }

    /** What is wrong with the claims; nothing if all are true. */
    static List<String> untruths(List<Segment> before, List<Segment> after, List<Claim> claims) {
        Truth truth = new Truth(before, after);
        claims.forEach(truth::check);
        truth.checkTheRest();
        return truth.untruths;
    }

    private void check(Claim claim) {
        if (claim instanceof Claim.Created created) {
            created(created);
        } else if (claim instanceof Claim.Changed changed) {
            changed(changed);
        } else if (claim instanceof Claim.Deleted deleted) {
            deleted(deleted);
        } else if (claim instanceof Claim.Listed listed) {
            listed(listed);
        } else if (claim instanceof Claim.Shown shown) {
            require(after.containsValue(shown.segment()), "shown otherwise than it stands", claim);
        } else if (claim instanceof Claim.Absent absent) {
            require(
                    after.values().stream().noneMatch(segment -> segment.code().equals(Optional.of(absent.code()))),
                    "said to be absent, and stands there",
                    claim);
        }
    }

    private void created(Claim.Created claim) {
        NewSegment request = claim.request();
        List<Segment> made = after.values().stream()
                .filter(segment -> !before.containsKey(segment.id()))
                .filter(segment -> segment.shortName().equals(request.name()))
                .toList();
        made.forEach(segment -> spokenOf.add(segment.id()));
        require(made.size() < 2, "doubled", claim);
        require(made.stream().allMatch(request::isFoundIn), "created otherwise than it was asked for", claim);
        if (claim.fate() == Fate.DONE) {
            require(made.size() == 1, "lost", claim);
            require(claim.shown().stream().toList().equals(made), "shown otherwise than it stands", claim);
        } else if (claim.fate() == Fate.NOT_DONE) {
            require(made.isEmpty(), "said not to be created, and stands there", claim);
        }
    }

    private void changed(Claim.Changed claim) {
        SegmentUpdate update = claim.update();
        Segment standing = after.get(update.id());
        Segment unchanged = before.get(update.id());
        if (standing == null || unchanged == null) {
            untruths.add("the updated segment is not there: " + claim);
            return;
        }
        boolean isChanged = timeless(standing).equals(timeless(update.appliedTo(unchanged)));
        switch (claim.fate()) {
            case DONE -> {
                spokenOf.add(update.id());
                require(isChanged, "lost, or done twice", claim);
                require(claim.shown().equals(Optional.of(standing)), "shown otherwise than it stands", claim);
            }
            case NOT_DONE -> require(standing.equals(unchanged), "said not to be done, and it is", claim);
            case UNKNOWN -> {
                spokenOf.add(update.id());
                require(isChanged || standing.equals(unchanged), "done by half, or twice", claim);
            }
        }
    }

    private static Segment timeless(Segment segment) {
        return segment.withLastModified(Instant.EPOCH);
    }

    private void deleted(Claim.Deleted claim) {
        boolean isThere = after.containsKey(claim.id());
        if (claim.fate() == Fate.DONE) {
            require(!isThere, "said to be deleted, and stands there", claim);
        } else if (claim.fate() == Fate.NOT_DONE) {
            require(isThere, "said not to be deleted, and is gone", claim);
        }
        if (!isThere && claim.fate() != Fate.NOT_DONE) {
            spokenOf.add(claim.id());
        }
    }

    private void listed(Claim.Listed claim) {
        List<Segment> standing = after.values().stream()
                .sorted((one, other) ->
                        Integer.compare(one.id().value(), other.id().value()))
                .toList();
        List<Segment> first =
                standing.subList(0, Math.min(standing.size(), claim.segments().size()));
        require(claim.segments().equals(claim.isWhole() ? standing : first), "listed otherwise than it stands", claim);
    }

    private void checkTheRest() {
        Map<SegmentId, Segment> rest = new HashMap<>(after);
        Map<SegmentId, Segment> restBefore = new HashMap<>(before);
        rest.keySet().removeAll(spokenOf);
        restBefore.keySet().removeAll(spokenOf);
        if (!rest.equals(restBefore)) {
            untruths.add("something was changed that nobody asked for: " + restBefore + " became " + rest);
        }
    }

    private void require(boolean isTrue, String otherwise, Claim claim) {
        if (!isTrue) {
            untruths.add(otherwise + ": " + claim);
        }
    }
}
