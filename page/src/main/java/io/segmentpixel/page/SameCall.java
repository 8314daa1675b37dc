package io.segmentpixel.page;

import io.segmentpixel.pixel.ParsedCall;
import io.segmentpixel.pixel.PixelCall;
import java.util.Comparator;
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

    /**
     * Whether the platform is asked for them in the same words, in whatever order, the type and cache busters aside. Of two calls
     * that mean the same, it may not understand the one.
     */
    static boolean inWords(ParsedCall one, ParsedCall other) {
        return words(one).equals(words(other));
    }

    private static List<List<String>> words(ParsedCall call) {
        return call.rawParameters().stream()
                .filter(parameter -> !parameter.name().equals("t") && !CacheBuster.isNamed(parameter.name()))
                .map(parameter -> inOneOrder(parameter.toString()))
                .sorted(Comparator.comparing(List::toString))
                .toList();
    }

    private static List<List<String>> inOneOrder(PixelCall call) {
        return Stream.concat(Stream.of(call.path()), Stream.of(call.query().split("&")))
                .map(SameCall::inOneOrder)
                .toList();
    }

    private static List<String> inOneOrder(String parameter) {
        return BETWEEN_VALUES.splitAsStream(parameter).sorted().toList();
    }
}
