package io.segmentpixel.page;

import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.PixelExport;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Comment;
import org.jspecify.annotations.Nullable;

/** The comments around tags, which name the pixel: an opening one and the closing one that comes next. A half alone is none. */
final class Wrappers {
    /** No such comment is without it. */
    static final String WORD = "Pixel";

    private static final Pattern OPENING =
            Pattern.compile("(?s)\\s*(?:Segment|Conversion) Pixel - (.*)DO NOT MODIFY\\s*");
    private static final Pattern CLOSING = Pattern.compile("(?s)\\s*End of (?:Segment|Conversion) Pixel\\s*");

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final NavigableMap<Integer, Wrapper> byEndOfOpening = new TreeMap<>();

    /**
     * Two comments around a tag.
     *
     * @param opening the one that names the pixel
     * @param closing the one that says that it ends
     * @param name what the opening one says
     */
    record Wrapper(Comment opening, Comment closing, String name) {
        int start() {
            return opening.sourceRange().startPos();
        }

        int startOfContent() {
            return opening.sourceRange().endPos();
        }

        int endOfContent() {
            return closing.sourceRange().startPos();
        }

        int end() {
            return closing.sourceRange().endPos();
        }
    }

    Wrappers(List<Comment> comments) {
        List<Comment> sorted = comments.stream()
                .filter(comment -> comment.getData().contains(WORD))
                .sorted(Comparator.comparing(
                        (Comment comment) -> comment.sourceRange().startPos()))
                .toList();
        @Nullable Comment opening = null;
        for (Comment comment : sorted) {
            if (opening != null && isClosing(comment)) {
                Wrapper wrapper = new Wrapper(opening, comment, name(opening).orElse(""));
                byEndOfOpening.put(wrapper.startOfContent(), wrapper);
                opening = null;
            } else if (isOpening(comment)) {
                opening = comment;
            } else if (isClosing(comment)) {
                opening = null;
            }
        }
    }

    static boolean isOpening(Comment comment) {
        return OPENING.matcher(comment.getData()).matches();
    }

    static boolean isClosing(Comment comment) {
        return CLOSING.matcher(comment.getData()).matches();
    }

    /** The comments between which a stretch of the page stands. */
    Optional<Wrapper> around(int start, int end) {
        return Optional.ofNullable(byEndOfOpening.floorEntry(start))
                .map((Map.Entry<Integer, Wrapper> entry) -> entry.getValue())
                .filter(wrapper -> wrapper.endOfContent() >= end);
    }

    /** What the comments around a stretch of the page call the pixel, without the dash behind the name. */
    Optional<String> nameAround(int start, int end) {
        return around(start, end)
                .map(Wrapper::name)
                .map(name -> (name.endsWith("-") ? name.substring(0, name.length() - 1) : name).strip())
                .filter(name -> !name.isEmpty());
    }

    /** Each opening comment with the closing one that comes next, in order. */
    Collection<Wrapper> all() {
        return byEndOfOpening.values();
    }

    /** Whether a place stands in one of the two comments of a pair. */
    boolean isHalfAt(int offset) {
        Map.Entry<Integer, Wrapper> before = byEndOfOpening.floorEntry(offset);
        Map.Entry<Integer, Wrapper> behind = byEndOfOpening.higherEntry(offset);
        return (before != null
                        && offset >= before.getValue().endOfContent()
                        && offset < before.getValue().end())
                || (behind != null && offset >= behind.getValue().start());
    }

    /** Whether a place is within a tag: behind its opening comment, and before its closing one. */
    boolean hold(int offset) {
        return around(offset, offset).isPresent();
    }

    /** The name that an opening comment says. */
    private static Optional<String> name(Comment opening) {
        Matcher form = OPENING.matcher(opening.getData());
        return form.matches() ? Optional.of(squeezed(form.group(1))) : Optional.empty();
    }

    /** The name of an export as an opening comment says it. */
    static Optional<String> nameOf(PixelExport export) {
        String tag = ExportFormats.htmlTag().render(export);
        return name(new Comment(tag.substring("<!--".length(), tag.indexOf("-->"))));
    }

    private static String squeezed(String name) {
        return BLANKS.matcher(name).replaceAll(" ").strip();
    }
}
