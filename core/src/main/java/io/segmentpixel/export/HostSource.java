package io.segmentpixel.export;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a scheme or a host in a policy allows, by the matching rules of <em>Content Security Policy Level 3</em>. */
final class HostSource {
    private static final Pattern SOURCE =
            Pattern.compile("(?i)(?:(https?)://)?(\\*|(?:\\*\\.)?[a-z0-9.-]+)(?::(\\d+|\\*))?(/[^?#]*)?");
    private static final Pattern ADDRESS = Pattern.compile("(?s)(https?)://(\\[[^]/]*]|[^:/]+)(?::(\\d+))?(/.*)?");
    private static final Pattern ENCODED = Pattern.compile("%([0-9A-Fa-f]{2})");
    private static final String SECURE = "https";

    private HostSource() {}

    /**
     * Whether a word of a policy, without or with wildcards, allows an address. Of an address without a path it has to allow
     * every path.
     *
     * @param address scheme and host in lower case, port and path, without query
     */
    static boolean allows(String word, String address) {
        Matcher asked = ADDRESS.matcher(address);
        Matcher allowed = SOURCE.matcher(word);
        if (!asked.matches()) {
            return false;
        }
        String scheme = asked.group(1);
        if (word.equals("*") || word.equalsIgnoreCase(scheme + ":") || word.equalsIgnoreCase("http:")) {
            return true;
        }
        return allowed.matches()
                && isScheme(allowed.group(1), scheme)
                && isHost(allowed.group(2).toLowerCase(Locale.ROOT), asked.group(2))
                && isPort(allowed.group(3), asked.group(3), scheme)
                && isPath(allowed.group(4), asked.group(4));
    }

    private static boolean isScheme(@Nullable String allowed, String asked) {
        return allowed == null ? asked.equals(SECURE) : asked.startsWith(allowed.toLowerCase(Locale.ROOT));
    }

    private static boolean isHost(String allowed, String asked) {
        return allowed.equals("*")
                || (allowed.startsWith("*.") ? asked.endsWith(allowed.substring(1)) : asked.equals(allowed));
    }

    private static boolean isPort(@Nullable String allowed, @Nullable String asked, String scheme) {
        String usual = scheme.equals(SECURE) ? "443" : "80";
        return "*".equals(allowed) || (allowed == null ? usual : allowed).equals(asked == null ? usual : asked);
    }

    /** A path that ends in a slash stands for all below it. */
    private static boolean isPath(@Nullable String allowed, @Nullable String asked) {
        if (allowed == null || allowed.equals("/")) {
            return true;
        }
        List<String> wanted = pieces(allowed.endsWith("/") ? allowed.substring(0, allowed.length() - 1) : allowed);
        List<String> given = pieces(asked == null ? "" : asked);
        return allowed.endsWith("/")
                ? given.size() > wanted.size()
                        && given.subList(0, wanted.size()).equals(wanted)
                : given.equals(wanted);
    }

    /** They are decoded one by one: an encoded slash is a letter of its piece, and divides nothing. */
    private static List<String> pieces(String path) {
        return Stream.of(path.split("/", -1)).map(HostSource::decoded).toList();
    }

    private static String decoded(String piece) {
        String bytes = new String(piece.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return ENCODED.matcher(bytes)
                .replaceAll(hex -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(hex.group(1), 16))));
    }
}
