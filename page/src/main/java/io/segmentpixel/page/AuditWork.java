package io.segmentpixel.page;

import io.segmentpixel.page.AuditTask.Audited;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The work on single pages of an audit: read one, audit it, mend it, and say why where that cannot be done. */
final class AuditWork {
    private final AuditOptions options;
    private final SiteLimits limits;
    private final FunnelCheck funnel;
    private final PageMemory memory = SiteLimits.memoryForTrees();

    AuditWork(AuditOptions options) {
        this.options = options;
        this.limits = options.limits();
        this.funnel = new FunnelCheck(options.context(), options.funnel());
    }

    /** Something that is read before it can be audited. */
    private interface Reading {
        Audited audited() throws IOException;
    }

    /** Something that is done with a page once its text is there. */
    private interface Looking {
        Audited audited(EncodedText text) throws IOException;
    }

    Audited web(WebPage page) {
        return safely(page.url(), () -> audited(page));
    }

    Audited warc(WarcItem item) {
        return safely(item.name(), () -> {
            if (item.problem().isPresent()) {
                throw new IOException(item.problem().get());
            }
            return audited(WarcPage.of(item, limits));
        });
    }

    Audited file(Path root, SiteEntry entry, boolean mends) {
        String name = SitePage.slashed(entry.path());
        Optional<PageResult> known = entry.known();
        return known.isPresent() && known.get().outcome() == PageOutcome.SKIPPED
                ? skipped(name, root.resolve(entry.path()))
                : safely(name, () -> {
                    if (known.isPresent()) {
                        throw new IOException(known.get().reason().orElse("it cannot be read"));
                    }
                    return audited(name, root, entry.path(), mends);
                });
    }

    /** Links are not followed; one that leads nowhere is worth a word. */
    private Audited skipped(String name, Path file) {
        return SiteWalk.isBrokenLink(file)
                ? unread(name, "a symbolic link that leads nowhere, or in a circle")
                : Audited.NO_PAGE;
    }

    private Audited safely(String name, Reading reading) {
        try {
            return reading.audited();
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError failed) {
            return unread(name, SiteReason.of(failed));
        }
    }

    private Audited unread(String name, String reason) {
        return Audited.unread(new AuditedPage(name, List.of(), wanted(Stream.of(unreadable(reason)))));
    }

    private static Finding unreadable(String reason) {
        String sentence =
                reason.isEmpty() ? reason : reason.substring(0, 1).toUpperCase(Locale.ROOT) + reason.substring(1);
        return Finding.ofPage(FindingCode.UNREADABLE, sentence + ".");
    }

    private List<Finding> wanted(Stream<Finding> findings) {
        return findings.filter(finding -> !options.context().audit().leftOut().contains(finding.code()))
                .toList();
    }

    private Audited audited(WebPage page) throws IOException {
        if (page.html().length > limits.largestPage()) {
            throw new IOException(limits.tooLarge(page.html().length));
        }
        PageContext context = page.in(options.context());
        PageWhere where = PageWhere.ofUrl(page.url(), options.servedAt());
        return served(page.html(), context, text -> audited(page.url(), where, context, text, Stream.empty()));
    }

    private Audited audited(String name, Path root, Path path, boolean mends) throws IOException {
        SiteFile file = SiteFile.read(root.resolve(path), limits);
        PageContext context = options.contextOfFiles();
        PageWhere where = PageWhere.ofFile(path, options.servedAt());
        boolean isCompressed = Inflated.isGzip(file.bytes()) || PageWhere.isCompressed(name);
        if (isCompressed && file.bytes().length > 0) {
            byte[] bytes = Inflated.gzip(file.bytes(), limits);
            return read(bytes, context, text -> audited(name, where, context, text, Stream.empty()));
        }
        return read(file.bytes(), context, text -> {
            SiteMending mending = mends ? SiteMending.of(file, text, context) : SiteMending.none(text);
            return audited(name, where, context, mending.after(), mending.problem().stream())
                    .havingMended(mending.mended());
        });
    }

    /** What a server called a page, and is none for sure, is none. */
    private Audited served(byte[] bytes, PageContext context, Looking looking) throws IOException {
        EncodedText text = PageCharset.of(bytes, context);
        boolean isNone =
                bytes.length == 0 || NoPage.kindAsServed(bytes, text.text()).isPresent();
        return isNone ? Audited.NO_PAGE : looked(text, looking);
    }

    /** What is no page is none, whatever its name says. */
    private Audited read(byte[] bytes, PageContext context, Looking looking) throws IOException {
        EncodedText text = PageCharset.of(bytes, context);
        boolean isNone = bytes.length == 0 || NoPage.kindToRead(text.text()).isPresent();
        return isNone ? Audited.NO_PAGE : looked(text, looking);
    }

    /** Has a page audited while the memory for its tree is there. */
    private Audited looked(EncodedText text, Looking looking) throws IOException {
        long need = PageMemory.need(text.text());
        Optional<String> tooMany = limits.tooManyTags(need, memory);
        if (tooMany.isPresent()) {
            throw new IOException(tooMany.get());
        }
        memory.take(need);
        try {
            return looking.audited(text);
        } finally {
            memory.giveBack(need);
        }
    }

    private Audited audited(
            String name, PageWhere where, PageContext context, EncodedText text, Stream<String> problems) {
        PageAudit audit = PageAudit.of(text, context);
        List<PlacedPixel> placed = audit.placed();
        BitSet held = funnel.held(new SitePage(where.path(), where.root(), text));
        Stream<Finding> ofPage =
                Stream.concat(problems.map(AuditWork::unreadable), funnel.missing(held, placed).stream());
        List<Finding> findings = wanted(Stream.concat(ofPage, audit.findings().stream()));
        return Audited.of(new AuditedPage(name, placed, findings, audit.hasByteOrderMark()), held);
    }
}
