package io.segmentpixel.examples;

import io.segmentpixel.export.PixelExport;
import io.segmentpixel.page.PageRule;
import io.segmentpixel.pixel.SegmentCall;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentRef;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A step of a funnel as it stands in a CSV file: columns step, segment, value and pages, in any order; value may be left out.
 *
 * @param line where it begins in the file
 * @param step what stands in the tag's comment
 * @param segment the segment, by id, or by a code that is looked up
 * @param value what the call says of the visitor, or nothing
 * @param rule which pages bear the tag
 * @param needsAddress whether the rule is about addresses
 */
record FunnelRow(long line, String step, SegmentRef segment, OptionalInt value, PageRule rule, boolean needsAddress) {
    private static final List<String> COLUMNS = List.of("step", "segment", "value", "pages");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+");
    private static final Pattern ADDRESS = Pattern.compile("(?i)https?://.*");
    private static final String CSS = "css:";

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException if the file cannot be read, the columns are others, or any row breaks a rule; it names
     *     the lines and the columns
     */
    static List<FunnelRow> in(Path file) {
        List<FunnelRow> rows = Sheet.read(file, COLUMNS, Set.of("value"), FunnelRow::of);
        if (rows.isEmpty()) {
            throw new IllegalArgumentException(file + ": must have a step, as there is nothing to place");
        }
        return rows;
    }

    private static FunnelRow of(Sheet.Row row) {
        String pages = row.cell("pages");
        return new FunnelRow(
                row.line(),
                step(row.cell("step")),
                read("segment", row.cell("segment"), FunnelRow::segment),
                value(row.cell("value")),
                read("pages", pages, FunnelRow::rule),
                isAddress(pages));
    }

    private static String step(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("step \"\": must not be blank, as it is the tag's name");
        }
        return text;
    }

    private static SegmentRef segment(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("must be the segment's id, or its code");
        }
        return NUMBER.matcher(text).matches() ? SegmentId.of(number(text)) : SegmentCode.existing(text);
    }

    private static OptionalInt value(String text) {
        return text.isEmpty() ? OptionalInt.empty() : OptionalInt.of(read("value", text, FunnelRow::wholeValue));
    }

    private static int wholeValue(String text) {
        int number = number(text);
        if (number < 0) {
            throw new IllegalArgumentException("must be 0 or greater");
        }
        return number;
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException("must be a whole number of at most " + Integer.MAX_VALUE, noNumber);
        }
    }

    private static PageRule rule(String text) {
        if (isAddress(text)) {
            return PageRule.url(text);
        }
        return text.startsWith(CSS)
                ? PageRule.having(text.substring(CSS.length()).strip())
                : PageRule.path(text);
    }

    private static boolean isAddress(String pages) {
        return ADDRESS.matcher(pages).matches();
    }

    /** What a cell says; if it breaks a rule, the message begins with the column, and with the cell. */
    private static <T> T read(String column, String text, Function<String, T> reader) {
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException broken) {
            throw new IllegalArgumentException(column + " \"" + text + "\": " + broken.getMessage(), broken);
        }
    }

    /**
     * The pixel of the row's segment.
     *
     * @param backend finds the segment of a code, with whatever follows from it, say its piggybacks
     * @throws IllegalArgumentException if there is none
     */
    PixelExport export(Function<SegmentCode, Optional<Segment>> backend) {
        PixelExport export = segment instanceof SegmentCode code
                ? PixelExport.of(standing(code, backend).withShortName(step))
                : PixelExport.of(step, SegmentCall.adding((SegmentId) segment));
        return value.isPresent() ? export.withValue(value.getAsInt()) : export;
    }

    private static Segment standing(SegmentCode code, Function<SegmentCode, Optional<Segment>> backend) {
        return backend.apply(code)
                .orElseThrow(() -> new IllegalArgumentException(
                        "segment \"" + code + "\": the backend has none of this code; upper and lower case differ"));
    }
}
