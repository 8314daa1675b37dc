package io.segmentpixel.benchmarks;

import io.segmentpixel.export.ExportFormat;
import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import java.util.concurrent.TimeUnit;
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
 * From a segment to the text of its tag, as a bulk export does it, against the same text joined by hand without any rule: what
 * counts is the ratio of the two.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RenderTagBenchmark {
    private final Segment segment = Segment.of(SegmentId.of(528336), MemberId.of(958), "test");
    private final ExportFormat format = ExportFormats.htmlTag();

    /**
     * Exports the segment and renders the console's tag.
     *
     * @return the tag
     */
    @Benchmark
    public String htmlTag() {
        return format.render(PixelExport.of(segment));
    }

    /**
     * The same three lines, joined by hand.
     *
     * @return the tag
     */
    @Benchmark
    public String joinedByHand() {
        return "<!-- Segment Pixel - " + segment.shortName()
                + " - DO NOT MODIFY -->\n<script src=\"https://secure.adnxs.com/seg?add=" + segment.id()
                + "&t=1\" type=\"text/javascript\"></script>\n<!-- End of Segment Pixel -->";
    }
}
