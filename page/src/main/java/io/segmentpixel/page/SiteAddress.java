package io.segmentpixel.page;

import io.segmentpixel.segment.WebUrl;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;

/** Web addresses in a form that can be compared: lower case up to the path, no usual port, the path without percent-encoding. */
final class SiteAddress {
    private SiteAddress() {}

    /**
     * An address without query and fragment.
     *
     * @throws IllegalArgumentException if it is no absolute http or https address, or has more than that
     */
    static String of(String field, String url) {
        URI uri = parsed(field, url);
        String authority = uri.getRawAuthority();
        if (uri.getRawQuery() != null || uri.getRawFragment() != null || authority.indexOf('@') >= 0) {
            throw refused(field, url, "must have no query, no fragment and no user");
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        String usualPort = scheme.equals("https") ? ":443" : ":80";
        String host = authority.toLowerCase(Locale.ROOT);
        String path = uri.getPath().isEmpty() ? "/" : uri.getPath();
        return scheme + "://"
                + (host.endsWith(usualPort) ? host.substring(0, host.length() - usualPort.length()) : host) + path;
    }

    /**
     * The address of a directory, with a slash at its end.
     *
     * @throws IllegalArgumentException as {@link #of}
     */
    static String ofDirectory(String field, String url) {
        String address = of(field, url);
        return address.endsWith("/") ? address : address + "/";
    }

    private static URI parsed(String field, String url) {
        try {
            return new URI(new WebUrl(Objects.requireNonNull(url, field)).value());
        } catch (URISyntaxException | IllegalArgumentException wrong) {
            throw refused(field, url, "must be an absolute http or https address; " + wrong.getMessage());
        }
    }

    private static IllegalArgumentException refused(String field, String url, String rule) {
        return new IllegalArgumentException(field + " " + OneLine.quoted(url) + ": " + rule);
    }
}
