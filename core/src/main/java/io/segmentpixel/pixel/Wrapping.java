package io.segmentpixel.pixel;

import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What editors, scripts and mail do to an address, undone; each leaves a remark. */
final class Wrapping {
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:/|(?:x|u00)([2-7][0-9a-fA-F]))");
    private static final int HEX = 16;
    private static final Pattern SOFT_LINE_END = Pattern.compile("=\\r?\\n");

    private Wrapping() {}

    static String removed(String text, Collection<String> remarks) {
        String plain = text.strip();
        for (int at = 0; at < plain.length(); at++) {
            char c = plain.charAt(at);
            if (c < ' ' || c == '\\' || (c == '=' && plain.startsWith("=3D", at))) {
                return unescaped(onOneLine(unquoted(plain, remarks), remarks), remarks);
            }
        }
        return plain;
    }

    /** In quoted-printable mail, every equals sign is written so; in a call of ours never all of them are. */
    private static String unquoted(String text, Collection<String> remarks) {
        if (!text.contains("=3D")) {
            return text;
        }
        String joined = SOFT_LINE_END.matcher(text).replaceAll("");
        for (int at = joined.indexOf('='); at >= 0; at = joined.indexOf('=', at + 1)) {
            if (!joined.startsWith("=3D", at)) {
                return text;
            }
        }
        remarks.add("address: is written as in quoted-printable mail");
        return joined.replace("=3D", "=");
    }

    private static String onOneLine(String text, Collection<String> remarks) {
        if (text.indexOf('\n') < 0 && text.indexOf('\r') < 0 && text.indexOf('\t') < 0) {
            return text;
        }
        remarks.add("address: holds line ends or tabs, which a browser passes over");
        return text.replace("\n", "").replace("\r", "").replace("\t", "");
    }

    private static String unescaped(String text, Collection<String> remarks) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        Matcher escape = ESCAPE.matcher(text);
        if (!escape.find()) {
            return text;
        }
        remarks.add("address: is written with the escapes of a script");
        return escape.replaceAll(
                found -> found.group(1) == null ? "/" : Matcher.quoteReplacement(character(found.group(1))));
    }

    private static String character(String hex) {
        return Character.toString(Integer.parseInt(hex, HEX));
    }
}
