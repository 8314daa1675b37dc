package io.segmentpixel.pixel;

import java.util.Collection;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What editors, scripts and mail do to an address, undone; each leaves a remark. */
final class Wrapping {
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:/|(?:x|u00)([2-7][0-9a-fA-F]))");
    private static final int HEX = 16;
    private static final Pattern SOFT_LINE_END = Pattern.compile("=\\r?\\n");
    private static final Pattern LINK_SCANNER = Pattern.compile(
            "(?s)https?://(?:urldefense\\.proofpoint\\.com/v2/url\\?u=|[a-z0-9.-]+\\.safelinks\\.protection\\.outlook\\.com/\\?url=)"
                    + "([^&]*).*",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern PROOFPOINT_OCTET = Pattern.compile("-(?=[0-9A-F]{2})");

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

    /** Mail gateways send each link to a scanner of theirs, the link itself in a parameter. */
    static Optional<String> link(String text) {
        if (!text.contains("urldefense") && !text.contains("safelinks")) {
            return Optional.empty();
        }
        Matcher scanned = LINK_SCANNER.matcher(text);
        if (!scanned.matches()) {
            return Optional.empty();
        }
        String link = scanned.group(1);
        return Optional.of(Percent.decoded(
                text.contains("proofpoint")
                        ? PROOFPOINT_OCTET.matcher(link).replaceAll("%").replace('_', '/')
                        : link));
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
