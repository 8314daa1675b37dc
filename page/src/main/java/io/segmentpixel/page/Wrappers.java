package io.segmentpixel.page;

import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.PixelExport;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/** The comments around tags, which name the pixel: an opening one and the closing one that comes next. A half alone is none. */
final class Wrappers {
    private final NavigableMap<Integer, Wrapper> byEndOfOpening = new TreeMap<>();

    /**
     * Two comments around a tag.
     *
     * @param opening the one that names the pixel
     * @param closing the one that says that it ends
     */
    record Wrapper(TagComment opening, TagComment closing) {
        int start() {
            return opening.start();
        }

        int startOfContent() {
            return opening.end();
        }

        int endOfContent() {
            return closing.start();
        }

        int end() {
            return closing.end();
        }

        /** What it calls the pixel, without the dash behind the name. */
        Optional<String> name() {
            String name = opening.name();
            return Optional.of((name.endsWith("-") ? name.substring(0, name.length() - 1) : name).strip())
                    .filter(said -> !said.isEmpty());
        }
    }

    private Wrappers(Stream<TagComment> halves) {
        @Nullable TagComment opening = null;
        for (TagComment half :
                halves.sorted(Comparator.comparing(TagComment::start)).toList()) {
            if (opening != null && !half.isOpening()) {
                byEndOfOpening.put(opening.end(), new Wrapper(opening, half));
            }
            opening = half.isOpening() ? half : null;
        }
    }

    static Wrappers of(String text, Document tree) {
        int[] words = Mention.exactly(TagComment.WORD, text).toArray();
        return new Wrappers(NodesAt.of(tree, words).stream()
                .flatMap(node -> node instanceof Comment comment ? TagComment.of(comment).stream() : Stream.empty()));
    }

    /** The comments between which a stretch of the page stands. */
    Optional<Wrapper> around(int start, int end) {
        return Optional.ofNullable(byEndOfOpening.floorEntry(start))
                .map((Map.Entry<Integer, Wrapper> entry) -> entry.getValue())
                .filter(wrapper -> wrapper.endOfContent() >= end);
    }

    /** What the comments around a stretch of the page call the pixel. */
    Optional<String> nameAround(int start, int end) {
        return around(start, end).flatMap(Wrapper::name);
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

    /** The name of an export as an opening comment says it. */
    static Optional<String> nameOf(PixelExport export) {
        String tag = ExportFormats.htmlTag().render(export);
        return TagComment.of(new Comment(tag.substring("<!--".length(), tag.indexOf("-->"))))
                .map(TagComment::name);
    }
}
