package io.segmentpixel.export;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Rows for a spreadsheet, by RFC 4180. */
final class CsvFormat extends LineFormat {
    private static final String HEAD = "name,id,code,type,url,tag";
    private static final String LINE_END = "\r\n";
    private static final String FORMULA_STARTS = "=+-@\t\r\n";

    @Override
    void append(PixelExport export, StringBuilder target) {
        appendCell(export.name(), target);
        appendCell(list(Row.ids(export)), target.append(','));
        appendCell(list(Row.codes(export)), target.append(','));
        appendCell(Row.type(export), target.append(','));
        appendCell(export.url(), target.append(','));
        appendCell(Row.tag(export), target.append(','));
    }

    private static String list(List<String> items) {
        return String.join(" ", items);
    }

    private static void appendCell(String text, StringBuilder target) {
        String cell = Text.encodable(startsFormula(text) ? "'" + text : text);
        if (isPlain(cell)) {
            target.append(cell);
        } else {
            target.append('"').append(cell.replace("\"", "\"\"")).append('"');
        }
    }

    /** A cell with apostrophes of its own gets one more, so that taking one away gives every text again. */
    private static boolean startsFormula(String text) {
        int start = 0;
        while (start < text.length() && text.charAt(start) == '\'') {
            start++;
        }
        return start < text.length() && FORMULA_STARTS.indexOf(text.charAt(start)) >= 0;
    }

    /** A blank at either end would be lost on a reader that strips cells. */
    private static boolean isPlain(String cell) {
        return cell.indexOf('"') < 0
                && cell.indexOf(',') < 0
                && cell.indexOf('\n') < 0
                && cell.indexOf('\r') < 0
                && cell.equals(cell.strip());
    }

    @Override
    public void write(Stream<PixelExport> exports, Appendable target) throws IOException {
        Objects.requireNonNull(exports, "exports");
        Lines lines = new Lines(Objects.requireNonNull(target, "target"));
        lines.text().append(HEAD).append(LINE_END);
        lines.flush();
        for (Iterator<PixelExport> all = exports.iterator(); all.hasNext(); ) {
            lines.item(this, all.next());
            lines.text().append(LINE_END);
            lines.flush();
        }
    }

    @Override
    public String toString() {
        return "csv";
    }
}
