package io.segmentpixel.segment;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An absolute web address, for redirects and piggybacks, exactly as its author wrote it.
 *
 * <pre>{@code
 * WebUrl url = new WebUrl("https://partner.example/sync?uid=${UID}");
 * url.value(); // https://partner.example/sync?uid=${UID}
 * }</pre>
 *
 * <p>The scheme is {@code http} or {@code https}, there is a host, and there are no blanks, control characters, quotes
 * ({@code "} or {@code '}), {@code <} or {@code >}. Macros such as {@code ${UID}} or {@code $UID}, which the platform fills
 * in, stay as they are: {@link java.net.URI} refuses them, which is why this type exists.
 *
 * @param value the address
 */
public record WebUrl(String value) {
    private static final Pattern HOST_AND_PORT =
            Pattern.compile("(?:[^@]*@)?(?:\\[[0-9A-Fa-f:.]+]|[^:@\\[\\]]+)(?::(\\d{1,5}))?");
    private static final List<String> STARTS = List.of("https://", "http://");
    private static final int HIGHEST_PORT = 65_535;

    /**
     * Checks the address.
     *
     * @param value the address
     * @throws IllegalArgumentException if it is not an absolute http or https address with a host, or holds a character
     *     that no such address may hold
     */
    public WebUrl {
        Objects.requireNonNull(value, "url");
        for (int at = 0, character; at < value.length(); at += Character.charCount(character)) {
            character = value.codePointAt(at);
            if (isForbidden(character)) {
                throw Check.refused(
                        "url",
                        Check.quoted(value),
                        Check.described(character) + " at " + at
                                + "; must hold no blanks, control characters, quotes, < or >");
            }
        }
        int start = startOfAuthority(value);
        if (start < 0) {
            throw Check.refused("url", Check.quoted(value), "must start with http:// or https://");
        }
        if (!isHostAndPort(value.substring(start, endOfAuthority(value, start)))) {
            throw Check.refused("url", Check.quoted(value), "must name a host, and a port only up to 65535");
        }
    }

    /**
     * Whether the scheme is https.
     *
     * @return false for http
     */
    public boolean isSecure() {
        return value.toLowerCase(Locale.ROOT).startsWith("https:");
    }

    private static int startOfAuthority(String value) {
        for (String start : STARTS) {
            if (value.regionMatches(true, 0, start, 0, start.length())) {
                return start.length();
            }
        }
        return -1;
    }

    private static int endOfAuthority(String value, int start) {
        int end = start;
        while (end < value.length() && !endsAuthority(value.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean endsAuthority(char c) {
        return c == '/' || c == '?' || c == '#' || c == '\\';
    }

    private static boolean isPlainHost(String authority) {
        for (int at = 0; at < authority.length(); at++) {
            char c = authority.charAt(at);
            if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '.' && c != '-') {
                return false;
            }
        }
        return !authority.isEmpty();
    }

    private static boolean isHostAndPort(String authority) {
        if (isPlainHost(authority)) {
            return true;
        }
        Matcher matcher = HOST_AND_PORT.matcher(authority);
        if (!matcher.matches()) {
            return false;
        }
        String port = matcher.group(1);
        return port == null || Integer.parseInt(port) <= HIGHEST_PORT;
    }

    private static boolean isForbidden(int character) {
        if (character > ' ' && character <= '~') {
            return character == '"' || character == '\'' || character == '<' || character == '>';
        }
        return Character.isISOControl(character)
                || Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || Check.isLoneSurrogate(character);
    }

    /** The address alone. */
    @Override
    public String toString() {
        return value;
    }
}
