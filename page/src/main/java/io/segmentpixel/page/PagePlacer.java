package io.segmentpixel.page;

import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.HtmlFormat;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.pixel.PixelCall;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

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
 * ends and the indentation of the line beside it. What stands in comments, templates, texts and drawings is not live, and is
 * left alone; so is what a server runs ({@code <?php … ?>}, {@code <% … %>}).
 *
 * <ul>
 *   <li>{@code place} puts in what the page lacks. A page that makes the same call already, by whatever live tag, is not changed.
 *   <li>{@code replace} also brings older versions of the same pixel's tag up to date.
 *   <li>{@code remove} takes out. After {@code place} it gives the page as it was.
 * </ul>
 *
 * <p>A live tag is an image, a script of a JavaScript type, a frame, an empty object or an embedded file that has the call's
 * address and no other; one of these in a {@code <noscript>}; AMP's pixel, where AMP may run; and a script without an address that
 * is, but for white space and quotes, one of this library's formats or of the format that is given. On a page
 * {@linkplain PageContext#https() served over https}, an image alone makes a call by http. What waits for a consent tool
 * ({@code type="text/plain"}, {@code data-src}) is none. Calls to a host of your own are seen if
 * {@link PageContext#servedAlsoFrom} names it, or the given export has it. Calls of other scripts, of style sheets, of drawings and
 * of shadow trees are not seen.
 *
 * <p>No other byte of the page changes, and nothing else on it comes to mean something else. Where that is not plain from what
 * is open around the place, the result is parsed again before it is given out. Where what stands at the place would swallow the
 * tag (a comment that is never closed, at the end of the body), it goes to the nearest place where it is live. Where there is
 * none, {@link PlacementException} says why.
 *
 * <p>A placer is immutable and can be shared between threads. Platform documentation: <em>Export a Segment Pixel</em>.
 */
public final class PagePlacer {
    private final Placement placement;

    private PagePlacer(Placement placement) {
        this.placement = placement;
    }

    private static PagePlacer at(Position position) {
        return new PagePlacer(new Placement(position, PageContext.UNKNOWN));
    }

    /**
     * Before {@code </body>}, or at the end of a page that has none: the usual place. On a page without a body, say a set of
     * frames, scripts stand in the head.
     *
     * @return the placer
     */
    public static PagePlacer atEndOfBody() {
        return at(new EndOfBody());
    }

    /**
     * Behind {@code <body>}; on a page that has none, at the first place that browsers count to its body.
     *
     * @return the placer
     */
    public static PagePlacer atStartOfBody() {
        return at(new StartOfBody());
    }

    /**
     * Before {@code </head>}. For scripts only: an image would end the head.
     *
     * @return the placer
     */
    public static PagePlacer inHead() {
        return at(new InHead());
    }

    /**
     * Before the first live element that a selector finds. A page without one is refused with {@link PlacementException}.
     *
     * <pre>{@code
     * PagePlacer.before("#checkout").place(page, PixelExport.of(segment));
     * }</pre>
     *
     * @param css a CSS selector as jsoup knows them, as in {@code #checkout}
     * @return the placer
     * @throws IllegalArgumentException if it is no selector
     */
    public static PagePlacer before(String css) {
        return at(new BesideElement(Objects.requireNonNull(css, "css"), true));
    }

    /**
     * Behind the first live element that a selector finds. A page without one is refused with {@link PlacementException}.
     *
     * @param css a CSS selector as jsoup knows them, as in {@code #checkout}
     * @return the placer
     * @throws IllegalArgumentException if it is no selector
     */
    public static PagePlacer after(String css) {
        return at(new BesideElement(Objects.requireNonNull(css, "css"), false));
    }

    /**
     * For pages of which more is known than their text: whether they are served over https, say.
     *
     * @param context what is known
     * @return a changed copy
     */
    public PagePlacer on(PageContext context) {
        return new PagePlacer(new Placement(placement.position(), Objects.requireNonNull(context, "context")));
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
     * @param format how it is written: elements and comments, and no text beside them
     * @return the page with the tag; the page itself if it makes the call, or holds the tag, already
     * @throws PlacementException if the tag cannot stand there without harm
     * @throws io.segmentpixel.export.UnsupportedExportException if the format cannot carry the export
     */
    public String place(String html, PixelExport export, HtmlFormat format) {
        return place(html, List.of(export), format);
    }

    /**
     * Places several tags at once, in their order.
     *
     * @param html the page
     * @param exports the pixels; one whose call the page makes already, or that comes twice, is passed over
     * @param format how they are written
     * @return the page with all tags; the page itself if nothing is missing
     * @throws PlacementException if they cannot stand there without harm
     * @throws io.segmentpixel.export.UnsupportedExportException if the format cannot carry one of the exports
     */
    public String place(String html, Collection<PixelExport> exports, HtmlFormat format) {
        return changed(html, update -> update.place(exports, format));
    }

    /**
     * Places a tag into a page that is bytes.
     *
     * @param html the page, read in the charset that a browser would read it in: by its byte order mark, the
     *     {@linkplain PageContext#withCharset HTTP header}, its {@code <meta>}, else as UTF-8 where it is that, else as windows-1252.
     *     Bytes that are no text in that charset stay as they are. UTF-16 that says so nowhere is refused
     * @param export the pixel; a character of its name that the charset has no bytes for, or that is not ASCII where the page
     *     says no charset and holds ASCII alone, is written as a decimal character reference
     * @param format how it is written
     * @return the page with the tag; the same bytes if it makes the call, or holds the tag, already
     * @throws PlacementException if the tag cannot stand there without harm
     * @throws io.segmentpixel.export.UnsupportedExportException if the format cannot carry the export
     */
    public byte[] place(byte[] html, PixelExport export, HtmlFormat format) {
        return place(html, List.of(export), format);
    }

    /**
     * Places several tags at once into a page that is bytes, as {@link #place(byte[], PixelExport, HtmlFormat)} does.
     *
     * @param html the page
     * @param exports the pixels; one whose call the page makes already, or that comes twice, is passed over
     * @param format how they are written
     * @return the page with all tags; the same bytes if nothing is missing
     * @throws PlacementException if they cannot stand there without harm
     * @throws io.segmentpixel.export.UnsupportedExportException if the format cannot carry one of the exports
     */
    public byte[] place(byte[] html, Collection<PixelExport> exports, HtmlFormat format) {
        return changed(html, update -> update.place(exports, format));
    }

    /**
     * Brings the pixel's tag on a page up to date, as {@link ExportFormats#htmlTag()}.
     *
     * @param html the page
     * @param export the pixel
     * @return the page with this tag, once
     * @throws PlacementException if a tag cannot stand there, or be taken out, without harm
     */
    public String replace(String html, PixelExport export) {
        return replace(html, export, ExportFormats.htmlTag());
    }

    /**
     * Brings the pixel's tag on a page up to date: takes out what stands there of it in another version, and places the tag
     * where this placer places tags, unless it stands there, wherever that is, just as it is written now. A page without it gets it.
     *
     * <p>Another version is a live tag of the same conversion, or for the same segments, by id or by code: as another type, in
     * another format, on another host, with another name, value, redirect or signal, or twice. So that no segment is lost, a tag that
     * adds or removes further segments is one only if the export does so, too, or the tag has the export's own name. A
     * {@code <noscript>} beside a script is a tag of its own, for other visitors.
     *
     * <p>What the given format writes around its elements, or beside them, goes with them; of a tag that another format of your own
     * wrote, only the element that calls. A format in which no live tag can be seen is known by its very elements alone: an older
     * version with another call stays.
     *
     * @param html the page
     * @param export the pixel
     * @param format how it is written
     * @return the page with this tag, once
     * @throws PlacementException if a tag cannot stand there, or be taken out, without harm
     * @throws io.segmentpixel.export.UnsupportedExportException if the format cannot carry the export
     */
    public String replace(String html, PixelExport export, HtmlFormat format) {
        return replace(html, List.of(export), format);
    }

    /**
     * Brings the tags of several pixels up to date, as {@link #replace(String, PixelExport, HtmlFormat)} does.
     *
     * @param html the page
     * @param exports the pixels
     * @param format how they are written
     * @return the page with these tags, each once
     * @throws PlacementException if a tag cannot stand there, or be taken out, without harm
     * @throws io.segmentpixel.export.UnsupportedExportException if the format cannot carry one of the exports
     */
    public String replace(String html, Collection<PixelExport> exports, HtmlFormat format) {
        return changed(html, update -> update.match(exports, List.of(), format).edits());
    }

    /**
     * Brings the tags of several pixels up to date in a page that is bytes, as {@link #replace(String, PixelExport, HtmlFormat)}
     * does.
     *
     * @param html the page
     * @param exports the pixels
     * @param format how they are written
     * @return the page with these tags, each once
     * @throws PlacementException if a tag cannot stand there, or be taken out, without harm
     * @throws io.segmentpixel.export.UnsupportedExportException if the format cannot carry one of the exports
     */
    public byte[] replace(byte[] html, Collection<PixelExport> exports, HtmlFormat format) {
        return changed(html, update -> update.match(exports, List.of(), format).edits());
    }

    /**
     * Takes every live tag out that makes this call, in whatever order it names the segments, with the pair of comments around it
     * and the line ends that came with it. A script that does more than call stays. Calls to a host of your own are found if
     * {@link PageContext#servedAlsoFrom} names it.
     *
     * @param html the page
     * @param call the call, as image or as script
     * @return the page without the tags; the page itself if it holds none
     * @throws PlacementException if a tag cannot be taken out without harm
     */
    public String remove(String html, PixelCall call) {
        Objects.requireNonNull(call, "call");
        return changed(html, update -> update.remove(tag -> tag.makes(call)));
    }

    /**
     * Takes every live tag out that makes this call, as {@link #remove(String, PixelCall)} does, of a page that is bytes.
     *
     * @param html the page
     * @param call the call, as image or as script
     * @return the page without the tags; the same bytes if it holds none
     * @throws PlacementException if a tag cannot be taken out without harm
     */
    public byte[] remove(byte[] html, PixelCall call) {
        Objects.requireNonNull(call, "call");
        return changed(html, update -> update.remove(tag -> tag.makes(call)));
    }

    /**
     * Takes the tags of a pixel out that a format of your own wrote, with all that it writes around them, together with those that
     * {@link #remove(String, PixelCall)} takes.
     *
     * @param html the page
     * @param export the pixel
     * @param format how it was written
     * @return the page without the tags; the page itself if it holds none
     * @throws PlacementException if a tag cannot be taken out without harm
     * @throws io.segmentpixel.export.UnsupportedExportException if the format cannot carry the export
     */
    public String remove(String html, PixelExport export, HtmlFormat format) {
        return changed(html, update -> update.remove(export, format));
    }

    /**
     * Takes the tags of a pixel out that a format of your own wrote, as {@link #remove(String, PixelExport, HtmlFormat)} does, of
     * a page that is bytes.
     *
     * @param html the page
     * @param export the pixel
     * @param format how it was written
     * @return the page without the tags; the same bytes if it holds none
     * @throws PlacementException if a tag cannot be taken out without harm
     * @throws io.segmentpixel.export.UnsupportedExportException if the format cannot carry the export
     */
    public byte[] remove(byte[] html, PixelExport export, HtmlFormat format) {
        return changed(html, update -> update.remove(export, format));
    }

    /**
     * Takes every live tag out, whatever its call, also where that makes no sense.
     *
     * @param html the page
     * @return the page without tags; the page itself if it holds none
     * @throws PlacementException if a tag cannot be taken out without harm
     */
    public String removeAll(String html) {
        return changed(html, update -> update.remove(tag -> true));
    }

    /**
     * Takes every live tag out of a page that is bytes, whatever its call, also where that makes no sense.
     *
     * @param html the page
     * @return the page without tags; the same bytes if it holds none
     * @throws PlacementException if a tag cannot be taken out without harm
     */
    public byte[] removeAll(byte[] html) {
        return changed(html, update -> update.remove(tag -> true));
    }

    private String changed(String html, Function<PageUpdate, Edits> change) {
        Page page = new Page(Objects.requireNonNull(html, "html"));
        Edits edits = change.apply(new PageUpdate(page, placement));
        return edits.isEmpty() ? html : edits.applyTo(html);
    }

    private byte[] changed(byte[] html, Function<PageUpdate, Edits> change) {
        EncodedText encoded = PageCharset.of(Objects.requireNonNull(html, "html"), placement.context());
        PageCharset.refuseWhatIsTwoBytesWide(encoded.text());
        return encoded.with(change.apply(new PageUpdate(Page.of(encoded), placement)));
    }

    /** What makes a page hold the wanted tags, each once and up to date, and none of the unwanted ones. */
    Matching match(Page page, Collection<PixelExport> wanted, Collection<PixelExport> unwanted, HtmlFormat format) {
        return new PageUpdate(page, placement).match(wanted, unwanted, format);
    }

    PageContext context() {
        return placement.context();
    }

    /** Where this placer puts tags. */
    @Override
    public String toString() {
        return "PagePlacer[" + placement.position() + "]";
    }
}
