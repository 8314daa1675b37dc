package io.segmentpixel.page;

/**
 * A text that goes into a page.
 *
 * @param offset where it goes
 * @param text what goes there: the tag, with the line ends and the indentation that give it lines of its own
 */
record Insertion(int offset, String text) {
    /** The tag as it stands at a place: with the line ends of the page there, on lines of its own where the place is between lines. */
    static Insertion of(String tag, Position.Place place, Page page) {
        int offset = place.offset();
        String lineEnd = page.lineEnd(offset);
        if (lineEnd.isEmpty()) {
            return new Insertion(offset, tag);
        }
        String before = page.lineBefore(offset);
        String after = page.lineAfter(offset);
        String indentation =
                before.substring(0, before.length() - before.stripLeading().length());
        if (before.isEmpty() || (place.startsLine() && before.isBlank())) {
            return new Insertion(offset, lines(tag, lineEnd + indentation) + lineEnd + indentation);
        }
        return after.isBlank()
                ? new Insertion(offset + after.length(), lineEnd + indentation + lines(tag, lineEnd + indentation))
                : new Insertion(offset, lines(tag, lineEnd));
    }

    private static String lines(String tag, String between) {
        return tag.replace("\n", between);
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
