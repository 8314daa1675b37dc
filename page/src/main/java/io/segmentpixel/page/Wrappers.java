package io.segmentpixel.page;

import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.PixelExport;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Element;

/** The comments around a tag, which name the pixel. */
final class Wrappers {
    /** No such comment is without it. */
    static final String WORD = " Pixel";

    private static final Pattern OPENING =
            Pattern.compile("(?s)\\s*(?:Segment|Conversion) Pixel - (.*)DO NOT MODIFY\\s*");
    private static final Pattern CLOSING = Pattern.compile("(?s)\\s*End of (?:Segment|Conversion) Pixel\\s*");

    private final List<Comment> openings;
    private final List<Comment> closings;

    Wrappers(List<Comment> comments) {
        this.openings = of(comments, OPENING);
        this.closings = of(comments, CLOSING);
    }

    private static List<Comment> of(List<Comment> comments, Pattern form) {
        return comments.stream()
                .filter(comment -> form.matcher(comment.getData()).matches())
                .toList();
    }

    /** The name that the comment before an element says. */
    Optional<String> nameBefore(Element element, Page page) {
        return openings.stream()
                .filter(comment -> page.isBlankBetween(comment, element))
                .findFirst()
                .flatMap(Wrappers::name);
    }

    /** Whether a place is within a tag: behind its opening comment, and before its closing one. */
    boolean hold(int offset, Page page) {
        int opened = lastBefore(offset, openings, page);
        int closed = lastBefore(offset, closings, page);
        return opened > closed
                && closings.stream()
                        .flatMap(comment -> Page.start(comment).stream())
                        .anyMatch(start -> start >= offset);
    }

    private static int lastBefore(int offset, List<Comment> comments, Page page) {
        return comments.stream()
                .mapToInt(page::end)
                .filter(end -> end <= offset)
                .max()
                .orElse(-1);
    }

    List<Comment> openings() {
        return openings;
    }

    List<Comment> closings() {
        return closings;
    }

    /** The name that an opening comment says. */
    static Optional<String> name(Comment opening) {
        Matcher form = OPENING.matcher(opening.getData());
        return form.matches() ? Optional.of(squeezed(form.group(1))) : Optional.empty();
    }

    /** The name of an export as an opening comment says it. */
    static Optional<String> nameOf(PixelExport export) {
        String tag = ExportFormats.htmlTag().render(export);
        return name(new Comment(tag.substring("<!--".length(), tag.indexOf("-->"))));
    }

    private static String squeezed(String name) {
        return name.replaceAll("\\s+", " ").strip();
    }
}
