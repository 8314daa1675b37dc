package io.segmentpixel.page;

import io.segmentpixel.page.FoundPixel.Completion;
import io.segmentpixel.page.FoundPixel.Holder;
import io.segmentpixel.pixel.ParsedCall;
import io.segmentpixel.pixel.PixelCall;
import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.Range;
import org.jspecify.annotations.Nullable;

/** Makes pixels of what is found on a page: says where they stand, what they are called and when they fire. */
final class PixelMaker {
    private final Page page;
    private final Hosts hosts;
    private final LineIndex lines;
    private final Calls calls;
    private final Surroundings surroundings;

    PixelMaker(Page page, Hosts hosts, LineIndex lines, Calls calls, Surroundings surroundings) {
        this.page = page;
        this.hosts = hosts;
        this.lines = lines;
        this.calls = calls;
        this.surroundings = surroundings;
    }

    /** The pixels whose calls an attribute makes, or holds in its text. */
    List<FoundPixel> of(Element element, Ask ask, Piece piece) {
        String written = piece.address().resolved(ask, offset(element, piece));
        String address = Address.asBrowsersReadIt(written);
        String call = ask.kind() == Ask.Kind.OTHER ? address : Address.withoutQuotes(address);
        Optional<ParsedCall> parsed = hosts.areIn(address) ? PixelCall.parse(call, hosts.others()) : Optional.empty();
        if (parsed.isPresent()) {
            return List.of(asked(element, ask, address, parsed.get(), piece));
        }
        return ask.kind() == Ask.Kind.OTHER && hosts.areIn(ask.address())
                ? ofAttribute(element, ask, piece)
                : List.of();
    }

    private FoundPixel asked(Element element, Ask ask, String address, ParsedCall parsed, Piece piece) {
        SourceRegion region = region(element, piece);
        Stand stand = stand(element, piece);
        Span span = span(element, ask, piece);
        boolean isPlatforms = Address.isOf(parsed, address);
        Fires unblocked = calls.unblocked(
                element, ask, stand.fires().atMost(fires(ask, address, piece)), isPlatforms, page, piece.isPage());
        Holder holder =
                stand.holder().or(piece::holder).orElse(ask.kind() == Ask.Kind.OTHER ? Holder.OTHER : Holder.ELEMENT);
        return new FoundPixel(
                new PlacedPixel(
                        element.normalName(),
                        calls.blocked(element, ask, parsed, unblocked, region.offset()),
                        address,
                        parsed,
                        name(region),
                        region),
                holder,
                unblocked,
                ask.kind(),
                element,
                piece.isPage() && holder == Holder.ELEMENT ? taken(element) : null,
                span.start(),
                span.end(),
                span.completion(page),
                isPlatforms);
    }

    /** When an address is asked for: browsers refuse one with a user's name, and may read ahead where no script runs. */
    private static Fires fires(Ask ask, String address, Piece piece) {
        if (Address.namesUser(address)) {
            return Fires.NEVER;
        }
        return ask.kind() == Ask.Kind.SCRIPT && !piece.runsScripts() && ask.fires() == Fires.ON_LOAD
                ? Fires.PERHAPS
                : ask.fires();
    }

    /**
     * Where an address stands in the page's text.
     *
     * @param start negative where nobody knows
     */
    private record Span(int start, int end) {
        static final Span UNKNOWN = new Span(-1, -1);

        /** What a server puts in. */
        Completion completion(Page page) {
            if (start < 0 || !page.isFilledByServer(start, end)) {
                return Completion.NONE;
            }
            return page.isFilledByServer(end - 1, end) ? Completion.BEHIND : Completion.WITHIN;
        }
    }

    private Span span(Element element, Ask ask, Piece piece) {
        Range range = element.attributes().sourceRange(ask.attribute()).valueRange();
        return piece.base() >= 0 && range.isTracked()
                ? new Span(piece.base() + range.startPos(), page.end(piece.base() + range.endPos()))
                : Span.UNKNOWN;
    }

    private List<FoundPixel> ofAttribute(Element element, Ask ask, Piece piece) {
        Stand stand = stand(element, piece);
        SourceRegion region = region(element, piece);
        return CallText.in(ask.address(), hosts).stream()
                .map(one -> ofText(
                        new PlacedPixel(
                                element.normalName(),
                                stand.fires().atMost(ask.fires()),
                                one.unescaped(),
                                one.parsed(),
                                name(region),
                                region),
                        stand.holder().or(piece::holder).orElse(isHandler(ask) ? Holder.SCRIPT : Holder.OTHER),
                        element,
                        Span.UNKNOWN,
                        one.completion()))
                .toList();
    }

    private static boolean isHandler(Ask ask) {
        return ask.attribute().startsWith("on");
    }

    /** A pixel whose call stands in the text of a node. */
    FoundPixel ofText(CallText text, Node node, Piece piece, Holder holder, Fires fires, String element) {
        int start = piece.base() + node.sourceRange().startPos() + text.start();
        int end = start + text.address().length();
        boolean hasPlace = node.sourceRange().isTracked()
                && piece.base() >= 0
                && page.text().startsWith(text.address(), start);
        SourceRegion region = hasPlace ? lines.region(start, end) : region(node, piece);
        return ofText(
                new PlacedPixel(
                        element, piece.least().atMost(fires), text.unescaped(), text.parsed(), name(region), region),
                piece.holder().orElse(holder),
                null,
                hasPlace && !text.isInMarkup() ? new Span(start, end) : Span.UNKNOWN,
                text.completion());
    }

    private static FoundPixel ofText(
            PlacedPixel placed, Holder holder, @Nullable Element element, Span span, Completion completion) {
        return new FoundPixel(
                placed,
                holder,
                placed.fires(),
                Ask.Kind.OTHER,
                element,
                null,
                span.start(),
                span.end(),
                completion,
                true);
    }

    private Optional<String> name(SourceRegion region) {
        return page.wrappers().nameAround(region.offset(), region.offset() + region.length());
    }

    private static int offset(Node node, Piece piece) {
        return isIn(piece, node)
                ? piece.base() + node.sourceRange().startPos()
                : piece.region().offset();
    }

    SourceRegion region(Node node, Piece piece) {
        return isIn(piece, node)
                ? lines.region(
                        offset(node, piece),
                        page.end(piece.base() + node.sourceRange().endPos()))
                : piece.region();
    }

    /** Whether a node's characters have places of their own in the page. */
    private static boolean isIn(Piece piece, Node node) {
        return piece.base() >= 0 && node.sourceRange().isTracked();
    }

    /**
     * Whether an element is live where it stands, and for whom.
     *
     * @param holder what keeps it from being live, empty if nothing does
     */
    record Stand(Fires fires, Optional<Holder> holder) {}

    Stand stand(Element element, Piece piece) {
        Surroundings.State around = surroundings.around(element);
        int start = element.sourceRange().isTracked() ? element.sourceRange().startPos() : -1;
        if (around.inert().equals("template") || (piece.isPage() && start >= 0 && page.isInOpenText(start))) {
            return new Stand(Fires.NEVER, Optional.of(Holder.INERT));
        }
        Fires shown = around.mayBeNone() ? Fires.PERHAPS : Fires.ON_LOAD;
        Fires fires = around.inert().equals("noscript") && piece.runsScripts() ? Fires.WITHOUT_SCRIPTS : shown;
        return new Stand(piece.least().atMost(fires), Optional.empty());
    }

    /** The noscript around an element if it holds nothing else, so that no empty one stays. */
    private static Element taken(Element element) {
        return Optional.ofNullable(element.parent())
                .filter(parent -> parent.normalName().equals("noscript"))
                .filter(parent ->
                        parent.childNodes().stream().allMatch(child -> child.equals(element) || Outline.isBlank(child)))
                .orElse(element);
    }
}
