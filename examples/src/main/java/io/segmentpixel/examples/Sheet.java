package io.segmentpixel.examples;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** A CSV file as sheets write them, with a head; the columns may come in any order. */
final class Sheet {
    private static final CSVFormat FORM = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreHeaderCase(true)
            .setIgnoreEmptyLines(true)
            .setTrim(true)
            .get();

    private final Path file;
    private final String text;
    private int at;
    private long line = 1;

    /**
     * A row.
     *
     * @param line the line in which it begins
     * @param cells what stands in it
     */
    record Row(long line, CSVRecord cells) {
        /** What stands there; empty if the file has no such column. */
        String cell(String column) {
            return cells.isMapped(column) ? cells.get(column) : "";
        }
    }

    private Sheet(Path file) {
        this.file = file;
        this.text = text(file);
    }

    /**
     * Reads a file; rows of which all cells are empty are passed over.
     *
     * @param columns all columns
     * @param optional those of them that may be missing
     * @param reader makes something of a row; throws IllegalArgumentException if the row breaks a rule
     * @throws IllegalArgumentException if the file cannot be read, the columns are others, or any row breaks a rule; it names
     *     the lines
     */
    static <T> List<T> read(Path file, List<String> columns, Set<String> optional, Function<Row, T> reader) {
        Faults faults = new Faults(file);
        List<T> read = new ArrayList<>();
        for (Row row : new Sheet(file).rows(columns, optional)) {
            faults.in(row.line(), () -> reader.apply(whole(row))).ifPresent(read::add);
        }
        faults.refuse();
        return read;
    }

    private static Row whole(Row row) {
        if (!row.cells().isConsistent()) {
            throw new IllegalArgumentException("row: must have "
                    + row.cells().getParser().getHeaderNames().size() + " cells, has "
                    + row.cells().size());
        }
        return row;
    }

    private List<Row> rows(List<String> columns, Set<String> optional) {
        List<Row> rows = new ArrayList<>();
        try (CSVParser parser = FORM.parse(new StringReader(text))) {
            check(columns, optional, parser.getHeaderNames());
            for (CSVRecord cells : parser) {
                Row row = new Row(line(cells), cells);
                if (!cells.stream().allMatch(String::isBlank)) {
                    rows.add(row);
                }
            }
            return rows;
        } catch (UncheckedIOException | IOException malformed) {
            throw new IllegalArgumentException(file + ": quotes do not match: " + malformed.getMessage(), malformed);
        }
    }

    private void check(List<String> columns, Set<String> optional, List<String> head) {
        List<String> names =
                head.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        List<String> needed =
                columns.stream().filter(column -> !optional.contains(column)).toList();
        boolean isTwice = Set.copyOf(names).size() < names.size();
        if (isTwice || !names.containsAll(needed) || !columns.containsAll(names)) {
            int last = columns.size() - 1;
            throw new IllegalArgumentException(file + ": the columns must be "
                    + String.join(", ", columns.subList(0, last)) + " and " + columns.get(last)
                    + (optional.isEmpty() ? "" : " (" + String.join(", ", optional) + " may be left out)") + ", are "
                    + head);
        }
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
}
