package io.segmentpixel.examples;

import io.segmentpixel.export.PixelExport;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.page.Funnel;
import io.segmentpixel.pixel.PixelCall;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A funnel that stands in a CSV file.
 *
 * @param file the file
 * @param rows its rows, each a step
 * @param knowsAddresses whether a rule about addresses can be answered
 */
record FunnelFile(Path file, List<FunnelRow> rows, boolean knowsAddresses) {
    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException if it cannot be read, or a row breaks a rule; it names the lines and the columns
     */
    static FunnelFile read(Path file, boolean knowsAddresses) {
        return new FunnelFile(file, FunnelRow.in(file), knowsAddresses);
    }

    /**
     * The funnel, whose codes are looked up at the backend of the environment.
     *
     * @param typed the type that the tags have
     * @throws IllegalArgumentException if a row makes no pixel; it names the lines
     */
    Funnel funnel(Map<String, String> environment, UnaryOperator<PixelExport> typed) {
        boolean isBackendAsked = rows.stream().anyMatch(row -> row.segment() instanceof SegmentCode);
        if (!isBackendAsked || !Settings.areIn(environment)) {
            return funnel(FunnelFile::withoutBackend, typed);
        }
        try (SegmentClient segments = Settings.from(environment).client()) {
            return funnel(segments::find, typed);
        }
    }

    private static Optional<Segment> withoutBackend(SegmentCode code) {
        throw new IllegalArgumentException(
                "segment \"" + code
                        + "\": is a code, which is looked up at a backend: set SEGMENT_API_URL and its companions, or write the id");
    }

    private Funnel funnel(Function<SegmentCode, Optional<Segment>> backend, UnaryOperator<PixelExport> typed) {
        Faults faults = new Faults(file);
        Map<PixelCall, FunnelRow> rowsOfCalls = new HashMap<>();
        Funnel funnel = Funnel.named(String.valueOf(file.getFileName()));
        for (FunnelRow row : rows) {
            Optional<PixelExport> export =
                    faults.in(row.line(), () -> oneOfItsCall(row, typed.apply(export(row, backend)), rowsOfCalls));
            funnel = export.isPresent() ? funnel.step(export.get(), row.rule()) : funnel;
        }
        faults.refuse();
        return funnel;
    }

    /** A page that bore a call under two names would make it twice. */
    private static PixelExport oneOfItsCall(FunnelRow row, PixelExport export, Map<PixelCall, FunnelRow> rowsOfCalls) {
        FunnelRow before = rowsOfCalls.putIfAbsent(export.call(), row);
        if (before != null && !before.step().equals(row.step())) {
            throw new IllegalArgumentException("step \"" + row.step() + "\": must be \"" + before.step()
                    + "\", as in line " + before.line() + ", which has the same segment and value");
        }
        return export;
    }

    private PixelExport export(FunnelRow row, Function<SegmentCode, Optional<Segment>> backend) {
        if (row.needsAddress() && !knowsAddresses) {
            throw new IllegalArgumentException("pages: is an address, so say --served-at, the address of the site");
        }
        return row.export(backend);
    }
}
