package io.segmentpixel.page;

import io.segmentpixel.page.FoundPixel.Holder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.Range;
import org.jsoup.nodes.TextNode;

/** Finds every pixel on a page: in elements, and in comments, scripts and other texts. */
final class PixelSearch {
    private final Hosts hosts;
    private final PageContext context;
    private final Surroundings surroundings = new Surroundings();
    private final Calls calls;
    private final PixelMaker pixels;
    private final List<FoundPixel> found = new ArrayList<>();

    private PixelSearch(Page page, PageContext context, LineIndex lines, PagePolicies policies) {
        this.hosts = new Hosts(context.otherHosts());
        this.context = context;
        this.calls = new Calls(context, policies);
        this.pixels = new PixelMaker(page, hosts, lines, calls, surroundings);
    }

    /** The pixels, in the order of the page's text. */
    static List<FoundPixel> on(Page page, PageContext context, LineIndex lines, PagePolicies policies) {
        PixelSearch search = new PixelSearch(page, context, lines, policies);
        search.read(Piece.of(page, context));
        search.found.sort(Comparator.comparing(
                (FoundPixel pixel) -> pixel.placed().region().offset()));
        return search.found;
    }

    private void read(Piece piece) {
        int[] mentions = hosts.positions(piece.text());
        if (piece.address().isPlatforms(hosts) || Hosts.mayBeDisguised(piece.text())) {
            piece.tree().nodeStream().forEach(node -> read(node, piece));
        } else {
            NodesAt.of(piece.tree(), mentions).forEach(node -> read(node, piece));
        }
        headNoscripts(piece, mentions);
    }

    private void read(Node node, Piece piece) {
        if (node instanceof Element element) {
            element(element, piece);
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
        if (mentions.length == 0 || piece.isDeepest()) {
            return;
        }
        Fires fires = piece.runsScripts() ? Fires.WITHOUT_SCRIPTS : Fires.ON_LOAD;
        for (Element noscript : piece.tree().head().children()) {
            Range end = noscript.endSourceRange();
            int start = noscript.sourceRange().endPos();
            if (noscript.normalName().equals("noscript")
                    && end.isTracked()
                    && SortedPlaces.isHit(mentions, start, end.startPos())) {
                read(piece.inner(
                        start, end.startPos(), piece.holder(), piece.least().atMost(fires)));
            }
        }
    }

    private void comment(Comment comment, Piece piece) {
        if (isIn("noscript", comment) && piece.isOfHead(comment.parent())) {
            return;
        }
        int start = comment.sourceRange().startPos();
        if (!piece.text().startsWith("<!--", start)) {
            texts(piece.text(comment), comment, piece, Holder.OTHER, Fires.ON_DEMAND, "server");
            return;
        }
        int before = found.size();
        if (!piece.isDeepest()) {
            int end = start + "<!--".length() + comment.getData().length();
            read(piece.inner(start + "<!--".length(), end, Optional.of(Holder.COMMENT), Fires.NEVER));
        }
        if (found.size() == before) {
            texts(piece.text(comment), comment, piece, Holder.INERT, Fires.NEVER, "comment");
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
        Fires fires =
                isScript ? calls.inScript(parent, pixels.region(data, piece).offset()) : Fires.PERHAPS;
        texts(data.getWholeData(), data, piece, isInert ? Holder.INERT : live, isInert ? Fires.NEVER : fires, name);
    }

    private void texts(String text, Node node, Piece piece, Holder holder, Fires fires, String element) {
        for (CallText one : CallText.in(text, hosts)) {
            found.add(pixels.ofText(one, node, piece, holder, fires, element));
        }
    }

    private void element(Element element, Piece piece) {
        boolean isFrame = element.normalName().equals("iframe") && element.hasAttr("srcdoc") && !piece.isDeepest();
        if (isFrame) {
            frame(element, piece);
        }
        for (Ask ask : Asks.of(element, value -> mayName(value, piece))) {
            if (!(isFrame && ask.attribute().equals("srcdoc"))) {
                found.addAll(pixels.of(element, ask, piece));
            }
        }
    }

    /** Whether an attribute may name a host, also as browsers read it, or what is put before it does. */
    private boolean mayName(String value, Piece piece) {
        return !value.isEmpty()
                && (piece.address().base().isPresent() || Address.isBroken(value) || hosts.areIn(value));
    }

    /** A page of its own within an attribute, where a sandbox may keep scripts from running. */
    private void frame(Element frame, Piece piece) {
        boolean isShut = frame.hasAttr("sandbox") && !Mention.of("allow-scripts", frame.attr("sandbox"));
        boolean isLazy = frame.attr("loading").equalsIgnoreCase("lazy");
        PixelMaker.Stand stand = pixels.stand(frame, piece);
        String text = frame.attr("srcdoc");
        Document tree = TrackedHtml.parsed(text);
        read(new Piece(
                tree,
                text,
                PageAddress.inFrame(tree, context).orElse(piece.address()),
                -1,
                pixels.region(frame, piece),
                stand.holder().or(piece::holder),
                stand.fires().atMost(isLazy ? Fires.PERHAPS : Fires.ON_LOAD),
                piece.runsScripts() && !isShut,
                piece.depth() + 1));
    }
}
