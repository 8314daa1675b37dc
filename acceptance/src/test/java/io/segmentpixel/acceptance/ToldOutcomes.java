package io.segmentpixel.acceptance;

import io.segmentpixel.segment.CreateOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Notes what it is told of a creation of many, and whether it was told of two at once. */
final class ToldOutcomes implements Consumer<CreateOutcome> {
    private final List<CreateOutcome> outcomes = new ArrayList<>();
    private final AtomicInteger tellers = new AtomicInteger();
    private volatile boolean isToldOfTwoAtOnce;

    @Override
    public void accept(CreateOutcome outcome) {
        isToldOfTwoAtOnce |= tellers.incrementAndGet() > 1;
        synchronized (this) {
            outcomes.add(outcome);
        }
        tellers.decrementAndGet();
    }

    synchronized List<CreateOutcome> outcomes() {
        return List.copyOf(outcomes);
    }

    boolean isToldOfTwoAtOnce() {
        return isToldOfTwoAtOnce;
    }
}
