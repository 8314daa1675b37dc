package io.segmentpixel.page;

import io.segmentpixel.pixel.PixelCall;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tells whether two calls do the same. */
final class SameCall {
    private static final Pattern BETWEEN_VALUES = Pattern.compile("[=,]");

    private SameCall() {}

    /** Whether they are equal, in whatever order they name the segments. */
    static boolean is(PixelCall one, PixelCall other) {
        return one.equals(other)
                || (one.query().length() == other.query().length()
                        && inOneOrder(one).equals(inOneOrder(other)));
    }

    /** What is equal for two calls that do the same, and for no others. */
    static Object key(PixelCall call) {
        return call.query().indexOf(',') < 0 ? call.path() + "?" + call.query() : inOneOrder(call);
    }

    private static List<List<String>> inOneOrder(PixelCall call) {
        return Stream.concat(Stream.of(call.path()), Stream.of(call.query().split("&")))
                .map(parameter ->
                        BETWEEN_VALUES.splitAsStream(parameter).sorted().toList())
                .toList();
    }
}
