package io.segmentpixel.page;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.Range;
import org.jsoup.parser.ParseError;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeFilter.FilterResult;
import org.jspecify.annotations.Nullable;

/** A page's text and its tree, whose nodes know where in the text they stand. */
final class Page {
    /** What stands within these is no part of the live page, or runs by other rules. */
    private static final Set<String> INERT = Set.of("template", "noscript", "svg", "math");

    private static final int MOST_TRIES = 24;
    private static final int MOST_ERRORS = 50;

    private static final Pattern FRAMESET = Pattern.compile("(?i)<frameset");

    private final String text;
    private final String markup;
    private final UnaryOperator<String> writable;
    private final boolean hasServerBlocks;
    private final Document tree;
    private final List<ParseError> errors;
    private @Nullable Wrappers wrappers;
    private @Nullable Survey survey;
    private @Nullable Neighbours neighbours;
    private @Nullable Differences filled;
    private int noFramesetBehind = Integer.MAX_VALUE;
    private int startOfOpenText = -1;
    private @Nullable Boolean areTextsClosed;

    Page(String text) {
        this(text, ServerBlocks.asComments(text), UnaryOperator.identity(), 1);
    }

    /** A page with one tag, of which all is said that the parser has against it. */
    static Page ofTag(String text) {
        return new Page(text, text, UnaryOperator.identity(), MOST_ERRORS);
    }

    /**
     * A page.
     *
     * @param markup the text as it is parsed: as long as the text
     */
    private Page(String text, String markup, UnaryOperator<String> writable, int mostErrors) {
        this.text = text;
        this.markup = markup;
        this.hasServerBlocks = !markup.equals(text);
        this.writable = writable;
        Parser parser = Parser.htmlParser().setTrackErrors(mostErrors);
        this.tree = TrackedHtml.parsed(ByteOrderMark.blanked(markup), parser);
        this.errors = parser.getErrors();
    }

    static Page of(EncodedText encoded) {
        return new Page(encoded.text(), ServerBlocks.asComments(encoded.text()), encoded::writable, 1);
    }

    /** The page as a browser reads it that gets it as it is, with what a server would have run. */
    Page unserved() {
        return new Page(text, text, writable, 1);
    }

    /** The first of what the parser has against the page. */
    List<ParseError> errors() {
        return errors;
    }

    /** Whether a server may run something in it. */
    boolean hasServerBlocks() {
        return hasServerBlocks;
    }

    /** The page after changes. */
    Page changed(Edits edits) {
        String changed = edits.applyTo(text);
        return new Page(changed, hasServerBlocks() ? ServerBlocks.asComments(changed) : changed, writable, 1);
    }

    String text() {
        return text;
    }

    /** Behind the start tag of the page, or its document type, or its byte order mark. */
    int startOfContent() {
        return Stream.concat(tree.children().stream(), Stream.ofNullable(tree.documentType()))
                .flatMap(node -> written(node.sourceRange()).stream())
                .mapToInt(range -> end(range.endPos()))
                .max()
                .orElse(ByteOrderMark.length(text));
    }

    /** A text as it can be written into this page, which may have no bytes for some characters. */
    String writable(String addition) {
        return writable.apply(addition);
    }

    Document tree() {
        return tree;
    }

    /** The page by its lines. */
    Lines lines() {
        return new Lines(text);
    }

    /** Whether a browser acts on what stands here. */
    static boolean isLive(Node node) {
        return node.parent() instanceof Element && inertAround(node).isEmpty();
    }

    /** Whether browsers may show, and ask for, one of a picture's other sources in place of what stands here. */
    static boolean isOfPicture(Node node) {
        return node instanceof Element image && image.is("picture > source ~ img");
    }

    /** The name of the element around a node that keeps it from being live. */
    static Optional<String> inertAround(Node node) {
        for (Node around = node.parent(); around instanceof Element element; around = element.parent()) {
            if (INERT.contains(element.normalName())) {
                return Optional.of(element.normalName());
            }
        }
        return Optional.empty();
    }

    /** Whether a browser sees anything of a body: no frames, but one that is written, or content, and no title that swallows all. */
    boolean hasBody() {
        Element body = tree.body();
        boolean isThere = start(body).isPresent() || body.childNodeSize() > 0;
        return isThere
                && !isFrameset()
                && openTexts(text.length()).noneMatch(element -> tree.head().equals(element.parent()));
    }

    /** Whether the page is a set of frames, which has no body. */
    boolean isFrameset() {
        return tree.children().stream()
                .flatMap(html -> html.children().stream())
                .anyMatch(child -> child.normalName().equals("frameset"));
    }

    /** The topmost nodes that begin within a stretch of the text, in order; blank texts aside. */
    List<Node> within(int start, int end) {
        List<Node> within = new ArrayList<>();
        tree.filter((node, depth) -> {
            boolean isInside = start(node)
                    .filter(offset -> offset >= start && offset < end)
                    .isPresent();
            if (!isInside || node instanceof Document || Outline.isText(node)) {
                return FilterResult.CONTINUE;
            }
            within.add(node);
            return FilterResult.SKIP_CHILDREN;
        });
        return within;
    }

    /**
     * Whether a title, a text area or a noscript that begins before a place is not closed before it: browsers take all in it for
     * text, however our parser ends it.
     */
    boolean isTextAt(int offset) {
        return openTexts(offset).findAny().isPresent();
    }

    /** Whether there is no such element in the whole page. */
    boolean areTextsClosed() {
        if (areTextsClosed == null) {
            areTextsClosed = RawTexts.areSurelyClosed(markup) || !isTextAt(text.length());
        }
        return areTextsClosed;
    }

    /** Whether a place stands in a text that begins before it and is nowhere closed. */
    boolean isInOpenText(int offset) {
        if (areTextsClosed()) {
            return false;
        }
        if (startOfOpenText < 0) {
            startOfOpenText = openTexts(text.length())
                    .flatMap(element -> start(element).stream())
                    .mapToInt(Integer::intValue)
                    .min()
                    .orElse(text.length());
        }
        return offset > startOfOpenText;
    }

    /** Whether a server puts something into a stretch of the text before it sends it. */
    boolean isFilledByServer(int start, int end) {
        if (!hasServerBlocks) {
            return false;
        }
        if (filled == null) {
            filled = new Differences(text, markup);
        }
        return filled.areWithin(start, end);
    }

    /** Whether a frameset begins behind a place. */
    boolean beginsFramesetBehind(int offset) {
        if (offset >= noFramesetBehind) {
            return false;
        }
        boolean begins = FRAMESET.matcher(markup).find(offset);
        noFramesetBehind = begins ? noFramesetBehind : offset;
        return begins;
    }

    /** Whether every element that browsers would open again is closed by its own end tag; the parser has a word to say if not. */
    boolean isFormattingClosed() {
        return errors.isEmpty() || survey().isFormattingClosed();
    }

    private Stream<Element> openTexts(int offset) {
        return survey().texts().stream()
                .filter(element -> !isDrawn(element))
                .filter(element -> start(element).orElse(offset) < offset)
                .filter(element -> !isClosed(element, offset));
    }

    private static boolean isDrawn(Element element) {
        return element.parents().stream().anyMatch(parent -> parent.normalName().equals("svg"));
    }

    private boolean isClosed(Element element, int offset) {
        Pattern endTag = Pattern.compile("(?i)</" + element.normalName() + "[\\s/>]");
        int content = Math.min(end(element.sourceRange().endPos()), offset);
        return endTag.matcher(markup).region(content, offset).find();
    }

    /** What one walk through the tree finds. */
    Survey survey() {
        if (survey == null) {
            survey = Survey.of(tree);
        }
        return survey;
    }

    /** The comments around tags. */
    Wrappers wrappers() {
        if (wrappers == null) {
            wrappers = Wrappers.of(text, tree);
        }
        return wrappers;
    }

    /** What stands beside what. */
    Neighbours neighbours() {
        if (neighbours == null) {
            neighbours = new Neighbours(this);
        }
        return neighbours;
    }

    /** Whether nothing but white space stands between two places, and the one is not before the other. */
    boolean isBlank(int start, int end) {
        int at = start;
        while (at < end && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at == end;
    }

    /** Where a node's own text begins, empty for one that the parser made up. */
    static Optional<Integer> start(Node node) {
        return written(node.sourceRange()).map(range -> range.start().pos());
    }

    /** A range that stands in the text, empty for one that the parser made up. */
    static Optional<Range> written(Range range) {
        return Optional.of(range).filter(Range::isTracked).filter(tracked -> !tracked.isImplicit());
    }

    /** Where a node ends: behind its end tag, or where the parser ended it. */
    int end(Node node) {
        int endOfStart = node.sourceRange().endPos();
        Range end = node instanceof Element element ? element.endSourceRange() : node.sourceRange();
        return end(end.isTracked() ? Math.max(end.endPos(), endOfStart) : endOfStart);
    }

    /** Whether a tag begins or ends at a place, by the characters there. */
    boolean isBesideTag(int offset) {
        return text.startsWith("<", offset) || (offset > 0 && text.charAt(offset - 1) == '>');
    }

    /** Whether an element's own end tag stands in the text right before the place where the parser says that it ends. */
    boolean hasEndTag(Element element) {
        String endTag = "</" + element.normalName();
        return written(element.endSourceRange())
                .map(range -> text.lastIndexOf("</", range.endPos() - 1))
                .filter(at -> text.regionMatches(true, at, endTag, 0, endTag.length()))
                .isPresent();
    }

    /**
     * Other places for what cannot stand at a place near the end, the nearest first: before what would swallow it, which is an
     * element that is open there, or a text or a comment that nobody closes; then wherever a tag begins or ends.
     */
    IntStream placesBefore(int offset) {
        List<Element> open = new ArrayList<>(OpenElements.allAt(offset, this));
        open.removeIf(OpenElements::isPlain);
        Collections.reverse(open);
        Stream<Node> swallowing = Stream.of(
                        open.stream(),
                        openTexts(offset),
                        survey().comments().stream().filter(comment -> end(comment) >= text.length()))
                .flatMap(nodes -> nodes);
        IntStream before = swallowing.flatMap(node -> start(node).stream()).mapToInt(Integer::intValue);
        return nearest(IntStream.concat(before, sorted(edges(), edge -> -edge)));
    }

    /** Other places for what cannot stand where the head ends, the first first. */
    IntStream placesFromStart() {
        return nearest(sorted(edges(), edge -> edge));
    }

    /** Other places for what cannot stand beside an element, the nearest first. */
    IntStream placesAround(int offset) {
        return nearest(sorted(edges(), edge -> Math.abs(edge - offset)));
    }

    private static IntStream sorted(IntStream places, IntUnaryOperator distance) {
        return places.boxed().sorted(Comparator.comparing(distance::applyAsInt)).mapToInt(Integer::intValue);
    }

    private static IntStream nearest(IntStream places) {
        return places.distinct().limit(MOST_TRIES);
    }

    /** Wherever a tag, a comment or a text begins or ends, and where a tag is broken off at the end. */
    private IntStream edges() {
        IntStream edges = tree.nodeStream()
                .flatMap(node -> node instanceof Element element
                        ? Stream.of(element.sourceRange(), element.endSourceRange())
                        : Stream.of(node.sourceRange()))
                .flatMap(range -> written(range).stream())
                .flatMapToInt(range -> IntStream.of(range.startPos(), end(range.endPos())));
        int start = startOfContent();
        return IntStream.concat(IntStream.of(start, text.lastIndexOf('<')), edges)
                .filter(edge -> edge >= start);
    }

    /** An end as the parser says it, which for a tag that the page breaks off is behind the page. */
    int end(int position) {
        return Math.min(position, text.length());
    }
}
