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

/** The comments around tags, which name the pixel: an opening one and the closing one that comes next. A half alone is none. */
final class Wrappers {
    /** No such comment is without it. */
    static final String WORD = "Pixel";

    private static final Pattern OPENING =
            Pattern.compile("(?s)\\s*(?:Segment|Conversion) Pixel - (.*)DO NOT MODIFY\\s*");
    private static final Pattern CLOSING = Pattern.compile("(?s)\\s*End of (?:Segment|Conversion) Pixel\\s*");

    private final NavigableMap<Integer, Wrapper> byEndOfOpening = new TreeMap<>();

    /**
     * Two comments around a tag.
     *
     * @param opening the one that names the pixel
     * @param closing the one that says that it ends
     */
    record Wrapper(Comment opening, Comment closing) {
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

        Optional<String> name() {
            return Wrappers.name(opening);
        }
    }

    Wrappers(List<Comment> comments) {
        List<Comment> halves = comments.stream()
                .filter(comment -> isOpening(comment) || isClosing(comment))
                .sorted(Comparator.comparing(
                        (Comment comment) -> comment.sourceRange().startPos()))
                .toList();
        for (int at = 1; at < halves.size(); at++) {
            if (isOpening(halves.get(at - 1)) && isClosing(halves.get(at))) {
                Wrapper wrapper = new Wrapper(halves.get(at - 1), halves.get(at));
                byEndOfOpening.put(wrapper.startOfContent(), wrapper);
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
                .flatMap(Wrapper::name)
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
        return name.replaceAll("\\s+", " ").strip();
    }
}
