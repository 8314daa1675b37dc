package io.segmentpixel.benchmarks;

import io.segmentpixel.testkit.Sandbox;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockWebServer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From {@code Sandbox.start()} to the first answer, stop included, against the bare server beneath: the first one in a JVM, and one after
 * two hundred others.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(10)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class SandboxStartBenchmark {
    /**
     * A sandbox, over HTTP.
     *
     * @return the length of the answer
     */
    @Benchmark
    public int sandbox() {
        try (Sandbox sandbox = Sandbox.start()) {
            return FirstAnswer.of(sandbox.url() + "/segment");
        }
    }

    /**
     * The server beneath it.
     *
     * @return the length of the answer
     */
    @Benchmark
    public int bareServer() {
        try (MockWebServer server = FirstAnswer.bareServer()) {
            return FirstAnswer.of("http://127.0.0.1:" + server.getPort() + "/segment");
        }
    }

    /**
     * A sandbox in a JVM that has started two hundred.
     *
     * @return the length of the answer
     */
    @Benchmark
    @Fork(3)
    @Warmup(iterations = 200)
    @Measurement(iterations = 50)
    public int warmSandbox() {
        return sandbox();
    }

    /**
     * The server beneath it in a JVM that has started two hundred.
     *
     * @return the length of the answer
     */
    @Benchmark
    @Fork(3)
    @Warmup(iterations = 200)
    @Measurement(iterations = 50)
    public int warmBareServer() {
        return bareServer();
    }
}
