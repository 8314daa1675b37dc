package io.segmentpixel.http;

import io.segmentpixel.segment.BulkCreateException;
import io.segmentpixel.segment.CreateOutcome;
import io.segmentpixel.segment.CreateOutcome.Status;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentServiceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What became of the segments of a bulk, in their order; the caller is told of each once, one after the other. */
final class CreateOutcomes {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentClient.class);

    private final List<NewSegment> requests;
    private final Consumer<? super CreateOutcome> progress;
    private final @Nullable CreateOutcome[] outcomes;
    /** Not the caller's consumer, on which he, or another bulk that tells the same one, may hold a lock. */
    private final ReentrantLock telling = new ReentrantLock();

    CreateOutcomes(List<NewSegment> requests, Consumer<? super CreateOutcome> progress) {
        this.requests = requests;
        this.progress = progress;
        this.outcomes = new CreateOutcome[requests.size()];
    }

    void settle(int index, CreateOutcome outcome) {
        synchronized (this) {
            outcomes[index] = outcome;
        }
        telling.lock();
        try {
            progress.accept(outcome);
        } catch (Throwable ofTheListener) { // also what is checked: not every language declares it
            LOG.warn("who was told of a create failed", ofTheListener);
        } finally {
            telling.unlock();
        }
    }

    /** Nothing more is sent, for this reason. */
    void settleTheRest(SegmentServiceException stop) {
        unsettled()
                .forEach(index -> settle(
                        index,
                        new CreateOutcome(requests.get(index), Status.NOT_SENT, Optional.empty(), Optional.of(stop))));
    }

    /** Those of which nothing is known yet. */
    synchronized List<Integer> unsettled() {
        return IntStream.range(0, outcomes.length)
                .filter(index -> outcomes[index] == null)
                .boxed()
                .toList();
    }

    /**
     * The segments, if all stand there.
     *
     * @param stop what kept the rest from being sent, if anything did
     * @throws BulkCreateException if not all do
     */
    synchronized List<Segment> segments(@Nullable SegmentServiceException stop) {
        List<CreateOutcome> all = new ArrayList<>();
        for (CreateOutcome outcome : outcomes) {
            all.add(Objects.requireNonNull(outcome, "outcome"));
        }
        if (all.stream().allMatch(CreateOutcome::isDone)) {
            return all.stream().flatMap(outcome -> outcome.segment().stream()).toList();
        }
        throw new BulkCreateException(all, stop == null ? firstReason(all) : stop);
    }

    private static SegmentServiceException firstReason(List<CreateOutcome> all) {
        return all.stream()
                .flatMap(outcome -> outcome.reason().stream())
                .findFirst()
                .orElseThrow();
    }
}
