package io.segmentpixel.export;

import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** A program that writes so many exports in a format to a file. */
final class ManyExports {
    private static final Map<String, ExportFormat> FORMATS = Map.of(
            "htmlTag", ExportFormats.htmlTag(),
            "url", ExportFormats.url(),
            "csv", ExportFormats.csv(),
            "json", ExportFormats.json());

    private ManyExports() {}

    public static void main(String[] arguments) throws IOException {
        ExportFormat format = Objects.requireNonNull(FORMATS.get(arguments[0]));
        int many = Integer.parseInt(arguments[1]);
        try (Writer writer = Files.newBufferedWriter(Path.of(arguments[2]))) {
            format.write(
                    IntStream.rangeClosed(1, many)
                            .mapToObj(id ->
                                    PixelExport.of(Segment.of(SegmentId.of(id), MemberId.of(958), "segment " + id))),
                    writer);
        }
    }
}
