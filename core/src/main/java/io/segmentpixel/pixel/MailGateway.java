package io.segmentpixel.pixel;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The scanners that mail gateways send links to: each link is put into the scanner's own address, in a form of its own. */
final class MailGateway {
    private static final Pattern SAFE_LINKS = Pattern.compile(
            "(?is)https?://[a-z0-9.-]+\\.safelinks\\.protection\\.outlook\\.com/[^?]*\\?(?:[^#]*[&;])?url=([^&]*).*");
    private static final Pattern PROOFPOINT_2 =
            Pattern.compile("(?is)https?://urldefense\\.proofpoint\\.com/v2/url\\?(?:[^#]*[&;])?u=([^&]*).*");
    private static final Pattern PROOFPOINT_3 =
            Pattern.compile("(?i)https?://urldefense(?:\\.proofpoint)?\\.(?:com|us)/v3/__");

    private static final Pattern OCTET = Pattern.compile("-(?=[0-9A-F]{2})");
    private static final Pattern HOLE = Pattern.compile("\\*(?:\\*(.))?");
    private static final Pattern ONE_SLASH = Pattern.compile("^(https?:/)(?=[^/])");
    private static final String LENGTHS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final int SHORTEST = 2;

    private MailGateway() {}

    /** The link that a scanner was given; empty if the text is no address of one. */
    static Optional<String> link(String text) {
        if (!text.contains("urldefense") && !text.contains("safelinks")) {
            return Optional.empty();
        }
        Matcher safeLink = SAFE_LINKS.matcher(text);
        if (safeLink.matches()) {
            return Optional.of(Percent.decoded(safeLink.group(1)));
        }
        Matcher proofpoint = PROOFPOINT_2.matcher(text);
        return proofpoint.matches()
                ? Optional.of(Percent.decoded(
                        OCTET.matcher(proofpoint.group(1)).replaceAll("%").replace('_', '/')))
                : proofpoint3(text);
    }

    /** The link between underscores; behind it, what stood in its holes. */
    private static Optional<String> proofpoint3(String text) {
        Matcher start = PROOFPOINT_3.matcher(text);
        int end = start.lookingAt() ? text.indexOf("__;", start.end()) : -1;
        int endOfFilling = end < 0 ? -1 : text.indexOf('!', end);
        if (endOfFilling < 0) {
            return Optional.empty();
        }
        String link = ONE_SLASH.matcher(text.substring(start.end(), end)).replaceFirst("$1/");
        try {
            byte[] filling = Base64.getUrlDecoder().decode(text.substring(end + "__;".length(), endOfFilling));
            return Optional.of(filled(link, new String(filling, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException | IndexOutOfBoundsException malformed) {
            return Optional.empty();
        }
    }

    /** A star is a hole of one character, two stars and a letter one of as many as the letter says. */
    private static String filled(String link, String filling) {
        int[] at = {0};
        return HOLE.matcher(link).replaceAll(hole -> {
            int length = hole.group(1) == null ? 1 : SHORTEST + LENGTHS.indexOf(hole.group(1));
            int from = at[0];
            at[0] = filling.offsetByCodePoints(from, length);
            return Matcher.quoteReplacement(filling.substring(from, at[0]));
        });
    }
}
