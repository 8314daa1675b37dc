package io.segmentpixel.http;

import io.segmentpixel.http.RequestBudget.Permit;
import io.segmentpixel.http.RequestBudget.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The slots of one kind of request, and who waits for one. Its budget guards it.
 *
 * <p>The backend counts a request somewhere between its sending and its answer. So a slot is taken from the sending until one
 * period after the answer: whatever the backend's window is, it then never holds more than the slots.
 */
final class Lane {
    /** A request that waits for its permit; its number says when it was asked for. */
    static final class Waiting extends CompletableFuture<Permit> {
        private final long number;

        private Waiting(long number) {
            this.number = number;
        }
    }

    private final Rate rate;
    private final Set<Waiting> waiting = new LinkedHashSet<>();
    private final Deque<Instant> freeAgain = new ArrayDeque<>();
    private int out;
    private @Nullable Alarm alarm;

    Lane(Rate rate) {
        this.rate = rate;
    }

    Waiting join(long number) {
        Waiting last = new Waiting(number);
        waiting.add(last);
        return last;
    }

    /** Whether it was still waiting. */
    boolean leave(Waiting withdrawn) {
        return waiting.remove(withdrawn);
    }

    /** Frees the slots whose time has come. */
    void settle(Instant now) {
        while (!freeAgain.isEmpty() && !freeAgain.element().isAfter(now)) {
            freeAgain.remove();
        }
    }

    boolean mayLetGo() {
        return !waiting.isEmpty() && hasSlot();
    }

    private boolean hasSlot() {
        return out + freeAgain.size() < rate.requests();
    }

    long firstNumber() {
        return waiting.iterator().next().number;
    }

    Waiting letFirstGo() {
        Waiting first = waiting.iterator().next();
        waiting.remove(first);
        out++;
        return first;
    }

    /** A request that was never sent leaves its slot free at once. */
    void takeBack(boolean wasSent, Instant when) {
        out--;
        if (wasSent) {
            freeAgain.add(when.plus(rate.period()));
        }
    }

    /** The timer for the next slot, if one is needed and has not been set; one that is no longer needed is called off. */
    Optional<Alarm> newAlarm(Instant now) {
        Instant due = waiting.isEmpty() || hasSlot() ? null : freeAgain.peek();
        if (alarm != null && alarm.isFor(due)) {
            return Optional.empty();
        }
        if (alarm != null) {
            alarm.callOff();
        }
        alarm = due == null ? null : new Alarm(due, Duration.between(now, due));
        return Optional.ofNullable(alarm);
    }
}
