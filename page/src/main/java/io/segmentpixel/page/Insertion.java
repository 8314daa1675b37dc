package io.segmentpixel.page;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A text that goes into a page.
 *
 * @param offset where it goes
 * @param text what goes there: the tag, with the line ends and the indentation that give it lines of its own
 */
record Insertion(int offset, String text) {
    /** Tags as they stand at a place: with the line ends of the page there, on lines of their own where the place is between lines. */
    static Insertion of(List<Rendering> tags, Position.Place place, Page page) {
        int offset = place.offset();
        String lineEnd = page.lines().lineEnd(offset);
        String before = page.lines().before(offset);
        String after = page.lines().after(offset);
        String indentation =
                before.substring(0, before.length() - before.stripLeading().length());
        String between = lineEnd + indentation;
        if (lineEnd.isEmpty()) {
            return new Insertion(offset, joined("", tags));
        }
        if (before.isEmpty() || (place.startsLine() && before.isBlank())) {
            return new Insertion(offset, lines(joined("\n", tags), between) + between);
        }
        return after.isBlank()
                ? new Insertion(offset + after.length(), between + lines(joined("\n", tags), between))
                : new Insertion(offset, lines(joined("", tags), lineEnd));
    }

    private static String joined(String between, List<Rendering> tags) {
        return tags.stream().map(Rendering::text).collect(Collectors.joining(between));
    }

    private static String lines(String tags, String between) {
        return tags.replace("\n", between);
    }

    Edit edit() {
        return Edit.insertion(offset, text);
    }

    int start() {
        return offset;
    }

    int end() {
        return offset + text.length();
    }
}
