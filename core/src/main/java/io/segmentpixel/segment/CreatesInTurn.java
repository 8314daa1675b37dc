package io.segmentpixel.segment;

import io.segmentpixel.segment.CreateOutcome.Status;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The creation of many segments by a service that creates one at a time. */
final class CreatesInTurn {
    private static final System.Logger LOG = System.getLogger(SegmentService.class.getName());

    private final SegmentService segments;
    private final List<NewSegment> requests;
    private final Consumer<? super CreateOutcome> progress;
    private @Nullable SegmentServiceException firstReason;
    private @Nullable SegmentServiceException stop;

    /**
     * Nothing is created yet.
     *
     * @throws IllegalArgumentException if a code is named twice for one member
     */
    CreatesInTurn(SegmentService segments, Collection<NewSegment> requests, Consumer<? super CreateOutcome> progress) {
        this.segments = segments;
        this.requests = List.copyOf(Objects.requireNonNull(requests, "segments"));
        this.progress = Objects.requireNonNull(progress, "progress");
        Set<List<Object>> known = new HashSet<>();
        for (NewSegment request : this.requests) {
            request.code()
                    .ifPresent(code -> Check.require(
                            known.add(List.of(request.member(), code.value().toLowerCase(Locale.ROOT))),
                            "code",
                            Check.quoted(code.value()),
                            "must be that of one segment of a member only; the platform ignores case"));
        }
    }

    /** Creates them, and gives them in their order. */
    List<Segment> carriedOut() {
        List<CreateOutcome> outcomes = new ArrayList<>();
        for (NewSegment request : requests) {
            CreateOutcome outcome = stop == null
                    ? outcome(request)
                    : new CreateOutcome(request, Status.NOT_SENT, Optional.empty(), Optional.of(stop));
            outcomes.add(outcome);
            note(outcome);
            tell(outcome);
        }
        if (firstReason != null) {
            throw new BulkCreateException(outcomes, stop == null ? firstReason : stop);
        }
        return outcomes.stream().flatMap(outcome -> outcome.segment().stream()).toList();
    }

    private CreateOutcome outcome(NewSegment request) {
        try {
            return new CreateOutcome(request, Status.CREATED, Optional.of(segments.create(request)), Optional.empty());
        } catch (SegmentConflictException conflict) {
            return afterConflict(request, conflict);
        } catch (SegmentServiceException reason) {
            return CreateOutcome.failed(request, reason);
        }
    }

    /** What stands in its way may be what was asked for. */
    private CreateOutcome afterConflict(NewSegment request, SegmentConflictException conflict) {
        try {
            return request.code()
                    .flatMap(segments::find)
                    .filter(present -> isOfTheMember(request, present))
                    .map(present -> standing(request, present, conflict))
                    .orElseGet(() -> CreateOutcome.failed(request, conflict));
        } catch (SegmentServiceException notLookedUp) {
            if (notLookedUp != conflict) { // a stand-in may throw the same one always
                conflict.addSuppressed(notLookedUp);
            }
            return CreateOutcome.failed(request, conflict);
        }
    }

    private static boolean isOfTheMember(NewSegment request, Segment present) {
        return request.member()
                .filter(owner -> !owner.equals(present.memberId()))
                .isEmpty();
    }

    private static CreateOutcome standing(NewSegment request, Segment present, SegmentConflictException conflict) {
        return request.isFoundIn(present)
                ? new CreateOutcome(request, Status.FOUND, Optional.of(present), Optional.empty())
                : new CreateOutcome(request, Status.REFUSED, Optional.of(present), Optional.of(conflict));
    }

    private void note(CreateOutcome outcome) {
        if (firstReason == null) {
            firstReason = outcome.reason().orElse(null);
        }
        if (stop == null && outcome.status() == Status.NOT_SENT) {
            stop = outcome.reason().orElse(null);
        }
    }

    private void tell(CreateOutcome outcome) {
        try {
            progress.accept(outcome);
        } catch (RuntimeException | Error ofTheListener) {
            LOG.log(Level.WARNING, "who was told of a create failed", ofTheListener);
        }
    }
}
