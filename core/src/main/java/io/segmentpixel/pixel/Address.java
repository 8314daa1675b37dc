package io.segmentpixel.pixel;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a call stands in a text.
 *
 * @param scheme how the call's address begins
 * @param host the host in lower case, without port
 * @param path one of the paths that take calls
 * @param query what stands behind the question mark, empty if there is none
 */
record Address(Scheme scheme, String host, String path, String query) {
    private static final Pattern PLATFORM = Pattern.compile("(?:[a-z0-9_-][a-z0-9._-]*\\.)?adnxs\\.(?:com|net)");
    private static final Pattern BOUNCED = Pattern.compile("(?s)(/seg|/px)\\?(.*)");
    private static final Pattern ARCHIVE = Pattern.compile("(?i)(?:https?:/)?/");
    private static final Pattern PORT = Pattern.compile("0*\\d{1,5}");
    private static final int HIGHEST_PORT = 65_535;
    private static final List<String> PATHS = List.of("/seg", "/px", "/bounce");

    /** The address in a text, with remarks on what was wrapped around it. */
    static Optional<Address> in(String text, Set<String> otherHosts, Collection<String> remarks) {
        String plain = Wrapping.removed(text, remarks);
        Optional<String> link = MailGateway.link(plain);
        Optional<Address> address = located(link.orElse(plain), remarks)
                .filter(found -> isMeant(found.host, otherHosts))
                .flatMap(found -> found.unbounced(remarks));
        if (address.isPresent() && link.isPresent()) {
            remarks.add("address: goes to a mail gateway, which was given the call; a browser asks there, not at the"
                    + " platform");
        }
        return address;
    }

    private static boolean isMeant(String host, Set<String> otherHosts) {
        return isPlatform(host)
                || otherHosts.stream()
                        .anyMatch(other -> other.toLowerCase(Locale.ROOT).equals(host));
    }

    private static boolean isPlatform(String host) {
        return host.equals("secure.adnxs.com")
                || host.equals("ib.adnxs.com")
                || (PLATFORM.matcher(host).matches() && !host.contains(".."));
    }

    /** The last address that begins before the query: one before it is that of an archive which keeps a copy. */
    private static Optional<Address> located(String text, Collection<String> remarks) {
        int mark = text.indexOf('?');
        int end = endOfQuery(text, mark < 0 ? 0 : mark);
        int endOfPath = mark < 0 || mark > end ? end : mark;
        int path = text.lastIndexOf('/', endOfPath - 1);
        int slashes = text.lastIndexOf('/', path - 1) - 1;
        boolean hasAuthority = slashes >= 0 && text.charAt(slashes) == '/';
        String called = hasAuthority ? path(text, path, endOfPath) : "";
        if (called.isEmpty()) {
            return Optional.empty();
        }
        if (end < text.length()) {
            remarks.add("fragment " + Check.quoted(text.substring(end)) + ": is not sent, and was left out");
        }
        String query = endOfPath == end ? "" : text.substring(endOfPath + 1, end);
        return scheme(text.substring(0, slashes), remarks)
                .map(scheme -> new Address(scheme, host(text.substring(slashes + 2, path)), called, query));
    }

    private static String path(String text, int from, int to) {
        for (String path : PATHS) {
            if (to - from == path.length() && text.startsWith(path, from)) {
                return path;
            }
        }
        return "";
    }

    private static Optional<Scheme> scheme(String before, Collection<String> remarks) {
        if (before.isEmpty()) {
            return Optional.of(Scheme.INHERITED);
        }
        boolean isSecure = endsWith(before, "https:");
        if (!isSecure && !endsWith(before, "http:")) {
            return Optional.empty();
        }
        String around = before.substring(0, before.length() - (isSecure ? "https:" : "http:").length());
        if (!around.isEmpty()) {
            if (!ARCHIVE.matcher(around).lookingAt() || around.indexOf('#') >= 0) {
                return Optional.empty();
            }
            remarks.add("address " + Check.quoted(around)
                    + ": stands before the call, as in an archived copy; a browser asks"
                    + " there, not at the platform");
        }
        return Optional.of(isSecure ? Scheme.HTTPS : Scheme.HTTP);
    }

    private static boolean endsWith(String text, String end) {
        return text.regionMatches(true, text.length() - end.length(), end, 0, end.length());
    }

    /** The host of an authority such as {@code user@host:443}, as a browser takes it; empty if it ends earlier for one. */
    private static String host(String authority) {
        if (authority.indexOf('#') >= 0 || authority.indexOf('\\') >= 0) {
            return "";
        }
        String hostAndPort = authority.substring(authority.lastIndexOf('@') + 1);
        int colon = hostAndPort.lastIndexOf(':');
        String host =
                colon >= 0 && isPort(hostAndPort.substring(colon + 1)) ? hostAndPort.substring(0, colon) : hostAndPort;
        return (host.endsWith(".") ? host.substring(0, host.length() - 1) : host).toLowerCase(Locale.ROOT);
    }

    private static boolean isPort(String text) {
        return text.isEmpty() || (PORT.matcher(text).matches() && Integer.parseInt(text) <= HIGHEST_PORT);
    }

    /** A fragment ends the query; a hash in a character reference is none. */
    private static int endOfQuery(String text, int from) {
        if (text.indexOf('#', from) < 0) {
            return text.length();
        }
        int at = from;
        while (at < text.length() && text.charAt(at) != '#') {
            at = Math.max(at + 1, CharacterReference.ampersandEnd(text, at));
        }
        return at;
    }

    /** The platform bounces a visitor without a cookie: to an address that holds the call once more, encoded. */
    private Optional<Address> unbounced(Collection<String> remarks) {
        if (!path.equals("/bounce")) {
            return Optional.of(this);
        }
        var call = BOUNCED.matcher(Percent.decoded(query));
        if (!call.matches()) {
            return Optional.empty();
        }
        remarks.add("path /bounce: holds the call of a visitor who had no cookie yet");
        return Optional.of(new Address(scheme, host, call.group(1), call.group(2)));
    }
}
