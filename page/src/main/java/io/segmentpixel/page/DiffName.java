package io.segmentpixel.page;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A file's name as it stands in a diff, by git's rules: odd bytes, quotes and backslashes are escaped, and all is in quotes
 * then; a name with a blank is ended by a tab.
 */
final class DiffName {
    private static final String LETTERS = "abtnvfr";
    private static final int BELL = 7;

    private final String escaped;
    private final boolean isQuoted;

    private DiffName(byte[] name) {
        StringBuilder text = new StringBuilder();
        boolean odd = false;
        for (byte one : name) {
            String shown = escaped(one & 0xff);
            odd |= shown.length() > 1;
            text.append(shown);
        }
        this.escaped = text.toString();
        this.isQuoted = odd;
    }

    private static String escaped(int one) {
        if (one == '"' || one == '\\') {
            return "\\" + (char) one;
        }
        if (one >= BELL && one < BELL + LETTERS.length()) {
            return "\\" + LETTERS.charAt(one - BELL);
        }
        return one < ' ' || one >= 0x7f ? String.format("\\%03o", one) : Character.toString(one);
    }

    /**
     * The name of a file below a root, in the bytes of the file system: by its URI, as a text cannot hold a name that is not
     * written in the system's charset.
     */
    static DiffName of(Path root, Path path) {
        String above = root.toUri().getRawPath();
        String all = root.resolve(path).toUri().getRawPath();
        return new DiffName(decoded(all.substring(above.length())));
    }

    private static byte[] decoded(String uri) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int at = 0; at < uri.length(); at++) {
            if (uri.charAt(at) == '%') {
                bytes.write(Integer.parseInt(uri, at + 1, at + 3, 16));
                at += 2;
            } else {
                bytes.writeBytes(uri.substring(at, at + 1).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    /** The name in a directory, as {@code a} and {@code b} are in diffs. */
    String in(String directory) {
        String name = directory + "/" + escaped;
        if (isQuoted) {
            return "\"" + name + "\"";
        }
        return name.indexOf(' ') >= 0 ? name + "\t" : name;
    }
}
