package io.segmentpixel.page;

import io.segmentpixel.pixel.ParsedCall;
import io.segmentpixel.pixel.PixelCall;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An address as an element names it. */
final class Address {
    private static final Pattern BREAKS = Pattern.compile("[\t\r\n]");

    /** However many stand before the host. */
    private static final Pattern SLASHES = Pattern.compile("^(?i)(https?:)/{3,}+");

    private static final String CURLY = "\u201c\u201d\u201e\u201f\u2018\u2019\u201a\u2032\u2033\u00ab\u00bb";
    private static final String QUOTES = CURLY + "\ufffd\"'";

    /** An address within quotation marks that are a part of what a browser asks for. */
    private static final Pattern QUOTED =
            Pattern.compile("(?i)^[^?]*?[" + QUOTES + "]((?:https?:)?//[^" + QUOTES + "\\\\]*)");

    private Address() {}

    /** Whether a character is a quotation mark that stands for nothing in HTML, as editors for prose write it. */
    static boolean isCurlyQuote(char character) {
        return CURLY.indexOf(character) >= 0;
    }

    /** Whether quotation marks are a part of an address, so that it is relative to the page's. */
    static boolean isQuoted(String address) {
        return QUOTED.matcher(address).lookingAt();
    }

    /** What stands within the quotation marks that are a part of an address; the address itself if none are. */
    static String withoutQuotes(String address) {
        Matcher quoted = QUOTED.matcher(address);
        return quoted.lookingAt() ? quoted.group(1) : address;
    }

    /** The call that is made at an address; empty if it goes elsewhere. */
    static Optional<ParsedCall> call(String written, Set<String> otherHosts) {
        String address = asBrowsersReadIt(written);
        return PixelCall.parse(address, otherHosts).filter(parsed -> isOf(parsed, address));
    }

    /** Whether a browser that asks for an address makes the call that stands in it. */
    static boolean isOf(ParsedCall parsed, String address) {
        return goesTo(parsed.host(), address) && !isQuoted(address);
    }

    /** Whether it holds what browsers pass over, also within a host's name. */
    static boolean isBroken(String written) {
        return written.indexOf('\n') >= 0 || written.indexOf('\t') >= 0 || written.indexOf('\r') >= 0;
    }

    /** Browsers pass over tabs and line ends in an address, and take a backslash before the query for a slash. */
    static String asBrowsersReadIt(String written) {
        String plain = (isBroken(written) ? BREAKS.matcher(written).replaceAll("") : written).strip();
        int query = plain.indexOf('?');
        String path = (query < 0 ? plain : plain.substring(0, query)).replace('\\', '/');
        String host = path.contains("///") ? SLASHES.matcher(path).replaceFirst("$1//") : path;
        return withoutDots(host) + (query < 0 ? "" : plain.substring(query));
    }

    /** An address with {@code ..} in its path, as browsers shorten it. */
    private static String withoutDots(String address) {
        int host = address.indexOf("//");
        int path = host < 0 ? -1 : address.indexOf('/', host + 2);
        if (path < 0 || !address.substring(path).contains("/.")) {
            return address;
        }
        Deque<String> kept = new ArrayDeque<>();
        for (String segment : address.substring(path + 1).split("/", -1)) {
            if (segment.equals("..")) {
                kept.pollLast();
            } else if (!segment.equals(".")) {
                kept.addLast(segment);
            }
        }
        return address.substring(0, path + 1) + String.join("/", kept);
    }

    /** Whether a user's name stands before the host: browsers ask for no image, script or frame with one. */
    static boolean namesUser(String address) {
        int host = address.indexOf("//") + 2;
        int path = address.indexOf('/', host);
        return host >= 2
                && address.substring(host, path < 0 ? address.length() : path).contains("@");
    }

    /** An archived copy, or a link through a mail gateway, holds a call and goes elsewhere. */
    private static boolean goesTo(String host, String address) {
        int slashes = address.indexOf("//");
        int path = address.indexOf('/', slashes + 2);
        boolean isWhole = slashes >= 0 && address.lastIndexOf('/', slashes - 1) < 0;
        return isWhole
                && path >= 0
                && !address.substring(path, Math.max(path, address.indexOf('?')))
                        .contains("//")
                && address.substring(slashes, path).toLowerCase(Locale.ROOT).contains(host);
    }
}
