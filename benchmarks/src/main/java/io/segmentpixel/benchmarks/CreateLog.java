package io.segmentpixel.benchmarks;

import io.segmentpixel.http.ClientEvent;
import io.segmentpixel.http.ClientListener;
import io.segmentpixel.http.ClientOperation;

/** Counts the creates that a client sends, those that are turned away, and the time from the first one to the last answer. */
final class CreateLog implements ClientListener {
    private int requests;
    private int turnedAway;
    private long firstSent;
    private long lastAnswered;

    @Override
    public synchronized void sent(ClientEvent event) {
        if (event.operation() == ClientOperation.CREATE) {
            firstSent = requests == 0 ? System.nanoTime() : firstSent;
            requests++;
        }
    }

    @Override
    public synchronized void answered(ClientEvent event) {
        if (event.operation() == ClientOperation.CREATE) {
            lastAnswered = System.nanoTime();
            turnedAway += event.httpStatus() == 429 ? 1 : 0;
        }
    }

    synchronized int requests() {
        return requests;
    }

    synchronized int turnedAway() {
        return turnedAway;
    }

    synchronized double seconds() {
        return (lastAnswered - firstSent) / 1e9;
    }
}
