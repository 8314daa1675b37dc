package io.segmentpixel.page;

import io.segmentpixel.pixel.ParsedCall;
import io.segmentpixel.pixel.PixelCall;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** An address as an element names it. */
final class Address {
    private static final String PASSED_OVER = "\t\r\n";

    private Address() {}

    /** The call that is made at an address; empty if it goes elsewhere. */
    static Optional<ParsedCall> call(String written, Set<String> otherHosts) {
        String address = asBrowsersReadIt(written);
        return PixelCall.parse(address, otherHosts).filter(parsed -> goesTo(parsed.host(), address));
    }

    /** Whether it holds what browsers pass over, also within a host's name. */
    static boolean isBroken(String written) {
        return PASSED_OVER.chars().anyMatch(character -> written.indexOf(character) >= 0);
    }

    /** Browsers pass over tabs and line ends in an address, and take a backslash before the query for a slash. */
    static String asBrowsersReadIt(String written) {
        String plain = written.replaceAll("[" + PASSED_OVER + "]", "").strip();
        int query = plain.indexOf('?');
        return query < 0 ? plain : plain.substring(0, query).replace('\\', '/') + plain.substring(query);
    }

    /** An archived copy, or a link through a mail gateway, holds a call and goes elsewhere. */
    private static boolean goesTo(String host, String address) {
        int slashes = address.indexOf("//");
        int path = address.indexOf('/', slashes + 2);
        return slashes >= 0
                && path >= 0
                && address.substring(slashes, path).toLowerCase(Locale.ROOT).contains(host);
    }
}
