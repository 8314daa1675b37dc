package io.segmentpixel.page.report;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page's name as a URI reference: an http or https address stays one, a path becomes a relative one, whatever characters it
 * has.
 */
final class PageUri {
    private static final String UNRESERVED = "-._~";
    private static final String IN_PATH = UNRESERVED + "!$&'()*+,;=@/";
    private static final String IN_ADDRESS = IN_PATH + ":?%";
    private static final Pattern LONE_PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    private static final Pattern HOST = Pattern.compile("(?i)https?://[^/?#\\\\]*");

    private PageUri() {}

    static String of(String page) {
        Matcher host = HOST.matcher(page);
        if (host.lookingAt()) {
            String address = encoded(host.group(), IN_ADDRESS + "[]") + behindHost(page.substring(host.end()));
            return isValid(address) ? address : path(page);
        }
        return path(page);
    }

    private static String behindHost(String rest) {
        int hash = rest.indexOf('#');
        return hash < 0
                ? encoded(withoutLonePercent(rest), IN_ADDRESS)
                : behindHost(rest.substring(0, hash)) + "#"
                        + encoded(withoutLonePercent(rest.substring(hash + 1)), IN_ADDRESS);
    }

    private static String withoutLonePercent(String text) {
        return LONE_PERCENT.matcher(text).replaceAll("%25");
    }

    private static boolean isValid(String address) {
        try {
            new URI(address);
            return true;
        } catch (URISyntaxException notOne) {
            return false;
        }
    }

    /** A path that begins with a slash, or is empty, would mean something else than a page below the root. */
    private static String path(String page) {
        String encoded = encoded(page, IN_PATH);
        return encoded.isEmpty() || encoded.startsWith("/") ? "./" + encoded : encoded;
    }

    private static String encoded(String text, String stays) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (octet & 0xff);
            if (isLetterOrDigit(character) || stays.indexOf(character) >= 0) {
                encoded.append(character);
            } else {
                encoded.append(String.format("%%%02X", (int) character));
            }
        }
        return encoded.toString();
    }

    private static boolean isLetterOrDigit(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9');
    }
}
