package io.segmentpixel.page;

import io.segmentpixel.page.Wrappers.Wrapper;
import io.segmentpixel.pixel.ConversionCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Comment;
import org.jspecify.annotations.Nullable;

/** What is wrong with the comments around pixels. */
final class CommentFaults {
    private static final Pattern REST_OF_OPENING = Pattern.compile("Pixel\\b[^<>]{0,600}?DO NOT MODIFY");
    private static final List<String> KINDS = List.of("Segment ", "Conversion ");
    private static final Pattern KIND = Pattern.compile("(Segment|Conversion) Pixel");

    private final Page page;
    private final Branches branches;
    private final NavigableMap<Integer, FoundPixel> pixels = new TreeMap<>();
    private @Nullable NavigableMap<Integer, Comment> comments;
    private final List<Misplaced> found = new ArrayList<>();

    /**
     * Something that is wrong.
     *
     * @param start where the comment begins
     * @param end behind it
     */
    record Misplaced(int start, int end, Fault fault) {}

    private CommentFaults(Page page, List<FoundPixel> pixels, Branches branches) {
        this.page = page;
        this.branches = branches;
        pixels.forEach(pixel -> this.pixels.put(pixel.placed().region().offset(), pixel));
    }

    static List<Misplaced> on(Page page, List<FoundPixel> pixels, Branches branches) {
        if (!page.text().contains(Wrappers.WORD)) {
            return List.of();
        }
        CommentFaults faults = new CommentFaults(page, pixels, branches);
        faults.wrappers();
        faults.halves();
        return faults.found;
    }

    private void add(int start, int end, FindingCode code, String explanation) {
        found.add(new Misplaced(start, end, new Fault(code, explanation)));
    }

    private void add(Comment comment, FindingCode code, String explanation) {
        int start = Page.start(comment).orElse(0);
        add(start, Math.max(start, page.end(comment)), code, explanation);
    }

    private void wrappers() {
        for (Wrapper wrapper : page.wrappers().all()) {
            List<FoundPixel> inside = List.copyOf(pixels.subMap(wrapper.startOfContent(), wrapper.endOfContent())
                    .values());
            if (!kind(wrapper.opening()).equals(kind(wrapper.closing()))) {
                add(
                        wrapper.opening(),
                        FindingCode.DAMAGED_COMMENT,
                        "The comment opens a " + kind(wrapper.opening()) + " pixel, and the one behind it closes a "
                                + kind(wrapper.closing()) + " pixel.");
            } else if (inside.isEmpty() && !mayHoldCall(wrapper)) {
                boolean isBlank = page.isBlank(wrapper.startOfContent(), wrapper.endOfContent());
                add(
                        wrapper.opening(),
                        FindingCode.FOREIGN_COMMENT,
                        isBlank
                                ? "Nothing stands between the pixel's comments."
                                : "What stands between the pixel's comments is no call of the platform.");
            } else if (!inside.isEmpty()
                    && inside.stream().noneMatch(pixel -> isOfKind(pixel, kind(wrapper.opening())))) {
                add(
                        wrapper.opening(),
                        FindingCode.FOREIGN_COMMENT,
                        "The comment names a " + kind(wrapper.opening())
                                + " pixel, and stands around a call of the other kind.");
            }
            if (page.wrappers()
                    .nameAround(wrapper.startOfContent(), wrapper.startOfContent())
                    .isEmpty()) {
                add(wrapper.opening(), FindingCode.DAMAGED_COMMENT, "The comment does not say which pixel it is.");
            }
        }
    }

    /** Whether a server or a script puts the call there, which is not to be seen. */
    private boolean mayHoldCall(Wrapper wrapper) {
        return branches.areBetween(wrapper.startOfContent(), wrapper.endOfContent())
                || page.text()
                        .substring(wrapper.startOfContent(), wrapper.endOfContent())
                        .contains("{{")
                || Mention.of("<script>", page.text().substring(wrapper.startOfContent(), wrapper.endOfContent()));
    }

    private static boolean isOfKind(FoundPixel pixel, String kind) {
        return pixel.placed().call().isEmpty()
                || pixel.placed().call().get() instanceof ConversionCall == kind.equals("conversion");
    }

    private static String kind(Comment comment) {
        Matcher kind = KIND.matcher(comment.getData());
        return kind.find() ? kind.group(1).toLowerCase(Locale.ROOT) : "";
    }

    /** The words of such a comment that are in no pair of comments: in half a pair, in another comment, in the page's text. */
    private void halves() {
        String text = page.text();
        for (int at = text.indexOf(Wrappers.WORD); at >= 0; at = text.indexOf(Wrappers.WORD, at + 1)) {
            int kind = startOfKind(at);
            boolean isClosing = kind >= 0 && text.startsWith("End of ", kind - "End of ".length());
            if (kind >= 0 && !page.wrappers().isHalfAt(at) && (isClosing || isOpening(at))) {
                half(isClosing ? kind - "End of ".length() : kind, isClosing);
            }
        }
    }

    /** Where the word before begins, which says what pixel it is; -1 if it does not. */
    private int startOfKind(int word) {
        for (String kind : KINDS) {
            if (page.text().startsWith(kind, word - kind.length())) {
                return word - kind.length();
            }
        }
        return -1;
    }

    private boolean isOpening(int word) {
        return REST_OF_OPENING
                .matcher(page.text())
                .region(word, page.text().length())
                .lookingAt();
    }

    private void half(int at, boolean isClosing) {
        Map.Entry<Integer, Comment> before = comments().floorEntry(at);
        boolean isInComment = before != null && at < page.end(before.getValue());
        if (isInComment) {
            Comment comment = before.getValue();
            boolean isBare = Wrappers.isOpening(comment) || Wrappers.isClosing(comment);
            add(
                    comment,
                    FindingCode.DAMAGED_COMMENT,
                    !isBare
                            ? "The pixel's comment stands within another one."
                            : isClosing
                                    ? "The comment ends a pixel that no comment before it begins."
                                    : "The comment begins a pixel that no comment behind it ends.");
        } else if (isText(at)) {
            add(at, at, FindingCode.DAMAGED_COMMENT, "The pixel's comment has lost its < and is shown as text.");
        }
    }

    private NavigableMap<Integer, Comment> comments() {
        if (comments == null) {
            comments = new TreeMap<>();
            for (Comment comment : page.survey().comments()) {
                comments.put(Page.start(comment).orElse(0), comment);
            }
        }
        return comments;
    }

    /** Whether a place stands in the shown text, behind what is left of a comment's beginning. */
    private boolean isText(int at) {
        int start = at;
        while (start > 0 && Character.isWhitespace(page.text().charAt(start - 1))) {
            start--;
        }
        int mark = start - "!--".length();
        return mark >= 0
                && page.text().startsWith("!--", mark)
                && (mark == 0
                        || page.text().charAt(mark - 1) == '>'
                        || Character.isWhitespace(page.text().charAt(mark - 1)));
    }
}
