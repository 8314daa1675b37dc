package io.segmentpixel.benchmarks;

import io.segmentpixel.testkit.Sandbox;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockWebServer;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A call on a kept connection, against the bare server beneath, which stalls where its sockets wait before they send. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class SandboxCallBenchmark {
    private @Nullable Sandbox sandbox;
    private @Nullable MockWebServer server;

    /** Starts both. */
    @Setup
    public void start() {
        sandbox = Sandbox.start();
        server = FirstAnswer.bareServer();
    }

    /** Ends both. */
    @TearDown
    public void stop() {
        Objects.requireNonNull(sandbox).close();
        Objects.requireNonNull(server).close();
    }

    /**
     * A call of the segment service.
     *
     * @return the length of the answer
     */
    @Benchmark
    public int apiCall() {
        return FirstAnswer.of(Objects.requireNonNull(sandbox).url() + "/segment");
    }

    /**
     * A pixel call.
     *
     * @return the length of the answer
     */
    @Benchmark
    public int pixelCall() {
        return FirstAnswer.of(Objects.requireNonNull(sandbox).pixelUrl() + "?add=528336&t=2");
    }

    /**
     * A call of the bare server.
     *
     * @return the length of the answer
     */
    @Benchmark
    public int bareCall() {
        return FirstAnswer.of(
                "http://127.0.0.1:" + Objects.requireNonNull(server).getPort() + "/segment");
    }
}
