package io.segmentpixel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.http.Credentials;
import io.segmentpixel.http.InjectedTime;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.testkit.ApiCall;
import io.segmentpixel.testkit.Operation;
import io.segmentpixel.testkit.Sandbox;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;

/** A sandbox that counts logins, and clients of it, on a clock that only waits move on. */
abstract class LoginStage {
    static final int THREADS = 64;
    private static final KeyPair KEYS = keys();

    final SettableClock clock = new SettableClock();

    @AutoClose
    final Sandbox sandbox = Sandbox.builder().clock(clock).start();

    private final List<SegmentClient> clients = new ArrayList<>();
    final SegmentId id = sandbox.segments().create(NewSegment.named("there")).id();

    @AfterEach
    void close() {
        clients.forEach(SegmentClient::close);
    }

    /** What a user logs in with. */
    enum Proof {
        PASSWORD {
            @Override
            Credentials right(Sandbox sandbox) {
                return Credentials.password(sandbox.username(), sandbox.password());
            }

            @Override
            Credentials wrong(Sandbox sandbox) {
                return Credentials.password(sandbox.username(), "wrong");
            }
        },
        KEY_PAIR {
            @Override
            Credentials right(Sandbox sandbox) {
                return Credentials.keyPair(sandbox.username(), "key", KEYS.getPrivate());
            }

            @Override
            Credentials wrong(Sandbox sandbox) {
                return Credentials.keyPair(sandbox.username(), "another", KEYS.getPrivate());
            }
        };

        abstract Credentials right(Sandbox sandbox);

        abstract Credentials wrong(Sandbox sandbox);
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    SegmentClient.Builder settings() {
        return InjectedTime.into(SegmentClient.builder(), clock, clock::advance).baseUrl(sandbox.url());
    }

    SegmentClient built(SegmentClient.Builder settings) {
        SegmentClient client = settings.build();
        clients.add(client);
        return client;
    }

    SegmentClient client(Credentials user) {
        return built(settings().credentials(user));
    }

    SegmentClient client(Proof proof) {
        sandbox.put(sandbox.user().withKey("key", KEYS.getPublic()));
        return client(proof.right(sandbox));
    }

    List<ApiCall> logins() {
        return sandbox.journal().calls(Operation.LOGIN);
    }

    void assertLogins(int count) {
        assertThat(logins()).hasSize(count);
    }

    /** One call of each thread at the same time, the clients in turn; gives the failures. */
    List<Throwable> inManyThreads(SegmentClient... shared) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Future<?>> calls = IntStream.range(0, THREADS)
                .<Future<?>>mapToObj(i -> threads.submit(() -> {
                    start.await();
                    return shared[i % shared.length].get(id);
                }))
                .toList();
        threads.shutdown();
        assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        List<Throwable> failures = new ArrayList<>();
        for (Future<?> call : calls) {
            try {
                call.get();
            } catch (ExecutionException failed) {
                failures.add(failed.getCause());
            }
        }
        return failures;
    }

    static void awaited(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
