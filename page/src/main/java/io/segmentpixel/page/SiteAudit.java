package io.segmentpixel.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds the pixels that stand on the pages of a site, and what is wrong with them.
 *
 * <pre>{@code
 * SiteAudit audit = SiteAudit.on(PageContext.anyScheme().knowing(client)).withFunnel(funnel).servedAt("https://shop.example/");
 * AuditSummary summary = audit.directory(Path.of("site"), report);  // or warc(file, report), or pages(stream, report)
 * summary.segmentsWithoutPages();                                   // which segments nobody fills
 * audit.mend(Path.of("site"));                                      // what can be mended without a guess
 * }</pre>
 *
 * <p>A page of a funnel's step on which no active pixel does what the step's pixel does is a finding
 * {@link FindingCode#MISSING_FROM_FUNNEL}. Ids and codes of a segment are the same where the context's account or the funnel
 * knows both.
 *
 * <p>What cannot be read ends nothing: a file without permission, one that is too large, nested too deeply or compressed and
 * damaged, a directory that cannot be read, a link that leads nowhere, a damaged record. Each is a page of its own whose one
 * finding is {@link FindingCode#UNREADABLE}. What is no page in spite of its name (an empty file, binary data, JSON, a drawing)
 * is passed over; control characters do not make a text binary that begins with a tag, nor one that was called a page. The
 * findings that the context leaves out are left out everywhere.
 *
 * <p>Pages are worked on by several threads, which end with the call, and are told to reports and listener by the thread that
 * called, in order: those of a directory by their paths, others as they come. None of them is kept, so that the memory that it
 * takes does not grow with the site. As with {@link SitePlacer}, pages at work have together no more than a hundredth of the memory
 * that Java may take, and a page that is larger alone is not read.
 *
 * <p>An interrupt ends an audit early: pages at work are finished, reports get the totals of the pages before it,
 * {@link AuditSummary#isComplete} is false, and the thread stays interrupted.
 *
 * <p>An audit is immutable and can be shared between threads.
 */
public final class SiteAudit {
    /** What is in a compressed page takes more memory than the page; this is usual for HTML. */
    private static final int COMPRESSION = 10;

    private final AuditOptions options;

    private SiteAudit(AuditOptions options) {
        this.options = options;
    }

    /**
     * An audit of pages of which something is known.
     *
     * @param context what is known of all of them
     * @return the audit, of files <code>**.{html,htm}</code> in upper or lower case, also with {@code .gz}
     */
    public static SiteAudit on(PageContext context) {
        return new SiteAudit(new AuditOptions(
                Objects.requireNonNull(context, "context"),
                Optional.empty(),
                Optional.empty(),
                AuditOptions.USUAL_PAGES,
                Runtime.getRuntime().availableProcessors(),
                OptionalLong.empty(),
                (progress, page) -> {}));
    }

    /**
     * With a funnel, whose pixels should stand on its pages.
     *
     * @param funnel which pixels on which pages
     * @return a changed copy
     */
    public SiteAudit withFunnel(Funnel funnel) {
        return new SiteAudit(options.with(Objects.requireNonNull(funnel, "funnel")));
    }

    /**
     * With the address under which visitors get the site. Rules about addresses need it for a directory, rules about paths for
     * pages with addresses: what stands behind it is the path, and pages elsewhere have the path on their own server. Of files
     * it also says whether they are served over https or http, where the context does not.
     *
     * @param url the address of the root directory, absolute, http or https, without query and fragment; a slash at its end
     *     is added where it is missing
     * @return a changed copy
     * @throws IllegalArgumentException if it is no such address
     */
    public SiteAudit servedAt(String url) {
        return new SiteAudit(options.servedAt(SiteAddress.ofDirectory("url", url)));
    }

    /**
     * With other files as pages of a directory.
     *
     * @param glob which files are pages, as {@link PageRule#path} takes it; what is named {@code .gz}, or begins as gzip does, is
     *     read as compressed
     * @return a changed copy
     * @throws IllegalArgumentException if it is no such pattern
     */
    public SiteAudit withPages(String glob) {
        return new SiteAudit(options.withPages(PageRule.checkedGlob("glob", glob)));
    }

    /**
     * With so many threads, in place of one for each processor.
     *
     * @param threads at least 1
     * @return a changed copy
     * @throws IllegalArgumentException if it is less
     */
    public SiteAudit withThreads(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads " + threads + ": must be at least 1");
        }
        return new SiteAudit(options.withThreads(threads));
    }

    /**
     * With another limit for the size of a page than a hundredth of the memory that Java may take.
     *
     * @param bytes at least 1; of a compressed page, what is in it counts. A page takes up to about a hundred times its size of
     *     memory while it is at work
     * @return a changed copy
     * @throws IllegalArgumentException if it is less
     */
    public SiteAudit withLargestPage(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("largest page " + bytes + ": must be at least 1 byte");
        }
        return new SiteAudit(options.withLargest(bytes));
    }

    /**
     * With a listener, in place of the one before.
     *
     * @param listener is told of each page
     * @return a changed copy
     */
    public SiteAudit withListener(AuditListener listener) {
        return new SiteAudit(options.with(Objects.requireNonNull(listener, "listener")));
    }

    /**
     * Audits the files of a directory, and changes none. Links are not followed, and hidden directories are passed over.
     *
     * @param root the site's directory; if it is a link, the directory that it leads to
     * @param reports take each page, and then the totals
     * @return the totals
     * @throws IOException if the directory itself cannot be read, or a report cannot be written
     * @throws IllegalStateException if a rule of the funnel is about addresses, and {@link #servedAt} was not said
     */
    public AuditSummary directory(Path root, AuditReport... reports) throws IOException {
        return files(root, false, reports);
    }

    /**
     * Mends what can be mended without a guess in the files of a directory, as {@link PageAudit#mended} does, and audits
     * the pages as they are then.
     *
     * <p>Files are replaced as by {@link SitePlacer}, one by one and at one stroke. A file that cannot be written stays as it is, and has
     * a finding {@link FindingCode#UNREADABLE} beside its others that says why. Compressed files are audited and not mended.
     *
     * @param root the site's directory; if it is a link, the directory that it leads to
     * @param reports take each page as it is afterwards, and then the totals
     * @return the totals
     * @throws IOException if the directory itself cannot be read, or a report cannot be written; pages before that are mended
     * @throws IllegalStateException if a rule of the funnel is about addresses, and {@link #servedAt} was not said
     */
    public AuditSummary mend(Path root, AuditReport... reports) throws IOException {
        return files(root, true, reports);
    }

    private AuditSummary files(Path root, boolean mends, AuditReport... reports) throws IOException {
        options.funnel().ifPresent(funnel -> funnel.requireAddress(options.servedAt()));
        Path directory = root.toRealPath();
        if (!Files.isDirectory(directory)) {
            throw new NotDirectoryException(root.toString());
        }
        List<SiteEntry> entries = new SiteWalk(directory, options.pages(), mends).entries();
        AuditWork work = new AuditWork(options);
        Iterator<AuditTask> tasks = IntStream.range(0, entries.size())
                .mapToObj(number -> {
                    SiteEntry entry = entries.get(number);
                    OptionalDouble share = OptionalDouble.of((number + 1.0) / entries.size());
                    return new AuditTask(() -> work.file(directory, entry, mends), weight(entry), share);
                })
                .iterator();
        return new AuditRun(options, reports).run(tasks);
    }

    /** A page that is too large is not read, and weighs nothing. */
    private long weight(SiteEntry entry) {
        long largest = options.limits().largestPage();
        if (entry.size() > largest) {
            return 0;
        }
        boolean isCompressed = PageWhere.isCompressed(entry.path().toString());
        return isCompressed ? Math.min(entry.size() * COMPRESSION, largest) : entry.size();
    }

    /**
     * Audits pages that come from elsewhere. Each is served as its address says, whatever the context does.
     *
     * @param pages the pages, which are read one after the other by the thread that called, a few ahead of the reports; the stream
     *     is closed at the end
     * @param reports take each page, and then the totals
     * @return the totals
     * @throws IOException if a report cannot be written
     */
    public AuditSummary pages(Stream<WebPage> pages, AuditReport... reports) throws IOException {
        try (pages) {
            AuditWork work = new AuditWork(options);
            Iterator<AuditTask> tasks = pages.map(
                            page -> new AuditTask(() -> work.web(page), page.html().length, OptionalDouble.empty()))
                    .iterator();
            return new AuditRun(options, reports).run(tasks);
        }
    }

    /**
     * Audits the pages of a WARC file, as crawlers and archives write them: all HTTP responses with status 200 and HTML, by their
     * header or, where it says nothing, by how they begin, in the order of the file, also where an address comes twice, and
     * resources that are HTML. Each is read by its own headers: the charset, the content security policy and the encodings. One
     * that is compressed by {@code br} is read if the library {@code org.brotli:dec} is there too, and is unreadable if not.
     *
     * <p>The file may be compressed by gzip, whatever it is called. A damaged record is a page of its own, named by the file and the
     * offset in bytes at which the record begins (of a compressed file, the member of gzip that it is in), with a finding
     * {@link FindingCode#UNREADABLE}; reading goes on at the next record that can be found. So is a file that holds no record.
     *
     * @param file the file
     * @param reports take each page, and then the totals
     * @return the totals
     * @throws IOException if the file cannot be opened, or a report cannot be written
     * @throws IllegalStateException if the library {@code org.netpreserve:jwarc}, which reads such files and is optional, is missing
     */
    public AuditSummary warc(Path file, AuditReport... reports) throws IOException {
        WarcLibrary.require();
        AuditWork work = new AuditWork(options);
        try (WarcBytes bytes = WarcBytes.of(file);
                WarcRecords records = new WarcRecords(file.getFileName().toString(), bytes, options.limits())) {
            double size = Math.max(1, bytes.size());
            Iterator<AuditTask> tasks = WarcItem.stream(records)
                    .map(item -> new AuditTask(
                            () -> work.warc(item), item.block().length, OptionalDouble.of(item.end() / size)))
                    .iterator();
            return new AuditRun(options, reports).run(tasks);
        }
    }

    /** What is known of the pages, and which ones they are. */
    @Override
    public String toString() {
        return "SiteAudit[" + options.context() + ", " + options.pages() + "]";
    }
}
