package io.segmentpixel.examples;

import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Retention;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The segments that a CSV file asks for: columns name, code and retention, in any order. */
final class PixelRows {
    private static final CSVFormat FORM = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreHeaderCase(true)
            .setIgnoreEmptyLines(true)
            .setTrim(true)
            .get();
    private static final Set<String> COLUMNS = Set.of("name", "code", "retention");
    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,6})\\s*([dhm]?)");
    private static final int MOST_FAULTS = 20;

    private final List<NewSegment> segments = new ArrayList<>();
    private final Map<String, Long> linesOfCodes = new HashMap<>();
    private final List<String> faults = new ArrayList<>();

    private final String text;
    private int at;
    private long line = 1;

    private PixelRows(String text) {
        this.text = text;
    }

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException if the file cannot be read, the columns are others, or any row breaks a rule; it names
     *     the lines
     */
    static List<NewSegment> in(Path file) {
        PixelRows rows = new PixelRows(text(file));
        try (CSVParser parser = FORM.parse(new StringReader(rows.text))) {
            Stream<String> columns = parser.getHeaderNames().stream().map(name -> name.toLowerCase(Locale.ROOT));
            if (!columns.collect(Collectors.toSet()).equals(COLUMNS)) {
                throw new IllegalArgumentException(
                        file + ": the columns must be name, code and retention, are " + parser.getHeaderNames());
            }
            for (CSVRecord row : parser) {
                rows.add(row, rows.line(row));
            }
        } catch (UncheckedIOException | IOException malformed) {
            throw new IllegalArgumentException(file + ": quotes do not match: " + malformed.getMessage(), malformed);
        }
        if (!rows.faults.isEmpty()) {
            throw new IllegalArgumentException(file + ":\n  " + String.join("\n  ", rows.shownFaults()));
        }
        return rows.segments;
    }

    /** The text without the mark that some sheets put before it. */
    private static String text(Path file) {
        try {
            String text = Files.readString(file);
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException notUtf8) {
            throw new IllegalArgumentException(file + ": must be in UTF-8", notUtf8);
        } catch (NoSuchFileException missing) {
            throw new IllegalArgumentException(file + ": there is no such file", missing);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(file + ": cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    /** The line in which a row begins, behind empty lines; rows come in their order. */
    private long line(CSVRecord row) {
        while (at < text.length() && (at < row.getCharacterPosition() || Character.isWhitespace(text.charAt(at)))) {
            boolean isEnd = text.charAt(at) == '\n' || (text.charAt(at) == '\r' && !text.startsWith("\n", at + 1));
            line += isEnd ? 1 : 0;
            at++;
        }
        return line;
    }

    private void add(CSVRecord row, long line) {
        if (row.stream().allMatch(String::isBlank)) {
            return;
        }
        try {
            if (!row.isConsistent()) {
                throw new IllegalArgumentException("row: must have 3 cells, has " + row.size());
            }
            String code = row.get("code");
            Long before = code.isEmpty() ? null : linesOfCodes.putIfAbsent(code.toLowerCase(Locale.ROOT), line);
            if (before != null) {
                throw new IllegalArgumentException("code " + code + ": stands in line " + before + " already");
            }
            segments.add(
                    NewSegment.named(row.get("name")).withCode(code).withRetention(retention(row.get("retention"))));
        } catch (IllegalArgumentException broken) {
            faults.add("line " + line + ": " + broken.getMessage());
        }
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

    private List<String> shownFaults() {
        if (faults.size() <= MOST_FAULTS) {
            return faults;
        }
        List<String> shown = new ArrayList<>(faults.subList(0, MOST_FAULTS));
        shown.add("and " + (faults.size() - MOST_FAULTS) + " more");
        return shown;
    }
}
