package io.segmentpixel.acceptance;

import io.segmentpixel.http.ClientEvent;
import io.segmentpixel.http.ClientListener;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what a listener is told, and keeps what the events say of themselves. */
final class RequestCount implements ClientListener {
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final Queue<String> words = new ConcurrentLinkedQueue<>();
    private volatile Runnable whenUnanswered = () -> {};

    void whenUnanswered(Runnable action) {
        whenUnanswered = action;
    }

    int sent() {
        return sent.get();
    }

    /** Requests that found no connection: they failed, and were not sent. */
    int unsent() {
        return answered.get() + unanswered.get() - sent.get();
    }

    Iterable<String> words() {
        return words;
    }

    @Override
    public void sent(ClientEvent event) {
        sent.incrementAndGet();
        words.add(event.toString());
    }

    @Override
    public void answered(ClientEvent event) {
        answered.incrementAndGet();
        words.add(event.toString());
    }

    @Override
    public void unanswered(ClientEvent event) {
        unanswered.incrementAndGet();
        words.add(event.toString());
        whenUnanswered.run();
    }

    @Override
    public void retried(ClientEvent event) {
        words.add(event.toString());
    }

    @Override
    public void heldBack(ClientEvent event) {
        words.add(event.toString());
    }

    @Override
    public void loggedIn(ClientEvent event) {
        words.add(event.toString());
    }
}
