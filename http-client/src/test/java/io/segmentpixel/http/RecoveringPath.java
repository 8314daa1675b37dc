package io.segmentpixel.http;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/** Sends as a recovery says, first come, first served. */
final class RecoveringPath {
    private final VirtualTime time;
    private final CountingBackend backend;
    private final Recovery recovery = new Recovery();
    private final Deque<CompletableFuture<Void>> waiting = new ArrayDeque<>();
    private int inFlight;
    private boolean isHeld;

    RecoveringPath(VirtualTime time, CountingBackend backend) {
        this.time = time;
        this.backend = backend;
    }

    CompletableFuture<CountingBackend.Reply> send() {
        CompletableFuture<Void> turn = new CompletableFuture<>();
        CompletableFuture<CountingBackend.Reply> reply = turn.thenCompose(gone -> attempt());
        waiting.add(turn);
        letGo();
        return reply;
    }

    private void letGo() {
        while (!isHeld && !waiting.isEmpty() && inFlight < recovery.mostInFlight()) {
            Duration hold = recovery.heldBack(time.now());
            if (hold.isZero()) {
                recovery.sent(time.now());
                inFlight++;
                waiting.remove().complete(null);
            } else {
                isHeld = true;
                CompletableFuture<Void> unused = time.after(hold).thenRun(() -> {
                    isHeld = false;
                    letGo();
                });
            }
        }
    }

    private CompletableFuture<CountingBackend.Reply> attempt() {
        Instant sent = time.now();
        return backend.send().whenComplete((reply, failure) -> {
            inFlight--;
            if (reply.isRefusal()) {
                recovery.turnedAway(sent, time.now(), reply.retryAfter());
            } else {
                recovery.answered(sent, time.now());
            }
            letGo();
        });
    }
}
