package io.segmentpixel.page;

import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.HtmlFormat;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.pixel.PixelCall;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Node;

/**
 * Puts tags into HTML pages and takes them out again, without touching another byte.
 *
 * <pre>{@code
 * PagePlacer placer = PagePlacer.atEndOfBody();
 * String withTag = placer.place(page, PixelExport.of(segment));
 * String without = placer.remove(withTag, PixelExport.of(segment).call()); // equals page
 * }</pre>
 *
 * <p>The tag is spliced into the page's text, on lines of its own where the page has lines there, with the page's own line
 * ends and the indentation of the line beside it. A page that makes the same call already, by an image or a script that is
 * live, is not changed: a second tag would count nobody twice as much. What stands in comments, templates,
 * {@code <noscript>}, texts and scripts is not live.
 *
 * <p>The result is parsed again before it is given out. Where the tag did not come to stand where it was meant, or anything
 * else on the page came to mean something else (an open comment at the end would swallow the tag; an image would end the
 * head), {@link PlacementException} says so.
 *
 * <p>A placer is immutable and can be shared between threads.
 */
public final class PagePlacer {
    private final Position position;

    private PagePlacer(Position position) {
        this.position = position;
    }

    /**
     * Before {@code </body>}, or at the end of a page that has none: the usual place.
     *
     * @return the placer
     */
    public static PagePlacer atEndOfBody() {
        return new PagePlacer(new EndOfBody());
    }

    /**
     * Behind {@code <body>}.
     *
     * @return the placer
     */
    public static PagePlacer atStartOfBody() {
        return new PagePlacer(new StartOfBody());
    }

    /**
     * Before {@code </head>}. For scripts only: an image would end the head.
     *
     * @return the placer
     */
    public static PagePlacer inHead() {
        return new PagePlacer(new InHead());
    }

    /**
     * Before the first element that a selector finds.
     *
     * @param css a CSS selector as jsoup knows them, as in {@code #checkout}
     * @return the placer
     * @throws IllegalArgumentException if it is no selector
     */
    public static PagePlacer before(String css) {
        return new PagePlacer(new BesideElement(Objects.requireNonNull(css, "css"), true));
    }

    /**
     * Behind the first element that a selector finds.
     *
     * @param css a CSS selector as jsoup knows them, as in {@code #checkout}
     * @return the placer
     * @throws IllegalArgumentException if it is no selector
     */
    public static PagePlacer after(String css) {
        return new PagePlacer(new BesideElement(Objects.requireNonNull(css, "css"), false));
    }

    /**
     * Places the tag that the platform's console exports, {@link ExportFormats#htmlTag()}.
     *
     * @param html the page
     * @param export the pixel
     * @return the page with the tag; the page itself if it makes the call already
     * @throws PlacementException if the tag cannot stand there without harm
     */
    public String place(String html, PixelExport export) {
        return place(html, export, ExportFormats.htmlTag());
    }

    /**
     * Places a tag of another format.
     *
     * @param html the page
     * @param export the pixel
     * @param format how it is written
     * @return the page with the tag; the page itself if it makes the call, or holds the tag, already
     * @throws PlacementException if the tag cannot stand there without harm
     * @throws io.segmentpixel.export.UnsupportedExportException if the format cannot carry the export
     */
    public String place(String html, PixelExport export, HtmlFormat format) {
        Page page = new Page(Objects.requireNonNull(html, "html"));
        String tag = format.render(export);
        refuseFramesAndImagesInHead(page, tag);
        if (!page.active(export.call()).isEmpty() || page.holds(tag, export.call())) {
            return html;
        }
        Insertion insertion = Insertion.of(tag, position.on(page), page);
        Page after = new Page(insertion.into(html));
        check(page, after, insertion, tag);
        return after.text();
    }

    private void refuseFramesAndImagesInHead(Page page, String tag) {
        if (page.tree().selectFirst("html > frameset") != null) {
            throw new PlacementException(
                    position + ": the page is a frameset and shows no body; place the tag on the pages in its frames");
        }
        if (position instanceof InHead && Jsoup.parseBodyFragment(tag).selectFirst("img") != null) {
            throw new PlacementException(
                    position + ": an image would end the head; export it as JavaScript, or place it in the body");
        }
    }

    private void check(Page page, Page after, Insertion insertion, String tag) {
        List<Node> placed = after.within(insertion.start(), insertion.end());
        if (!placed.stream().allMatch(Page::isLive)) {
            throw new PlacementException(position
                    + ": what stands there is no live part of the page (a template, noscript or a drawing); choose"
                    + " another place");
        }
        if (!Page.areWhole(placed, tag) || page.isTextAt(insertion.start())) {
            throw new PlacementException(position
                    + ": what stands there would swallow the tag, or break it up; is it a table or a list of options, or is a"
                    + " comment, a script or an attribute left open? Mend the page, or choose another place");
        }
        if (!position.holds(page, after, placed)) {
            throw new PlacementException(position
                    + ": a browser would move the tag elsewhere, because of what stands there; choose another place");
        }
        if (!Outline.of(after.tree(), placed).equals(Outline.of(page.tree(), List.of()))) {
            throw new PlacementException(position
                    + ": the tag would change what the rest of the page means; mend the page, or choose another place");
        }
    }

    /**
     * Takes every live tag out that makes this call, with the comments around it and the line ends that came with it. Only an
     * image or a script whose address is the call is such a tag: a script that makes the call itself, say, stays.
     *
     * @param html the page
     * @param call the call, as image or as script
     * @return the page without the tags; the page itself if it holds none
     * @throws PlacementException if a tag cannot be taken out without harm
     */
    public String remove(String html, PixelCall call) {
        Page page = new Page(Objects.requireNonNull(html, "html"));
        List<Removal> removals = page.active(Objects.requireNonNull(call, "call")).stream()
                .map(element -> Removal.of(element, page))
                .sorted(Comparator.comparing(Removal::start).reversed())
                .toList();
        StringBuilder text = new StringBuilder(html);
        removals.forEach(removal -> text.delete(removal.start(), removal.end()));
        Page after = new Page(text.toString());
        List<Node> removed =
                removals.stream().flatMap(removal -> removal.nodes().stream()).toList();
        if (!Outline.of(page.tree(), removed).equals(Outline.of(after.tree(), List.of()))) {
            throw new PlacementException(
                    "remove: without the tag the rest of the page would mean something else; take it out by hand");
        }
        return after.text();
    }

    record Matching(Edits edits, List<PixelExport> placed, List<PixelExport> replaced, List<PixelExport> removed) {}

    Matching match(Page page, Collection<PixelExport> wanted, Collection<PixelExport> unwanted, HtmlFormat format) {
        List<PixelExport> placed = new ArrayList<>();
        List<PixelExport> replaced = new ArrayList<>();
        List<PixelExport> removed = new ArrayList<>();
        String text = page.text();
        for (PixelExport export : unwanted) {
            String without = removeVersions(text, export, false);
            if (!without.equals(text)) {
                removed.add(export);
            }
            text = without;
        }
        for (PixelExport export : wanted) {
            String without = removeVersions(text, export, true);
            String with = place(without, export, format);
            if (!without.equals(text)) {
                replaced.add(export);
            } else if (!with.equals(text)) {
                placed.add(export);
            }
            text = with;
        }
        return new Matching(difference(page.text(), text), placed, replaced, removed);
    }

    private String removeVersions(String text, PixelExport export, boolean keepsSame) {
        String changed = text;
        if (!text.contains(export.host().name())) {
            return text;
        }
        for (org.jsoup.nodes.Element element : new Page(text).tree().select("img[src], script[src]")) {
            java.util.Optional<PixelCall> call = PixelCall.parse(element.attr("src"))
                    .flatMap(io.segmentpixel.pixel.ParsedCall::call)
                    .filter(one -> one.added().equals(export.call().added()))
                    .filter(one -> !keepsSame || !one.equals(export.call()));
            if (call.isPresent()) {
                changed = remove(changed, call.get());
            }
        }
        return changed;
    }

    private static Edits difference(String before, String after) {
        if (before.equals(after)) {
            return Edits.NONE;
        }
        int shorter = Math.min(before.length(), after.length());
        int start = 0;
        while (start < shorter && before.charAt(start) == after.charAt(start)) {
            start++;
        }
        int end = 0;
        while (end < shorter - start
                && before.charAt(before.length() - 1 - end) == after.charAt(after.length() - 1 - end)) {
            end++;
        }
        return Edits.of(new Edit(start, before.length() - end, after.substring(start, after.length() - end)));
    }

    /** Where this placer puts tags. */
    @Override
    public String toString() {
        return "PagePlacer[" + position + "]";
    }
}
