package io.segmentpixel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.http.ClientEvent;
import io.segmentpixel.http.ClientListener;
import io.segmentpixel.http.ClientOperation;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Hears what a client does, so that a test can wait for it. */
final class Watch implements ClientListener {
    private final Map<String, Semaphore> heard = new ConcurrentHashMap<>();
    private final List<ClientOperation> sent = new CopyOnWriteArrayList<>();

    @Override
    public void sent(ClientEvent event) {
        sent.add(event.operation());
        semaphore("sent", event.operation()).release();
    }

    @Override
    public void answered(ClientEvent event) {
        semaphore("answered", event.operation()).release();
    }

    private Semaphore semaphore(String what, ClientOperation operation) {
        return heard.computeIfAbsent(what + " " + operation, none -> new Semaphore(0));
    }

    /** Waits until this many more were sent than were waited for before. */
    void untilSent(int requests, ClientOperation operation) {
        until("sent", requests, operation);
    }

    /** Waits until this many more were answered than were waited for before. */
    void untilAnswered(int requests, ClientOperation operation) {
        until("answered", requests, operation);
    }

    private void until(String what, int requests, ClientOperation operation) {
        try {
            assertThat(semaphore(what, operation).tryAcquire(requests, 60, TimeUnit.SECONDS))
                    .as(what + " " + operation)
                    .isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** What was sent, in order. */
    List<ClientOperation> sent() {
        return List.copyOf(sent);
    }
}
