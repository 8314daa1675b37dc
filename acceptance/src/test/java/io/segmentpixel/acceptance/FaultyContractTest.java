package io.segmentpixel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.http.Credentials;
import io.segmentpixel.http.InjectedTime;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.segment.SegmentService;
import io.segmentpixel.testkit.Fault;
import io.segmentpixel.testkit.Operation;
import io.segmentpixel.testkit.Sandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The contract over the client and a sandbox that turns a fifth of all calls away, each time so that it is sure that nothing was done.
 * A client that is turned away waits, which moves the clock on, so that a port which refuses opens again.
 */
@ParameterizedClass(name = "seed {0}")
@MethodSource("seeds")
class FaultyContractTest extends SegmentServiceContract {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final List<Fault> FAULTS = new ArrayList<>();
    private static final AtomicInteger CALLED = new AtomicInteger();

    @AutoClose
    private final Sandbox sandbox =
            Sandbox.builder().member(MEMBER).clock(clock).start();

    @AutoClose
    private final SegmentClient client;

    @AutoClose
    private final SegmentClient oneByOne;

    FaultyContractTest(long seed) {
        client = settings().build();
        oneByOne = settings().maxConcurrentRequests(1).build();
        sandbox.faults()
                .share(
                        0.2,
                        seed,
                        Fault.refused(SECOND),
                        Fault.tooManyRequests(SECOND),
                        Fault.turnedAway(SECOND),
                        Fault.rateExceeded());
    }

    private SegmentClient.Builder settings() {
        return InjectedTime.into(SegmentClient.builder(), clock, this::sleep)
                .baseUrl(sandbox.url())
                .credentials(Credentials.password(sandbox.username(), sandbox.password()))
                .deadline(Duration.ofHours(12));
    }

    static LongStream seeds() {
        return LongStream.range(0, Boolean.getBoolean("segmentpixel.long") ? 100 : 10);
    }

    /** Sleeps a little too long, as a thread may: until the next whole second, in which the contract reckons. */
    private void sleep(Duration duration) {
        clock.advance(Duration.ofSeconds(duration.plusNanos(999_999_999).toSeconds()));
        sandbox.clock().advance(Duration.ZERO);
    }

    @AfterEach
    void count() {
        sandbox.journal().calls().stream()
                .filter(call -> call.operation() != Operation.LOGIN)
                .forEach(call -> call.fault().ifPresentOrElse(FAULTS::add, CALLED::incrementAndGet));
    }

    /** Those that are refused come to no journal. */
    @AfterAll
    static void a_fifth_had_a_fault_of_each_kind() {
        assertThat(Set.copyOf(FAULTS)).hasSize(3);
        assertThat((double) FAULTS.size() / (FAULTS.size() + CALLED.get())).isBetween(0.12, 0.20);
    }

    @Override
    SegmentService segments() {
        return client;
    }

    /** A port that refuses cuts what is on its way, and nobody knows then whether that was done. */
    @Override
    SegmentService forMany() {
        return oneByOne;
    }
}
