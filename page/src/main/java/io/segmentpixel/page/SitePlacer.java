package io.segmentpixel.page;

import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.HtmlFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Places, replaces and removes tags on all pages of a directory until they are as a funnel wants them.
 *
 * <pre>{@code
 * SitePlacer placer = SitePlacer.of(funnel).servedAt("https://shop.example/");
 * placer.dryRun(root, System.out);         // what would change, as patch takes it
 * SiteReport report = placer.place(root);  // a second run changes nothing
 * placer.remove(root);                     // the site as it was
 * }</pre>
 *
 * <p>On each page the tags of the steps whose rule holds are placed, or take the place of older versions, and the tags of the
 * other steps are taken out. Tags of segments that the funnel does not name are left alone. No page ends the run: what cannot
 * be done to one is said in the report, and the others go on.
 *
 * <p>Files are replaced one by one and at one stroke: whoever reads one, or finds it after the power failed, has the whole old
 * or the whole new page. Each keeps its permissions, and its owner and group where the system lets them be set; other
 * attributes, and hard links to it, are not kept. A file that is read-only, for its owner too, is left alone, as is one that
 * changes between the reading and the writing. Links are never followed, and hidden directories, whose names begin with a
 * dot, are passed over, as {@code .git} holds no pages; the root may be one. New texts lie for a moment beside the page, in files
 * named {@code .segmentpixel-….tmp}; what a killed run left of these, the next run deletes.
 *
 * <p>Pages are read as HTML, as browsers read them from a server that says {@code text/html}. A binary file, JSON, an SVG
 * drawing or XML that is not XHTML is skipped, whatever its name says. What is served as XML breaks by rules of its own, say
 * at a bare {@code &}, which are not looked at; so files named {@code .xhtml} are no pages unless {@link #withPages} says so.
 *
 * <p>Pages are worked on by several threads, which end with the call. An interrupt ends the work early: pages that are at work
 * are finished, the report says which ones were not reached, and the thread stays interrupted.
 *
 * <p>A page's tree takes much more memory than its text, so the pages at work at one time have together no more than a
 * hundredth of the memory that Java may take ({@link Runtime#maxMemory}), and a page that is larger alone is not read; see
 * {@link #withLargestPage}.
 *
 * <p>A placer is immutable and can be shared between threads, but two runs over one site at the same time get into each
 * other's way: each reports the pages that the other one changed under its hands.
 */
public final class SitePlacer {
    private final SiteOptions options;

    private SitePlacer(SiteOptions options) {
        this.options = options;
    }

    /**
     * A placer that puts the tags the platform's console exports at the end of each page's body, on all files
     * <code>**.{html,htm}</code>, in upper or lower case.
     *
     * @param funnel which tags go on which pages
     * @return the placer
     * @throws IllegalArgumentException if the funnel has no steps
     */
    public static SitePlacer of(Funnel funnel) {
        if (Objects.requireNonNull(funnel, "funnel").steps().isEmpty()) {
            throw new IllegalArgumentException(
                    "funnel " + OneLine.quoted(funnel.name()) + ": must have a step, as there is nothing to place");
        }
        return new SitePlacer(new SiteOptions(
                funnel,
                PagePlacer.atEndOfBody(),
                ExportFormats.htmlTag(),
                SiteOptions.USUAL_PAGES,
                Optional.empty(),
                Runtime.getRuntime().availableProcessors(),
                OptionalLong.empty(),
                (done, of, page) -> {}));
    }

    /**
     * With another place on the page.
     *
     * @param placer where on a page tags go
     * @return a changed copy
     */
    public SitePlacer withPlacer(PagePlacer placer) {
        return new SitePlacer(options.with(Objects.requireNonNull(placer, "placer")));
    }

    /**
     * With another kind of tag.
     *
     * @param format how each export is written
     * @return a changed copy
     */
    public SitePlacer withFormat(HtmlFormat format) {
        return new SitePlacer(options.with(Objects.requireNonNull(format, "format")));
    }

    /**
     * With other files as pages, as in {@code withPages("**.{html,php}")}.
     *
     * @param glob which files are pages, as {@link PageRule#path} takes it; they are read as HTML. Other files are not in the
     *     report
     * @return a changed copy
     * @throws IllegalArgumentException if it is no such pattern
     */
    public SitePlacer withPages(String glob) {
        return new SitePlacer(options.withPages(PageRule.checkedGlob("glob", glob)));
    }

    /**
     * With the address under which visitors get the site, which rules about addresses need.
     *
     * @param url the address of the root directory, absolute, http or https, without query and fragment; a slash at its end
     *     is added where it is missing
     * @return a changed copy
     * @throws IllegalArgumentException if it is no such address
     */
    public SitePlacer servedAt(String url) {
        return new SitePlacer(options.servedAt(SiteAddress.ofDirectory("url", url)));
    }

    /**
     * With so many threads, in place of one for each processor.
     *
     * @param threads at least 1
     * @return a changed copy
     * @throws IllegalArgumentException if it is less
     */
    public SitePlacer withThreads(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads " + threads + ": must be at least 1");
        }
        return new SitePlacer(options.withThreads(threads));
    }

    /**
     * With another limit for the size of a page than a hundredth of the memory that Java may take.
     *
     * @param bytes at least 1. A page takes up to about a hundred times its size of memory while it is at work
     * @return a changed copy
     * @throws IllegalArgumentException if it is less
     */
    public SitePlacer withLargestPage(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("largest page " + bytes + ": must be at least 1 byte");
        }
        return new SitePlacer(options.withLargest(bytes));
    }

    /**
     * With a listener, in place of the one before.
     *
     * @param listener is told of each page
     * @return a changed copy
     */
    public SitePlacer withListener(SiteListener listener) {
        return new SitePlacer(options.with(Objects.requireNonNull(listener, "listener")));
    }

    /**
     * Makes the site as the funnel wants it.
     *
     * @param root the site's directory; if it is a link, the directory that it leads to
     * @return what became of each page
     * @throws IOException if the directory itself cannot be read
     * @throws IllegalStateException if a rule is about addresses, and {@link #servedAt} was not said
     * @throws io.segmentpixel.export.UnsupportedExportException if the format cannot carry one of the exports; nothing is
     *     changed then
     */
    public SiteReport place(Path root) throws IOException {
        options.funnel().requireAddress(options.servedAt());
        return new SiteRun(options, root, SiteAim.PLACE).run(Optional.empty());
    }

    /**
     * Says what {@link #place} would do, and writes nothing into the site.
     *
     * @param root the site's directory; if it is a link, the directory that it leads to
     * @param diff takes the changes of all pages, in the order of their paths, as a unified diff that
     *     {@code patch -p1 --binary} takes in the root: names as git writes them, lines as they are in the files, byte for
     *     byte. It is flushed and not closed
     * @return what would become of each page
     * @throws IOException if the directory itself cannot be read, or the diff cannot be written
     * @throws IllegalStateException if a rule is about addresses, and {@link #servedAt} was not said
     * @throws io.segmentpixel.export.UnsupportedExportException if the format cannot carry one of the exports
     */
    public SiteReport dryRun(Path root, OutputStream diff) throws IOException {
        Objects.requireNonNull(diff, "diff");
        options.funnel().requireAddress(options.servedAt());
        return new SiteRun(options, root, SiteAim.SHOW).run(Optional.of(diff));
    }

    /**
     * Takes the tags of all steps out of all pages, in whatever version they are there. What the format cannot carry is known
     * by its call.
     *
     * @param root the site's directory; if it is a link, the directory that it leads to
     * @return what became of each page
     * @throws IOException if the directory itself cannot be read
     */
    public SiteReport remove(Path root) throws IOException {
        return new SiteRun(options.withFormatForAll(), root, SiteAim.REMOVE).run(Optional.empty());
    }

    /** The funnel's name, and what was said about its pages. */
    @Override
    public String toString() {
        return "SitePlacer[" + OneLine.quoted(options.funnel().name()) + " on " + options.pages() + " by "
                + options.placer() + "]";
    }
}
