package io.segmentpixel.page;

import io.segmentpixel.page.FoundPixel.Completion;
import io.segmentpixel.page.FoundPixel.Holder;
import io.segmentpixel.pixel.ParsedCall;
import io.segmentpixel.pixel.PixelCall;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.Range;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/** Finds every pixel on a page: in elements, and in comments, scripts and other texts. */
final class PixelSearch {
    private static final int DEEPEST = 5;

    private final Page page;
    private final Hosts hosts;
    private final PageContext context;
    private final LineIndex lines;
    private final Calls calls;
    private final Surroundings surroundings = new Surroundings();
    private final List<FoundPixel> found = new ArrayList<>();

    /**
     * What is read: the page, or a piece of it that is HTML again.
     *
     * @param tree the piece as a tree
     * @param text the piece
     * @param address what its addresses are relative to
     * @param base where it begins in the page, negative where its characters have no place of their own there
     * @param region where it stands if they have none
     * @param holder what it stands in, if that is not the page itself
     * @param least no pixel in it fires more often than this
     * @param runsScripts whether scripts run in it
     */
    private record Piece(
            Document tree,
            String text,
            PageAddress address,
            int base,
            SourceRegion region,
            Optional<Holder> holder,
            Fires least,
            boolean runsScripts,
            int depth) {}

    private PixelSearch(Page page, PageContext context, LineIndex lines, PagePolicies policies) {
        this.page = page;
        this.hosts = new Hosts(context.otherHosts());
        this.context = context;
        this.lines = lines;
        this.calls = new Calls(context, policies);
    }

    static List<FoundPixel> on(Page page, PageContext context, LineIndex lines, PagePolicies policies) {
        PixelSearch search = new PixelSearch(page, context, lines, policies);
        search.read(new Piece(
                page.tree(),
                page.text(),
                PageAddress.of(page, context),
                0,
                SourceRegion.START,
                Optional.empty(),
                Fires.ON_LOAD,
                true,
                0));
        search.found.sort(Comparator.comparing(
                (FoundPixel pixel) -> pixel.placed().region().offset()));
        return search.found;
    }

    private void read(Piece piece) {
        int[] mentions = hosts.positions(piece.text);
        boolean readsAll = piece.address.isPlatforms(hosts) || Hosts.mayBeDisguised(piece.text);
        if (mentions.length == 0 && !readsAll) {
            return;
        }
        BitSet missed = new BitSet();
        missed.set(0, mentions.length);
        walk(piece, mentions, missed, readsAll, true);
        if (!missed.isEmpty()) {
            walk(piece, mentions, missed, readsAll, false);
        }
        headNoscripts(piece, mentions);
    }

    /** Reads each node in which a host is mentioned; what an element holds is skipped, at first, where it surely holds none. */
    private void walk(Piece piece, int[] mentions, BitSet missed, boolean readsAll, boolean skips) {
        Deque<Node> next = new ArrayDeque<>();
        next.push(piece.tree);
        while (!next.isEmpty()) {
            Node node = next.pop();
            Range own = node.sourceRange();
            if (readsAll ? skips : hit(own, mentions, missed, skips)) {
                read(node, piece);
            }
            if (node instanceof Element element && !(skips && !readsAll && isSurelyWithout(element, mentions))) {
                for (int at = element.childNodeSize() - 1; at >= 0; at--) {
                    next.push(element.childNode(at));
                }
            }
        }
    }

    /** Whether hosts are mentioned in a range that were not found before. */
    private static boolean hit(Range range, int[] mentions, BitSet missed, boolean isFirst) {
        if (!range.isTracked() || range.isImplicit() || !Hosts.isHit(mentions, range.startPos(), range.endPos())) {
            return false;
        }
        boolean isNew = false;
        for (int at = missed.nextSetBit(Hosts.first(mentions, range.startPos()));
                at >= 0 && mentions[at] < range.endPos();
                at = missed.nextSetBit(at + 1)) {
            missed.clear(at);
            isNew = true;
        }
        return isNew || isFirst;
    }

    private static boolean isSurelyWithout(Element element, int[] mentions) {
        Range start = element.sourceRange();
        Range end = element.endSourceRange();
        return start.isTracked()
                && !start.isImplicit()
                && end.isTracked()
                && !end.isImplicit()
                && !Hosts.isHit(mentions, start.startPos(), end.endPos());
    }

    private void read(Node node, Piece piece) {
        if (node instanceof Element element) {
            elements(element, piece);
        } else if (node instanceof Comment comment) {
            comment(comment, piece);
        } else if (node instanceof DataNode data) {
            data(data, piece);
        } else if (node instanceof TextNode text && isIn("textarea", text)) {
            texts(text.getWholeText(), text, piece, Holder.INERT, Fires.NEVER, "textarea");
        }
    }

    private static boolean isIn(String name, Node node) {
        return node.parent() instanceof Element parent && parent.normalName().equals(name);
    }

    /** In a noscript of the head, our parser takes images for text. */
    private void headNoscripts(Piece piece, int[] mentions) {
        for (Element noscript : piece.tree.head().children()) {
            Range end = noscript.endSourceRange();
            if (noscript.normalName().equals("noscript")
                    && end.isTracked()
                    && piece.depth < DEEPEST
                    && Hosts.isHit(mentions, noscript.sourceRange().endPos(), end.startPos())) {
                inner(
                        piece,
                        noscript.sourceRange().endPos(),
                        end.startPos(),
                        piece.holder,
                        least(piece.least, piece.runsScripts ? Fires.WITHOUT_SCRIPTS : Fires.ON_LOAD));
            }
        }
    }

    private static Fires least(Fires one, Fires other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** Whether something is a child of the head, where noscripts are read apart. */
    private static boolean isOfHead(@Nullable Node node, Piece piece) {
        return node != null && piece.tree.head().equals(node.parent());
    }

    private void inner(Piece piece, int start, int end, Optional<Holder> holder, Fires least) {
        int to = Math.min(end, piece.text.length());
        int from = Math.min(start, to);
        String text = piece.text.substring(from, to);
        read(new Piece(
                parsed(text),
                text,
                piece.address,
                piece.base < 0 ? piece.base : piece.base + from,
                piece.region,
                holder,
                least,
                piece.runsScripts,
                piece.depth + 1));
    }

    private static Document parsed(String html) {
        return Jsoup.parse(html, "", Parser.htmlParser().setTrackPosition(true));
    }

    private void comment(Comment comment, Piece piece) {
        if (isIn("noscript", comment) && isOfHead(comment.parent(), piece)) {
            return;
        }
        int start = comment.sourceRange().startPos();
        if (!piece.text.startsWith("<!--", start)) {
            String text =
                    piece.text.substring(start, Math.min(comment.sourceRange().endPos(), piece.text.length()));
            texts(text, comment, piece, Holder.OTHER, Fires.ON_DEMAND, "server");
            return;
        }
        int before = found.size();
        if (piece.depth < DEEPEST) {
            inner(piece, start + 4, start + 4 + comment.getData().length(), Optional.of(Holder.COMMENT), Fires.NEVER);
        }
        if (found.size() == before) {
            texts(
                    piece.text.substring(start, Math.min(comment.sourceRange().endPos(), piece.text.length())),
                    comment,
                    piece,
                    Holder.INERT,
                    Fires.NEVER,
                    "comment");
        }
    }

    private void data(DataNode data, Piece piece) {
        Element parent = data.parent();
        if (parent == null) {
            return;
        }
        String name = parent.normalName();
        boolean isScript = name.equals("script") && !parent.hasAttr("src");
        boolean isInert = surroundings.around(parent).inert().equals("template") || !(isScript || name.equals("style"));
        boolean choosesScheme = data.getWholeData().contains("location.protocol");
        Holder live = isScript && InlineScript.runs(parent) && !choosesScheme ? Holder.SCRIPT : Holder.OTHER;
        Fires fires = isScript ? calls.inScript(parent, region(data, piece).offset()) : Fires.PERHAPS;
        texts(data.getWholeData(), data, piece, isInert ? Holder.INERT : live, isInert ? Fires.NEVER : fires, name);
    }

    private void texts(String text, Node node, Piece piece, Holder holder, Fires fires, String element) {
        int start = node.sourceRange().isTracked() ? node.sourceRange().startPos() : -1;
        for (CallText one : CallText.in(text, hosts)) {
            boolean hasPlace = start >= 0
                    && piece.base >= 0
                    && page.text().startsWith(one.address(), piece.base + start + one.start());
            int from = hasPlace ? piece.base + start + one.start() : -1;
            SourceRegion region =
                    hasPlace ? lines.region(from, from + one.address().length()) : region(node, piece);
            Optional<Holder> outer = piece.holder;
            add(
                    element,
                    least(piece.least, fires),
                    one.unescaped(),
                    one.parsed(),
                    region,
                    outer.orElse(holder),
                    null,
                    one.isInMarkup() ? -1 : from,
                    from < 0 ? -1 : from + one.address().length(),
                    one.completion());
        }
    }

    private void add(
            String element,
            Fires fires,
            String written,
            ParsedCall parsed,
            SourceRegion region,
            Holder holder,
            @Nullable Element node,
            int start,
            int end,
            Completion completion) {
        found.add(new FoundPixel(
                new PlacedPixel(element, fires, written, parsed, name(region), region),
                holder,
                fires,
                Ask.Kind.OTHER,
                node,
                null,
                start,
                end,
                completion,
                true));
    }

    private Optional<String> name(SourceRegion region) {
        return page.wrappers().nameAround(region.offset(), region.offset() + region.length());
    }

    private SourceRegion region(Node node, Piece piece) {
        Range range = node.sourceRange();
        return piece.base < 0 || !range.isTracked()
                ? piece.region
                : lines.region(piece.base + range.startPos(), page.end(piece.base + range.endPos()));
    }

    private void elements(Element element, Piece piece) {
        if (element.normalName().equals("iframe") && element.hasAttr("srcdoc") && piece.depth < DEEPEST) {
            frame(element, piece);
        }
        SourceRegion region = region(element, piece);
        for (Ask ask : Asks.of(element)) {
            if (!(ask.attribute().equals("srcdoc") && piece.depth < DEEPEST)) {
                element(element, ask, region, piece);
            }
        }
    }

    /** A page of its own within an attribute, where a sandbox may keep scripts from running. */
    private void frame(Element frame, Piece piece) {
        boolean isShut = frame.hasAttr("sandbox") && !Mention.of("allow-scripts", frame.attr("sandbox"));
        Place place = place(frame, piece);
        String text = frame.attr("srcdoc");
        Document tree = parsed(text);
        read(new Piece(
                tree,
                text,
                PageAddress.inFrame(tree, context).orElse(piece.address),
                -1,
                region(frame, piece),
                place.holder().isPresent() ? place.holder() : piece.holder,
                least(place.fires(), frame.attr("loading").equalsIgnoreCase("lazy") ? Fires.PERHAPS : Fires.ON_LOAD),
                piece.runsScripts && !isShut,
                piece.depth + 1));
    }

    /** Whether an element is live where it stands, and for whom. */
    private record Place(Fires fires, Optional<Holder> holder) {}

    private Place place(Element element, Piece piece) {
        Surroundings.State around = surroundings.around(element);
        int start = element.sourceRange().isTracked() ? element.sourceRange().startPos() : -1;
        if (around.inert().equals("template") || (piece.depth == 0 && start >= 0 && page.isInOpenText(start))) {
            return new Place(Fires.NEVER, Optional.of(Holder.INERT));
        }
        Fires shown = around.mayBeNone() ? Fires.PERHAPS : Fires.ON_LOAD;
        Fires fires = around.inert().equals("noscript") && piece.runsScripts ? Fires.WITHOUT_SCRIPTS : shown;
        return new Place(least(piece.least, fires), Optional.empty());
    }

    private void element(Element element, Ask ask, SourceRegion region, Piece piece) {
        if (isPlainlyNone(ask, piece)) {
            return;
        }
        String written = piece.address.resolved(ask, region.offset());
        String address = Address.asBrowsersReadIt(written);
        String call = ask.kind() == Ask.Kind.OTHER ? address : Address.withoutQuotes(address);
        Optional<ParsedCall> parsed = hosts.areIn(address) ? PixelCall.parse(call, hosts.others()) : Optional.empty();
        if (parsed.isEmpty()) {
            if (ask.kind() == Ask.Kind.OTHER && hosts.areIn(ask.address())) {
                attributeTexts(element, ask, piece);
            }
            return;
        }
        Place place = place(element, piece);
        Range range = element.attributes().sourceRange(ask.attribute()).valueRange();
        boolean hasPlace = piece.base >= 0 && range.isTracked();
        int start = hasPlace ? piece.base + range.startPos() : -1;
        int end = hasPlace ? page.end(piece.base + range.endPos()) : -1;
        Completion completion = hasPlace ? completion(start, end) : Completion.NONE;
        boolean isPlatforms = Address.isOf(parsed.get(), address);
        boolean isScript = ask.fires() == Fires.ON_LOAD && ask.kind() == Ask.Kind.SCRIPT;
        Fires readAhead = isScript && !piece.runsScripts ? least(ask.fires(), Fires.PERHAPS) : ask.fires();
        Fires own = Address.namesUser(address) ? Fires.NEVER : readAhead;
        Fires fires = least(place.fires(), own);
        Fires unblocked = calls.unblocked(element, ask, fires, isPlatforms, page, piece.depth == 0);
        Fires blocked = calls.blocked(element, ask, parsed.get(), unblocked, region.offset());
        Holder holder = place.holder()
                .or(() -> piece.holder)
                .orElse(ask.kind() == Ask.Kind.OTHER ? Holder.OTHER : Holder.ELEMENT);
        found.add(new FoundPixel(
                new PlacedPixel(element.normalName(), blocked, address, parsed.get(), name(region), region),
                holder,
                unblocked,
                ask.kind(),
                element,
                piece.depth == 0 && holder == Holder.ELEMENT ? taken(element) : null,
                start,
                end,
                completion,
                isPlatforms));
    }

    private Completion completion(int start, int end) {
        return page.isFilledByServer(end - 1, end)
                ? Completion.BEHIND
                : page.isFilledByServer(start, end) ? Completion.WITHIN : Completion.NONE;
    }

    /** Whether an attribute names no host, also as browsers read it, and nothing is put before what it says. */
    private boolean isPlainlyNone(Ask ask, Piece piece) {
        return piece.address.base().isEmpty() && !Address.isBroken(ask.address()) && !hosts.areIn(ask.address());
    }

    /** The noscript around an element if it holds nothing else, so that no empty one stays. */
    private static Element taken(Element element) {
        return Optional.ofNullable(element.parent())
                .filter(parent -> parent.normalName().equals("noscript"))
                .filter(parent ->
                        parent.childNodes().stream().allMatch(child -> child.equals(element) || Outline.isBlank(child)))
                .orElse(element);
    }

    private void attributeTexts(Element element, Ask ask, Piece piece) {
        Place place = place(element, piece);
        for (CallText one : CallText.in(ask.address(), hosts)) {
            add(
                    element.normalName(),
                    least(place.fires(), ask.fires()),
                    one.unescaped(),
                    one.parsed(),
                    region(element, piece),
                    place.holder().or(() -> piece.holder).orElse(Holder.OTHER),
                    element,
                    -1,
                    -1,
                    one.completion());
        }
    }
}
