package io.segmentpixel.acceptance;

import io.segmentpixel.segment.BulkUpdateException;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.segment.SegmentService;
import io.segmentpixel.segment.SegmentServiceException;
import io.segmentpixel.sync.SegmentPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A plan, made from a listing and carried out over the same service, and what its listener and its end tell of each step. */
final class PlanCarriedOut {
    private final List<NewSegment> desired;
    private final List<Segment> steps = new ArrayList<>();

    PlanCarriedOut(List<NewSegment> desired) {
        this.desired = desired;
    }

    Told by(SegmentService service) {
        SegmentPlan plan;
        try {
            plan = SegmentPlan.between(desired, service.list(SegmentQuery.all().ownOnly()));
        } catch (SegmentServiceException notListed) {
            return Told.failed(notListed);
        }
        try {
            plan.applyTo(service, (step, segment) -> steps.add(segment));
            return new Told(claims(plan, Optional.empty()), Optional.empty());
        } catch (SegmentServiceException failure) {
            return new Told(claims(plan, Optional.of(failure)), Optional.of(failure));
        }
    }

    /** The steps go in the order of the plan: the first that was not told done is the one that failed, and no later one was begun. */
    private List<Claim> claims(SegmentPlan plan, Optional<SegmentServiceException> failure) {
        List<Claim> claims = new ArrayList<>();
        Fate next = failure.map(Fate::of).orElse(Fate.DONE);
        for (NewSegment create : plan.creates()) {
            Optional<Segment> made = step(segment -> segment.code().equals(create.code()));
            claims.add(new Claim.Created(create, made.isPresent() ? Fate.DONE : next, made));
            next = made.isPresent() || failure.isEmpty() ? next : Fate.NOT_DONE;
        }
        claims.addAll(
                failure.orElse(null) instanceof BulkUpdateException partly
                        ? MatrixRow.changed(partly)
                        : updates(plan, failure.isPresent()));
        return claims;
    }

    /** A failure of updates says of each what became of it; so another one came before them. */
    private List<Claim> updates(SegmentPlan plan, boolean hasFailed) {
        return plan.updates().stream()
                .<Claim>map(update ->
                        new Claim.Changed(update, hasFailed ? Fate.NOT_DONE : Fate.DONE, step(segment -> segment.id()
                                .equals(update.id()))))
                .toList();
    }

    private Optional<Segment> step(Predicate<Segment> ofIt) {
        return steps.stream().filter(ofIt).findFirst();
    }
}
