package io.segmentpixel.page;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The unified diff of a file's bytes, as {@code patch --binary} takes it. Lines end with a line feed only, and each byte is a
 * character, so that files in any charset come through.
 */
final class DiffText {
    private static final int CONTEXT = 3;

    private final DiffName name;
    private final byte[] before;
    private final byte[] after;

    /**
     * A diff.
     *
     * @param name the file's name
     * @param before what it held
     * @param after what it holds, which must be something else
     */
    DiffText(DiffName name, byte[] before, byte[] after) {
        this.name = name;
        this.before = before;
        this.after = after;
    }

    /** The diff, each byte as a character. */
    String text() {
        List<String> old = lines(before);
        // In linear space: the usual algorithm takes memory by the square of the number of changes.
        List<String> hunks = UnifiedDiffUtils.generateUnifiedDiff(
                "", "", old, DiffUtils.diff(old, lines(after), new MyersDiffWithLinearSpace<>()), CONTEXT);
        StringBuilder diff = new StringBuilder();
        diff.append("--- ").append(name.in("a")).append('\n');
        diff.append("+++ ").append(name.in("b")).append('\n');
        append(hunks.subList(2, hunks.size()), diff);
        return diff.toString();
    }

    /** Of lines that change together, those that go stand before those that come, as readers are used to. */
    private void append(List<String> hunks, StringBuilder diff) {
        StringBuilder coming = new StringBuilder();
        for (String line : hunks) {
            if (line.startsWith("+")) {
                coming.append(ended(line));
            } else {
                boolean goes = line.startsWith("-");
                diff.append(goes ? "" : coming).append(line.startsWith("@@") ? head(line) : ended(line));
                coming.setLength(goes ? coming.length() : 0);
            }
        }
        diff.append(coming);
    }

    /** The library counts from 1 in a file that holds nothing any more, where patches count from 0. */
    private String head(String line) {
        return (after.length == 0 ? line.replace("+1,0", "+0,0") : line) + "\n";
    }

    private static String ended(String line) {
        return line.endsWith("\n") ? line : line + "\n\\ No newline at end of file\n";
    }

    /** Each with its line feed, which the last one may lack. */
    private static List<String> lines(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            lines.add(text.substring(start, end + 1));
            start = end + 1;
        }
        if (start < text.length()) {
            lines.add(text.substring(start));
        }
        return lines;
    }
}
