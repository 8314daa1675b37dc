package io.segmentpixel.http;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Pages that are read before they are asked for: as many at a time as there are places in flight, and no more than these are kept.
 * It serves one consumer; anybody may close it. What is on its way is begun and given up outside of the lock, because that can
 * carry other operations on.
 */
final class ReadAhead {
    /** A page on its way, and who carries it. */
    private record Reading(NoThread carrier, CompletableFuture<Page> page) {}

    private final int most;
    private final Iterator<Call> calls;
    private final BiFunction<Call, Carrier, CompletableFuture<Page>> reader;
    private final Deque<Reading> readings = new ArrayDeque<>();
    private NoThread atOnce = new NoThread();
    private boolean isDropped;
    private boolean isClosed;

    /**
     * Reads nothing yet.
     *
     * @param most how many at a time
     * @param calls what is to be read, in order; may change its mind about whether there is more
     * @param reader reads a page
     */
    ReadAhead(int most, Iterator<Call> calls, BiFunction<Call, Carrier, CompletableFuture<Page>> reader) {
        this.most = most;
        this.calls = calls;
        this.reader = reader;
    }

    /** The next page, null if there is none ahead; it stays the next until it is {@link #taken}. It fails once closed. */
    @Nullable
    CompletableFuture<Page> next() {
        while (hasRoom() && calls.hasNext()) {
            add(begun(calls.next(), new NoThread()));
        }
        return first();
    }

    private synchronized boolean hasRoom() {
        return !isDropped && readings.size() < most;
    }

    private Reading begun(Call call, NoThread carrier) {
        return new Reading(carrier, reader.apply(call, carrier));
    }

    private void add(Reading reading) {
        if (!isAdded(reading)) {
            reading.carrier().giveUp();
        }
    }

    private synchronized boolean isAdded(Reading reading) {
        return !isDropped && readings.add(reading);
    }

    private synchronized @Nullable CompletableFuture<Page> first() {
        if (isClosed) {
            return closed();
        }
        return readings.isEmpty() ? null : readings.element().page();
    }

    synchronized void taken() {
        readings.poll();
    }

    /** What was left off must not look like the end. */
    private static CompletableFuture<Page> closed() {
        return CompletableFuture.failedFuture(
                new IllegalStateException("the listing was closed before it was at its end"));
    }

    /** A page that the consumer needs before those ahead. It fails once closed. */
    CompletableFuture<Page> atOnce(Call call) {
        NoThread carrier = new NoThread();
        synchronized (this) {
            if (isClosed) {
                return closed();
            }
            atOnce = carrier;
        }
        return reader.apply(call, carrier);
    }

    /** Gives up what is ahead, and reads no more of it. */
    void drop() {
        List<Reading> left;
        synchronized (this) {
            isDropped = true;
            left = new ArrayList<>(readings);
            readings.clear();
        }
        left.forEach(reading -> reading.carrier().giveUp());
    }

    /** Gives up all that is on its way. */
    void close() {
        NoThread present;
        synchronized (this) {
            isClosed = true;
            present = atOnce;
        }
        present.giveUp();
        drop();
    }
}
