package io.segmentpixel.benchmarks;

import io.segmentpixel.pixel.ParsedCall;
import io.segmentpixel.pixel.PixelCall;
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
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Reading texts of growing length: four times the length is to take about four times the time, whatever stands there.
 *
 * <p>The heap has room for the hundreds of thousands of objects that the longest texts make, so that the time is the reader's and
 * not that of a collector which runs short.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"-XX:+UseParallelGC", "-XX:+AlwaysPreTouch", "-Xms4g", "-Xmn3g"})
public class ParseLengthBenchmark {
    private static final String START = "https://secure.adnxs.com/seg?add=1";

    @Param({"ids", "values", "codes", "parameters", "bare", "references", "slashes", "redirect", "repeated", "twice"})
    private String kind = "";

    @Param({"16384", "65536", "262144", "1048576"})
    private int length;

    private String text = "";

    /** Makes the text. */
    @Setup
    public void fill() {
        StringBuilder filled = new StringBuilder(kind.equals("slashes") ? "https:" : START);
        filled.append(
                switch (kind) {
                    case "redirect" -> "&redir=http://a.example/?x";
                    case "repeated" -> "&t=2&redir=http://a.example/?x";
                    case "codes" -> "&member=958&add_code=a";
                    default -> "";
                });
        for (int number = 2; filled.length() < length; number++) {
            filled.append(
                    switch (kind) {
                        case "ids" -> "," + number;
                        case "values" -> "," + number + ":" + number;
                        case "codes" -> "," + sameHash(number) + ":" + number;
                        case "bare" -> "&a";
                        case "repeated" -> "&t=";
                        case "parameters" -> "&p" + number + "=1";
                        case "references" -> "&amp;amp;";
                        case "slashes" -> "//secure.adnxs.com/seg";
                        case "redirect" -> "&y=" + number;
                        default -> ",1:5";
                    });
        }
        text = filled.toString();
    }

    /** One of many texts with the same hash. */
    private static String sameHash(int number) {
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < Short.SIZE; bit++) {
            text.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return text.toString();
    }

    /**
     * Reads the text.
     *
     * @return what stands there
     */
    @Benchmark
    public Optional<ParsedCall> parse() {
        return PixelCall.parse(text);
    }
}
