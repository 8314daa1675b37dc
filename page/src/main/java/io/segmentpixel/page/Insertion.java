package io.segmentpixel.page;

import java.util.List;
import java.util.stream.Collectors;

/** Tags as they go into a page: with the line ends of the page there, on lines of their own where the place is between lines. */
final class Insertion {
    private Insertion() {}

    /** What puts tags at a place, one behind the other. */
    static Edit of(List<Rendering> tags, Position.Place place, Page page) {
        int offset = place.offset();
        String lineEnd = page.lines().lineEnd(offset);
        String before = page.lines().before(offset);
        String after = page.lines().after(offset);
        String indentation =
                before.substring(0, before.length() - before.stripLeading().length());
        String between = lineEnd + indentation;
        if (lineEnd.isEmpty()) {
            return Edit.insertion(offset, joined("", tags));
        }
        if (before.isEmpty() || (place.startsLine() && before.isBlank())) {
            return Edit.insertion(offset, lines(joined("\n", tags), between) + between);
        }
        return after.isBlank()
                ? Edit.insertion(offset + after.length(), between + lines(joined("\n", tags), between))
                : Edit.insertion(offset, lines(joined("", tags), lineEnd));
    }

    private static String joined(String between, List<Rendering> tags) {
        return tags.stream().map(Rendering::text).collect(Collectors.joining(between));
    }

    private static String lines(String tags, String between) {
        return tags.replace("\n", between);
    }
}
