package io.segmentpixel.examples;

import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Retention;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The segments that a CSV file asks for: columns name, code and retention, in any order. */
final class PixelRows {
    private static final List<String> COLUMNS = List.of("name", "code", "retention");
    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,6})\\s*([dhm]?)");

    private final Map<String, Long> linesOfCodes = new HashMap<>();

    private PixelRows() {}

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException if the file cannot be read, the columns are others, or any row breaks a rule; it names
     *     the lines
     */
    static List<NewSegment> in(Path file) {
        return Sheet.read(file, COLUMNS, Set.of(), new PixelRows()::segment);
    }

    private NewSegment segment(Sheet.Row row) {
        String code = row.cell("code");
        Long before = code.isEmpty() ? null : linesOfCodes.putIfAbsent(code.toLowerCase(Locale.ROOT), row.line());
        if (before != null) {
            throw new IllegalArgumentException("code " + code + ": stands in line " + before + " already");
        }
        return NewSegment.named(row.cell("name")).withCode(code).withRetention(retention(row.cell("retention")));
    }

    /** As in 30d, 12h, 90m or 90; max for the longest, call for the ad call only. */
    static Retention retention(String text) {
        Matcher amount = AMOUNT.matcher(text.toLowerCase(Locale.ROOT));
        if (text.equalsIgnoreCase("max")) {
            return Retention.maximum();
        }
        if (text.equalsIgnoreCase("call")) {
            return Retention.adCallOnly();
        }
        if (!amount.matches()) {
            throw new IllegalArgumentException("retention \"" + text + "\": must be as in 30d, 12h, 90m, max or call");
        }
        int number = Integer.parseInt(amount.group(1));
        return switch (amount.group(2)) {
            case "d" -> Retention.of(Duration.ofDays(number));
            case "h" -> Retention.of(Duration.ofHours(number));
            default -> Retention.ofMinutes(number);
        };
    }
}
