package io.segmentpixel.page;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The pixels that stand on a page, active or not, and what is wrong with them.
 *
 * <pre>{@code
 * PageAudit audit = PageAudit.of(html, PageContext.https().knowing(client));
 * audit.placed().forEach(System.out::println);   // 57:1 img on load add=528336 "Shop - in cart"
 * audit.findings().forEach(System.out::println); // 57:1 error inactive-segment: The segment 528336 …
 * audit.mended().html();                         // with what can be mended without a guess
 * }</pre>
 *
 * <p>A page is read as browsers read it that get it as {@code text/html}. What a server would run in it ({@code <?php … ?>} and the
 * like) is left alone: an address that a server or a script completes is a pixel, and of its parameters those are checked that nobody
 * adds to.
 *
 * <p>Platform documentation: <em>Segment Pixels Advanced</em> and <em>Export a Segment Pixel</em>.
 *
 * <p>When a pixel {@linkplain PlacedPixel#fires fires} is told by the page alone, and no script is run. It differs from what a
 * browser does:
 *
 * <ul>
 *   <li>Of two images with the same address a browser asks once, as it remembers what it got; here both fire.
 *   <li>What depends on the screen, or on how far a visitor scrolls, fires {@linkplain Fires#PERHAPS perhaps}: of several addresses
 *       of a {@code srcset} or a {@code <picture>} a browser asks for one, lazy images and frames wait until they are near, and a
 *       style's image is asked for where the style applies.
 *   <li>What a script does is not known: it may make a call that stands in it as a text, load what waits in a {@code data-} attribute,
 *       or take a tag off the page.
 *   <li>An image by http on an https page fires, as browsers ask for it by https in its place; older ones asked by http.
 *   <li>The source of a sound or a film is asked for if the browser can play what stands there before it; it fires perhaps.
 *   <li>What blocks pixels in a visitor's browser, or on the way, is not known, nor is a policy that the server sends unless the
 *       {@linkplain PageContext#withContentSecurityPolicy context} says it.
 *   <li>Frames whose page stands in {@code srcdoc} are read five deep. In one, neither a policy of its own nor a text that nobody closes
 *       is seen, and what stands there fires.
 *   <li>Browsers read ahead: they ask for a script that nobody closes, which then never runs; here it does not fire. For what stands in
 *       the template of a shadow root that cannot be, and for scripts of a frame whose sandbox lets none run, they ask or not; these
 *       fire perhaps.
 *   <li>A {@code <noscript>} is read as browsers without scripts read it; for the others it ends at the first
 *       {@code </noscript>}, also where that stands in a comment or an attribute, and in a drawing it is no noscript at all. Then
 *       what stands there fires for them, and not here.
 *   <li>The parser is jsoup's. It takes a script in a drawing that ends itself ({@code <script/>}) for one that is open, sees no
 *       attributes that a second {@code <body>} adds to the first, and drops elements from a {@code <select>}, which browsers of today
 *       leave there.
 *   <li>A host in which letters are escaped by {@code %} is not known as one.
 *   <li>An object, a script with {@code for} and {@code event}, and a preload for some media or types depend on what the browser can
 *       do; they fire perhaps.
 * </ul>
 *
 * <p>An audit is immutable and can be shared between threads.
 */
public final class PageAudit {
    private static final int MOST_ROUNDS = 10;

    private final Source source;
    private final PageContext context;
    private final List<PlacedPixel> placed;
    private final List<Finding> findings;
    private final List<Edit> mending;

    private PageAudit(
            Source source, PageContext context, List<PlacedPixel> placed, List<Finding> findings, List<Edit> mending) {
        this.source = source;
        this.context = context;
        this.placed = placed;
        this.findings = findings;
        this.mending = mending;
    }

    /**
     * Audits a page of which nothing else is known.
     *
     * @param html the page
     * @return what was found
     */
    public static PageAudit of(String html) {
        return of(html, PageContext.anyScheme());
    }

    /**
     * Audits a page.
     *
     * @param html the page
     * @param context how it is served, and which segments there are
     * @return what was found
     */
    public static PageAudit of(String html, PageContext context) {
        return of(Source.of(Objects.requireNonNull(html, "html")), context);
    }

    /**
     * Audits a page as it comes from a server or a file. Its charset is found out as browsers do it.
     *
     * @param html the page's bytes
     * @param context how it is served, and which segments there are
     * @return what was found
     */
    public static PageAudit of(byte[] html, PageContext context) {
        return of(PageCharset.of(Objects.requireNonNull(html, "html"), context), context);
    }

    static PageAudit of(EncodedText text, PageContext context) {
        return of(Source.of(text), context);
    }

    private static PageAudit of(Source source, PageContext context) {
        Hosts hosts = new Hosts(Objects.requireNonNull(context, "context").otherHosts());
        return AuditLook.isWorth(source.text(), hosts)
                ? read(source, context)
                : new PageAudit(source, context, List.of(), List.of(), List.of());
    }

    private static PageAudit read(Source source, PageContext context) {
        PageReading reading = new PageReading(source.page(), context);
        List<PageReading.Found> found = reading.found().stream()
                .filter(one -> !context.audit().leftOut().contains(one.finding().code()))
                .sorted(Comparator.comparing((PageReading.Found one) ->
                                one.finding().region().offset())
                        .thenComparing(one -> one.finding().code()))
                .toList();
        return new PageAudit(
                source,
                context,
                reading.pixels().stream().map(FoundPixel::placed).toList(),
                found.stream().map(PageReading.Found::finding).toList(),
                apart(edits(found)));
    }

    /** What mends several findings at once is there once. */
    private static List<Edit> edits(List<PageReading.Found> found) {
        Set<List<Edit>> lists = Collections.newSetFromMap(new IdentityHashMap<>());
        found.forEach(one -> lists.add(one.edits()));
        return lists.stream().flatMap(List::stream).distinct().toList();
    }

    /** The edits that do not stand within what another one takes out. */
    private static List<Edit> apart(List<Edit> edits) {
        List<Edit> apart = new ArrayList<>();
        int end = 0;
        for (Edit edit : edits.stream()
                .sorted(Comparator.comparing(Edit::start).thenComparing(edit -> -edit.end()))
                .toList()) {
            if (edit.start() >= end) {
                apart.add(edit);
                end = edit.end();
            }
        }
        return apart;
    }

    /**
     * The pixels that stand on the page.
     *
     * @return an immutable list, in the order of the page's text
     */
    public List<PlacedPixel> placed() {
        return placed;
    }

    /**
     * What is wrong with them.
     *
     * @return an immutable list, in the order of the page's text, without what the context {@linkplain PageContext#leavingOut leaves out}
     */
    public List<Finding> findings() {
        return findings;
    }

    /**
     * The page with those findings mended that can be mended without a guess: duplicates, ampersands that are escaped once too
     * often, non-secure calls of the platform's own hosts on an https page, and glued cachebusters. No other character is changed,
     * and mending a second time changes nothing.
     *
     * @return the page, what was mended, and what is left
     */
    public MendedPage mended() {
        List<Finding> mended = new ArrayList<>();
        PageAudit last = mended(mended);
        return new MendedPage(last.source.text(), mended, last.findings);
    }

    /**
     * The {@linkplain #mended mended} page as bytes: for a page that was handed over as bytes, in its own charset, with every other
     * byte as it was; else in UTF-8.
     *
     * @return the bytes
     * @throws PlacementException if the bytes around a change would be read as something else
     */
    public byte[] mendedBytes() {
        return mendedBytes(new ArrayList<>());
    }

    /** The same, and adds to a list what was mended. */
    byte[] mendedBytes(List<Finding> mended) {
        return mended(mended).source.bytes();
    }

    boolean hasByteOrderMark() {
        return ByteOrderMark.length(source.text()) > 0;
    }

    /** What is mended can show that a call is made twice, so that it is done again. */
    private PageAudit mended(List<Finding> mended) {
        PageAudit last = this;
        for (int round = 0; round < MOST_ROUNDS && !last.mending.isEmpty(); round++) {
            last.findings.stream().filter(Finding::isMendable).forEach(mended::add);
            last = of(last.source.with(new Edits(last.mending)), context);
        }
        return last;
    }

    /** The numbers, as in {@code PageAudit[3 pixels, 1 finding]}. */
    @Override
    public String toString() {
        return "PageAudit[" + placed.size() + (placed.size() == 1 ? " pixel, " : " pixels, ") + findings.size()
                + (findings.size() == 1 ? " finding]" : " findings]");
    }
}
