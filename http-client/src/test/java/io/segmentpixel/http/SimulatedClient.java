package io.segmentpixel.http;

import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A client of all its real parts but the HTTP, in virtual time. */
final class SimulatedClient {
    private final SegmentOperations operations;

    private SimulatedClient(RequestPath path) {
        this.operations = new SegmentOperations(path, null);
    }

    /** What a client is made of, as its builder has it where nothing is said. */
    record Settings(
            VirtualTime time,
            Transport transport,
            @Nullable RequestBudget budget,
            double retriedShare,
            Duration deadline,
            int places,
            DoubleSupplier jitter) {
        static Settings of(VirtualTime time, Transport transport) {
            return new Settings(time, transport, null, 0.2, Duration.ofMinutes(2), 15, () -> 1.0);
        }

        Settings with(RequestBudget other) {
            return new Settings(time, transport, other, retriedShare, deadline, places, jitter);
        }

        Settings withRetriedShare(double other) {
            return new Settings(time, transport, budget, other, deadline, places, jitter);
        }

        Settings within(Duration other) {
            return new Settings(time, transport, budget, retriedShare, other, places, jitter);
        }

        Settings withPlaces(int other) {
            return new Settings(time, transport, budget, retriedShare, deadline, other, jitter);
        }

        Settings withJitter(DoubleSupplier other) {
            return new Settings(time, transport, budget, retriedShare, deadline, places, other);
        }

        SimulatedClient client() {
            Secrets secrets = new Secrets();
            Events events = new Events(Events.nobody());
            return new SimulatedClient(new RequestPath(
                    deadline,
                    time,
                    new Admission(budget, new Pace(places, time), time, events),
                    new Session(
                            "simulated",
                            () -> Credentials.password("user", "password"),
                            SessionStore.inMemory(),
                            time,
                            secrets,
                            Runnable::run),
                    transport,
                    new Repeating(new Backoff(jitter), new RetryShare(retriedShare, time), time, events),
                    new Classifier(),
                    events));
        }
    }

    CompletableFuture<Segment> create(int number) {
        return create(number, new NoThread());
    }

    CompletableFuture<Segment> create(int number, NoThread carrier) {
        return operations.create(NewSegment.named(Integer.toString(number)), carrier);
    }

    CompletableFuture<Segment> get(int number) {
        return operations.get(SegmentId.of(number), new NoThread());
    }

    /** So many workers create so many segments, each its next when its last is done, well or not; done when all are. */
    CompletableFuture<List<CompletableFuture<Segment>>> creating(int workers, int jobs) {
        List<CompletableFuture<Segment>> creates = new ArrayList<>();
        AtomicInteger begun = new AtomicInteger();
        CompletableFuture<?>[] ends = IntStream.range(0, workers)
                .mapToObj(worker -> next(begun, jobs, creates))
                .toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(ends).thenApply(over -> creates);
    }

    private CompletableFuture<Void> next(AtomicInteger begun, int jobs, List<CompletableFuture<Segment>> creates) {
        int number = begun.getAndIncrement();
        if (number >= jobs) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Segment> create = create(number);
        creates.add(create);
        return create.handle((segment, failure) -> number).thenCompose(ended -> next(begun, jobs, creates));
    }
}
