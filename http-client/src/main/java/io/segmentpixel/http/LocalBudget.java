package io.segmentpixel.http;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The budget of one process.
 *
 * <p>What may go is decided under a lock, and told outside of it, because whoever is told may ask again or give back.
 */
final class LocalBudget implements RequestBudget {
    private final Object lock = new Object();
    private final Time time;
    private final Lane reads;
    private final Lane writes;
    private int places;
    private long asked;

    LocalBudget(Rate reads, Rate writes, int atOnce, Time time) {
        this.reads = new Lane(reads);
        this.writes = new Lane(writes);
        this.places = atOnce;
        this.time = time;
    }

    @Override
    public CompletableFuture<Permit> permit(Kind kind) {
        Lane lane = kind == Kind.READ ? reads : writes;
        Lane.Waiting asking;
        Decision decision;
        synchronized (lock) {
            asking = lane.join(asked++);
            decision = decide();
        }
        carryOut(decision, asking);
        if (!asking.isDone()) {
            CompletableFuture<Permit> unused =
                    asking.whenComplete((permit, failure) -> withdrawUnlessGone(lane, asking));
        }
        return asking;
    }

    private void withdrawUnlessGone(Lane lane, Lane.Waiting asking) {
        Decision decision;
        synchronized (lock) {
            if (!lane.leave(asking)) {
                return;
            }
            decision = decide();
        }
        carryOut(decision, null);
    }

    /** Who may go now, and the timers that are needed for those who may not. */
    private record Decision(List<Grant> grants, List<Alarm> alarms) {}

    private Decision decide() {
        Instant now = time.now();
        reads.settle(now);
        writes.settle(now);
        List<Grant> grants = new ArrayList<>();
        for (Optional<Lane> lane = next(); lane.isPresent(); lane = next()) {
            places--;
            grants.add(new Grant(lane.get(), lane.get().letFirstGo()));
        }
        List<Alarm> alarms = Stream.of(reads, writes)
                .flatMap(lane -> lane.newAlarm(now).stream())
                .toList();
        return new Decision(grants, alarms);
    }

    /** Of the kinds whose rate allows one more, that which has waited longest, if there is a place. */
    private Optional<Lane> next() {
        return places == 0
                ? Optional.empty()
                : Stream.of(reads, writes).filter(Lane::mayLetGo).min(Comparator.comparingLong(Lane::firstNumber));
    }

    /** Nothing hangs yet on the request that is asking: it can be told at once. */
    private void carryOut(Decision decision, Lane.@Nullable Waiting asking) {
        decision.alarms().forEach(alarm -> alarm.set(time, this::goOn));
        for (Grant grant : decision.grants()) {
            if (grant.to == asking) {
                grant.tell();
            } else {
                OneByOne.run(grant::tell);
            }
        }
    }

    private void goOn() {
        Decision decision;
        synchronized (lock) {
            decision = decide();
        }
        carryOut(decision, null);
    }

    /** A permit that is out, until it is given back. */
    private final class Grant implements Permit {
        private final Lane lane;
        private final Lane.Waiting to;
        private boolean isOver;

        Grant(Lane lane, Lane.Waiting to) {
            this.lane = lane;
            this.to = to;
        }

        /** A request that was withdrawn in this very moment will not be sent: then the permit is as good as new. */
        void tell() {
            if (!to.complete(this)) {
                end(false);
            }
        }

        @Override
        public void giveBack() {
            end(true);
        }

        @Override
        public void unused() {
            end(false);
        }

        private void end(boolean wasSent) {
            Decision decision;
            synchronized (lock) {
                if (isOver) {
                    return;
                }
                isOver = true;
                places++;
                lane.takeBack(wasSent, time.now());
                decision = decide();
            }
            carryOut(decision, null);
        }
    }
}
