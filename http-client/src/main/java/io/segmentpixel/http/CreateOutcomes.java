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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What became of the segments of a bulk, in their order; the caller is told of each once. */
final class CreateOutcomes {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentClient.class);

    private final List<NewSegment> requests;
    private final @Nullable CreateOutcome[] outcomes;
    /** What is to be told, up to an empty one, which is the end. */
    private final BlockingQueue<Optional<CreateOutcome>> news = new LinkedBlockingQueue<>();

    CreateOutcomes(List<NewSegment> requests) {
        this.requests = requests;
        this.outcomes = new CreateOutcome[requests.size()];
    }

    void settle(int index, CreateOutcome outcome) {
        synchronized (this) {
            outcomes[index] = outcome;
        }
        news.add(Optional.of(outcome));
    }

    /** Nothing more is to come. */
    void end() {
        news.add(Optional.empty());
    }

    /**
     * Tells of each on the calling thread, until the end. The threads that do the work are not kept by it, and what it asks of the
     * client is not kept by them. An interrupt is told, too, and the flag is set again at the end.
     */
    void tell(Consumer<? super CreateOutcome> progress, Runnable interrupt) {
        boolean isInterrupted = false;
        boolean isOver = false;
        while (!isOver) {
            try {
                Optional<CreateOutcome> next = news.take();
                next.ifPresent(outcome -> tell(progress, outcome));
                isOver = next.isEmpty();
            } catch (InterruptedException heard) {
                isInterrupted = true;
                interrupt.run();
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void tell(Consumer<? super CreateOutcome> progress, CreateOutcome outcome) {
        try {
            progress.accept(outcome);
        } catch (Throwable ofTheListener) { // also what is checked: not every language declares it
            LOG.warn("who was told of a create failed", ofTheListener);
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
