package io.segmentpixel.http;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Pages that are read before they are asked for: as many at a time as there are places in flight, and no more than these are kept.
 * It serves one consumer.
 */
final class ReadAhead {
    /** A page on its way, and who carries it. */
    private record Reading(NoThread carrier, CompletableFuture<Page> page) {}

    private final int most;
    private final Iterator<Call> calls;
    private final Function<Call, Function<Carrier, CompletableFuture<Page>>> reader;
    private final Deque<Reading> readings = new ArrayDeque<>();
    private boolean isClosed;

    /**
     * Reads nothing yet.
     *
     * @param most how many at a time
     * @param calls what is to be read, in order; may change its mind about whether there is more
     * @param reader reads a page
     */
    ReadAhead(int most, Iterator<Call> calls, Function<Call, Function<Carrier, CompletableFuture<Page>>> reader) {
        this.most = most;
        this.calls = calls;
        this.reader = reader;
    }

    /** The next page, null if there is none ahead; it stays the next until it is {@link #taken}. */
    synchronized @Nullable CompletableFuture<Page> next() {
        while (!isClosed && readings.size() < most && calls.hasNext()) {
            NoThread carrier = new NoThread();
            readings.add(new Reading(carrier, reader.apply(calls.next()).apply(carrier)));
        }
        return readings.isEmpty() ? null : readings.element().page();
    }

    synchronized void taken() {
        readings.poll();
    }

    /** Gives up what is on its way. */
    synchronized void close() {
        isClosed = true;
        readings.forEach(reading -> reading.carrier().giveUp());
        readings.clear();
    }
}
