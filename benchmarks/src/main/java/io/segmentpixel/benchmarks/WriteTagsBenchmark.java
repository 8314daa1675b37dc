package io.segmentpixel.benchmarks;

import io.segmentpixel.export.ExportFormat;
import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A thousand tags of a thousand exports, rendered one by one and written to a writer, against the same text joined by hand from
 * the same exports: what counts is the ratio, of the time and (with {@code -prof gc}) of the bytes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class WriteTagsBenchmark {
    private static final int MANY = 1_000;

    private final ExportFormat format = ExportFormats.htmlTag();
    private final List<PixelExport> exports = IntStream.range(0, MANY)
            .mapToObj(number -> Segment.of(SegmentId.of(528_336 + number), MemberId.of(958), "Shop - step " + number))
            .map(PixelExport::of)
            .toList();
    private final Writer nowhere = Writer.nullWriter();

    /**
     * Renders each tag.
     *
     * @return the length of all
     */
    @Benchmark
    @OperationsPerInvocation(MANY)
    public int htmlTag() {
        int length = 0;
        for (PixelExport export : exports) {
            length += format.render(export).length();
        }
        return length;
    }

    /**
     * Joins each tag by hand.
     *
     * @return the length of all
     */
    @Benchmark
    @OperationsPerInvocation(MANY)
    public int joinedByHand() {
        int length = 0;
        for (PixelExport export : exports) {
            length += joined(export).length();
        }
        return length;
    }

    /**
     * Writes all tags.
     *
     * @throws IOException never
     */
    @Benchmark
    @OperationsPerInvocation(MANY)
    public void written() throws IOException {
        format.write(exports.stream(), nowhere);
    }

    private static String joined(PixelExport export) {
        Segment segment = export.segments().get(0);
        return "<!-- Segment Pixel - " + segment.shortName()
                + " - DO NOT MODIFY -->\n<script src=\"https://secure.adnxs.com/seg?add=" + segment.id()
                + "&t=1\" type=\"text/javascript\"></script>\n<!-- End of Segment Pixel -->";
    }
}
