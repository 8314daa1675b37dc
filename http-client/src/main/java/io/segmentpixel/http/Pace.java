package io.segmentpixel.http;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Lets requests go: at most 15 at a time (or fewer, where the caller says so), first come, first served, and of a kind that the
 * backend has turned away none before the time that it named, and then as {@link Recovery} says. No thread waits.
 */
final class Pace {
    /** What the platform allows a user. */
    static final int MOST_IN_FLIGHT = 15;

    private final Time time;
    private final int mostInFlight;
    private final Map<Call.Kind, Line> lanes = new EnumMap<>(Call.Kind.class);
    private int inFlight;
    private long arrivals;

    /** The requests of one kind. */
    private static final class Line {
        final boolean takesPlaces;
        final Recovery recovery;
        final Deque<Waiter> waiting = new ArrayDeque<>();
        int inFlight;

        @Nullable
        Alarm alarm;

        Line(boolean takesPlaces, Recovery recovery) {
            this.takesPlaces = takesPlaces;
            this.recovery = recovery;
        }

        /** The first who still waits. */
        @Nullable
        Waiter first() {
            while (!waiting.isEmpty() && waiting.element().place.isDone()) {
                waiting.remove();
            }
            return waiting.peek();
        }

        boolean mayGo(Instant now) {
            return recovery.heldBack(now).isZero() && inFlight < recovery.mostInFlight();
        }
    }

    private record Waiter(long number, Line lane, Deadline deadline, CompletableFuture<Place> place) {}

    /** A number of requests that may be in flight, 1 to 15. */
    static int allowed(String field, int requests) {
        if (requests < 1 || requests > MOST_IN_FLIGHT) {
            throw new IllegalArgumentException(field + " " + requests + ": must be 1 to " + MOST_IN_FLIGHT);
        }
        return requests;
    }

    Pace(int mostInFlight, Time time) {
        this.mostInFlight = mostInFlight;
        this.time = time;
        for (Call.Kind kind : Call.Kind.values()) {
            lanes.put(kind, new Line(kind != Call.Kind.LOGIN, new Recovery()));
        }
    }

    /**
     * Waits until a request of this kind may go; a login goes within the place of the request that needs it.
     *
     * @return the place, which is to be given back; fails with a {@link TooLateException} as soon as the backend has named a time
     *     beyond the deadline
     */
    CompletableFuture<Place> enter(Call.Kind kind, Deadline deadline) {
        Waiter waiter;
        synchronized (this) {
            Line lane = lane(kind);
            Instant now = time.now();
            Duration named = lane.recovery.heldBackByName(now);
            if (isBeyond(deadline, named)) {
                return CompletableFuture.failedFuture(new TooLateException(named));
            }
            if (isBeyond(deadline, lane.recovery.heldBack(now))) {
                lane.recovery.ask();
            }
            waiter = new Waiter(arrivals++, lane, deadline, new CompletableFuture<>());
            lane.waiting.add(waiter);
        }
        serve(waiter);
        if (!waiter.place.isDone()) {
            time.limit(waiter.place, deadline.remaining());
        }
        return waiter.place;
    }

    private static boolean isBeyond(Deadline deadline, Duration hold) {
        return !hold.isZero() && !deadline.leavesTimeAfter(hold);
    }

    /** How long requests of this kind are held back from now, zero if they are not. */
    synchronized Duration heldBack(Call.Kind kind) {
        return lane(kind).recovery.heldBack(time.now());
    }

    private Line lane(Call.Kind kind) {
        return Objects.requireNonNull(lanes.get(kind));
    }

    /**
     * Lets go who may. Places are handed over outside of the lock, because whoever gets one goes on with it at once; and one
     * after the other, because who gives his back at once lets the next one go. Nothing hangs yet on the one who is asking.
     */
    private void serve(@Nullable Waiter asking) {
        List<Runnable> handovers = new ArrayList<>();
        Runnable own = () -> {};
        synchronized (this) {
            Instant now = time.now();
            for (Waiter next = next(now); next != null; next = next(now)) {
                next.lane.waiting.remove();
                Runnable handover = granted(next, now);
                if (next.equals(asking)) {
                    own = handover;
                } else {
                    handovers.add(handover);
                }
            }
        }
        lanes.values().forEach(this::setAlarm);
        own.run();
        if (!handovers.isEmpty()) {
            OneByOne.run(() -> handovers.forEach(Runnable::run));
        }
    }

    /** Of those who are first in their lanes and may go, the one who came first. */
    private @Nullable Waiter next(Instant now) {
        @Nullable Waiter next = null;
        for (Line lane : lanes.values()) {
            Waiter first = lane.first();
            boolean isBefore = first != null && (next == null || first.number < next.number);
            if (isBefore && (!lane.takesPlaces || inFlight < mostInFlight) && lane.mayGo(now)) {
                next = first;
            }
        }
        return next;
    }

    private Runnable granted(Waiter waiter, Instant now) {
        Line lane = waiter.lane;
        inFlight += lane.takesPlaces ? 1 : 0;
        lane.inFlight++;
        lane.recovery.sent(now);
        Granted place = new Granted(lane, now);
        return () -> {
            if (!waiter.place.complete(place)) {
                place.unused();
            }
        };
    }

    /** Where all of a kind are held back, somebody has to look again when that is over. */
    private void setAlarm(Line lane) {
        Alarm alarm;
        synchronized (this) {
            if (lane.first() == null) {
                return;
            }
            Instant now = time.now();
            Duration wait = lane.recovery.heldBack(now);
            if (wait.isZero() || (lane.alarm != null && lane.alarm.isFor(now.plus(wait)))) {
                return;
            }
            alarm = new Alarm(now.plus(wait), wait);
            lane.alarm = alarm;
        }
        alarm.set(time, () -> serve(null));
    }

    private final class Granted implements Place {
        private final Line lane;
        private final Instant since;
        private boolean hasEnded;

        Granted(Line lane, Instant since) {
            this.lane = lane;
            this.since = since;
        }

        @Override
        public void ended() {
            end(() -> lane.recovery.answered(since, time.now()));
        }

        @Override
        public void unused() {
            end(() -> {});
        }

        @Override
        public void turnedAway(Duration wait) {
            end(() -> lane.recovery.turnedAway(since, time.now(), wait));
            sendAway(lane);
        }

        private void end(Runnable lesson) {
            synchronized (Pace.this) {
                if (hasEnded) {
                    return;
                }
                hasEnded = true;
                inFlight -= lane.takesPlaces ? 1 : 0;
                lane.inFlight--;
                lesson.run();
            }
            serve(null);
        }
    }

    /** Who would wait for nothing, because the backend has named a time beyond his deadline, is told at once. */
    private void sendAway(Line lane) {
        Duration named;
        List<Waiter> hopeless = new ArrayList<>();
        synchronized (this) {
            named = lane.recovery.heldBackByName(time.now());
            lane.waiting.removeIf(waiter -> isBeyond(waiter.deadline, named) && hopeless.add(waiter));
        }
        if (!hopeless.isEmpty()) {
            OneByOne.run(
                    () -> hopeless.forEach(waiter -> waiter.place.completeExceptionally(new TooLateException(named))));
        }
    }

    /** The deadline is over before the request may go. */
    static final class TooLateException extends Exception {
        private static final long serialVersionUID = 1L;
        private final Duration wait;

        TooLateException(Duration wait) {
            super("held back for " + wait);
            this.wait = wait;
        }

        Duration needed() {
            return wait;
        }
    }
}
