package io.segmentpixel.export;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a scheme or a host in a policy allows, by the matching rules of <em>Content Security Policy Level 3</em>. */
final class HostSource {
    private static final Pattern SOURCE =
            Pattern.compile("(?:(https?)://)?(\\*|(?:\\*\\.)?[a-z0-9.-]+)(?::(\\d+|\\*))?/?");
    private static final Pattern ORIGIN = Pattern.compile("(https?)://([^:]+)(?::(\\d+))?");
    private static final String SECURE = "https";

    private HostSource() {}

    /** Whether a word of a policy, without or with wildcards, allows all addresses of an origin. */
    static boolean allows(String word, String origin) {
        Matcher asked = ORIGIN.matcher(origin);
        Matcher allowed = SOURCE.matcher(word.toLowerCase(Locale.ROOT));
        if (!asked.matches()) {
            return false;
        }
        String scheme = asked.group(1);
        if (word.equals("*") || word.equalsIgnoreCase(scheme + ":") || word.equalsIgnoreCase("http:")) {
            return true;
        }
        return allowed.matches()
                && isScheme(allowed.group(1), scheme)
                && isHost(allowed.group(2), asked.group(2))
                && isPort(allowed.group(3), asked.group(3), scheme);
    }

    private static boolean isScheme(@Nullable String allowed, String asked) {
        return allowed == null ? asked.equals(SECURE) : asked.startsWith(allowed);
    }

    private static boolean isHost(String allowed, String asked) {
        return allowed.equals("*")
                || (allowed.startsWith("*.") ? asked.endsWith(allowed.substring(1)) : asked.equals(allowed));
    }

    private static boolean isPort(@Nullable String allowed, @Nullable String asked, String scheme) {
        String usual = scheme.equals(SECURE) ? "443" : "80";
        return "*".equals(allowed) || (allowed == null ? usual : allowed).equals(asked == null ? usual : asked);
    }
}
