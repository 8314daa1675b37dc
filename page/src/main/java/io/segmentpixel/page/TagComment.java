package io.segmentpixel.page;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Comment;

/**
 * One of the two comments around a tag.
 *
 * @param isOpening whether it is the one that names the pixel, and not the one that ends it
 * @param kind {@code segment} or {@code conversion}
 * @param name what it names the pixel, empty if it is the other one
 */
record TagComment(Comment comment, boolean isOpening, String kind, String name) {
    /** No such comment is without it. */
    static final String WORD = "Pixel";

    private static final Pattern OPENING =
            Pattern.compile("(?s)\\s*(Segment|Conversion) Pixel - (.*)DO NOT MODIFY\\s*");
    private static final Pattern CLOSING = Pattern.compile("(?s)\\s*End of (Segment|Conversion) Pixel\\s*");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    /** A comment as one of the two, empty if it is another one. */
    static Optional<TagComment> of(Comment comment) {
        String words = comment.getData();
        Matcher closing = CLOSING.matcher(words);
        if (closing.matches()) {
            return Optional.of(new TagComment(comment, false, kind(closing), ""));
        }
        Matcher opening = OPENING.matcher(words);
        return opening.matches()
                ? Optional.of(new TagComment(comment, true, kind(opening), squeezed(opening.group(2))))
                : Optional.empty();
    }

    private static String kind(Matcher form) {
        return form.group(1).toLowerCase(Locale.ROOT);
    }

    private static String squeezed(String name) {
        return BLANKS.matcher(name).replaceAll(" ").strip();
    }

    int start() {
        return comment.sourceRange().startPos();
    }

    int end() {
        return comment.sourceRange().endPos();
    }
}
