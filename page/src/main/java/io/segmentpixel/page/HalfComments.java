package io.segmentpixel.page;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Node;

/** The words of a tag's comment that are in no pair of comments: in half a pair, in another comment, in the page's text. */
final class HalfComments {
    private static final Pattern REST_OF_OPENING = Pattern.compile("Pixel\\b[^<>]{0,600}?DO NOT MODIFY");
    private static final Pattern NO_FURTHER_WORD = Pattern.compile("Pixel\\s{0,100}+(?:[^\\s\\w]|\\z)");
    private static final String END = "End of ";
    private static final List<String> KINDS = List.of("Segment ", "Conversion ");

    private final Page page;

    private HalfComments(Page page) {
        this.page = page;
    }

    static List<Misplaced> on(Page page) {
        return new HalfComments(page).found();
    }

    private List<Misplaced> found() {
        int[] halves = Mention.exactly(TagComment.WORD, page.text())
                .filter(at -> !page.wrappers().isHalfAt(at))
                .filter(at -> isClosing(at) || isOpening(at))
                .toArray();
        NavigableMap<Integer, Comment> comments = comments(halves);
        List<Misplaced> found = new ArrayList<>();
        Set<Comment> told = new HashSet<>();
        for (int at : halves) {
            Map.Entry<Integer, Comment> before = comments.floorEntry(at);
            if (before != null && at < page.end(before.getValue())) {
                if (told.add(before.getValue())) {
                    found.add(misplaced(before.getKey(), page.end(before.getValue()), inWords(before.getValue())));
                }
            } else if (isShown(start(at))) {
                found.add(misplaced(start(at), start(at), "The pixel's comment has lost its < and is shown as text."));
            }
        }
        return found;
    }

    private NavigableMap<Integer, Comment> comments(int[] places) {
        NavigableMap<Integer, Comment> comments = new TreeMap<>();
        for (Node node : NodesAt.of(page.tree(), places)) {
            if (node instanceof Comment comment) {
                comments.put(comment.sourceRange().startPos(), comment);
            }
        }
        return comments;
    }

    private static Misplaced misplaced(int start, int end, String explanation) {
        return new Misplaced(start, end, new Fault(FindingCode.DAMAGED_COMMENT, explanation));
    }

    private static String inWords(Comment comment) {
        return TagComment.of(comment)
                .map(half -> half.isOpening()
                        ? "The comment begins a pixel that no comment behind it ends."
                        : "The comment ends a pixel that no comment before it begins.")
                .orElse("The words of a pixel's comment stand in another comment, or its own marks are damaged.");
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

    private boolean isClosing(int word) {
        int kind = startOfKind(word);
        return kind >= 0
                && page.text().startsWith(END, kind - END.length())
                && NO_FURTHER_WORD
                        .matcher(page.text())
                        .region(word, page.text().length())
                        .lookingAt();
    }

    private boolean isOpening(int word) {
        return startOfKind(word) >= 0
                && REST_OF_OPENING
                        .matcher(page.text())
                        .region(word, page.text().length())
                        .lookingAt();
    }

    /** Where the comment's words begin. */
    private int start(int word) {
        return isClosing(word) ? startOfKind(word) - END.length() : startOfKind(word);
    }

    /** Whether a place stands in the shown text, behind what is left of a comment's beginning. */
    private boolean isShown(int at) {
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
