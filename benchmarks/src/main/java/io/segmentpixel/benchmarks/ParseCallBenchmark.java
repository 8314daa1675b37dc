package io.segmentpixel.benchmarks;

import io.segmentpixel.pixel.ParsedCall;
import io.segmentpixel.pixel.PixelCall;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Reading a call, against what {@link URI} takes to read the same address: what counts is the ratio of the two. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ParseCallBenchmark {
    @Param({
        "https://secure.adnxs.com/seg?add=528336&t=2",
        "https://secure.adnxs.com/seg?add=528336:5,528337&remove=12&redir=https%3A%2F%2Fpartner.example%2F%3Fuid%3D1&t=1"
    })
    private String url = "";

    /**
     * Reads the call.
     *
     * @return what stands there
     */
    @Benchmark
    public Optional<ParsedCall> parse() {
        return PixelCall.parse(url);
    }

    /**
     * Reads the address.
     *
     * @return the address
     */
    @Benchmark
    public URI uri() {
        return URI.create(url);
    }
}
