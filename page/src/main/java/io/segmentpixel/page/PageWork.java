package io.segmentpixel.page;

import io.segmentpixel.export.PixelExport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The work on one page of a site: read it, ask the rules, make it as the funnel wants it, and write it. */
final class PageWork {
    private final SiteOptions options;
    private final Path root;
    private final SiteAim aim;
    private final boolean showsCalls;
    private final PageMemory memory;
    private final SiteEntry entry;
    private final BitSet held = new BitSet();
    private String diff = "";

    /**
     * What came of it.
     *
     * @param result what became of the page
     * @param held the steps whose rule held on it
     * @param diff what would be changed, each byte as a character; empty where nothing would be, or it was
     */
    record Done(PageResult result, BitSet held, String diff) {}

    PageWork(SiteOptions options, Path root, SiteAim aim, boolean showsCalls, PageMemory memory, SiteEntry entry) {
        this.options = options;
        this.root = root;
        this.aim = aim;
        this.showsCalls = showsCalls;
        this.memory = memory;
        this.entry = entry;
    }

    Done done() {
        PageResult result = entry.known().orElseGet(this::result);
        return new Done(result, held, diff);
    }

    private PageResult result() {
        try {
            return worked();
        } catch (PlacementException refused) {
            return nothingDone(PageOutcome.REFUSED, SiteReason.of(refused));
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError failed) {
            return nothingDone(PageOutcome.FAILED, SiteReason.of(failed));
        }
    }

    private PageResult nothingDone(PageOutcome outcome, String reason) {
        return PageResult.nothingDone(entry.path(), outcome, reason);
    }

    private PageResult worked() throws IOException {
        SiteFile file = SiteFile.read(root.resolve(entry.path()), options.limits());
        if (file.bytes().length == 0) {
            return nothingDone(PageOutcome.SKIPPED, "an empty file");
        }
        EncodedText encoded = PageCharset.of(file.bytes(), options.placer().context());
        Optional<String> otherKind = NoPage.kind(encoded.text());
        if (otherKind.isPresent()) {
            return nothingDone(PageOutcome.SKIPPED, otherKind.get() + ", no page, whatever its name says");
        }
        long need = PageMemory.need(encoded.text());
        Optional<String> tooMany = options.limits().tooManyTags(need, memory);
        if (tooMany.isPresent()) {
            return nothingDone(PageOutcome.FAILED, tooMany.get());
        }
        memory.take(need);
        try {
            return worked(file, encoded);
        } finally {
            memory.giveBack(need);
        }
    }

    private PageResult worked(SiteFile file, EncodedText encoded) throws IOException {
        SitePage page = new SitePage(entry.path(), options.servedAt(), encoded);
        askRules(page);
        if (showsCalls && held.isEmpty() && !page.isParsed() && !PageLook.mayMakeCalls(encoded.text())) {
            return PageResult.unchanged(entry.path());
        }
        Matching made = matching(page);
        byte[] changed = encoded.with(made.edits());
        return Arrays.equals(changed, file.bytes()) ? PageResult.unchanged(entry.path()) : write(file, changed, made);
    }

    private void askRules(SitePage page) {
        List<Funnel.Step> steps = options.funnel().steps();
        if (aim != SiteAim.REMOVE) {
            IntStream.range(0, steps.size())
                    .filter(step -> steps.get(step).rule().holds(page))
                    .forEach(held::set);
        }
    }

    private Matching matching(SitePage page) {
        List<Funnel.Step> steps = options.funnel().steps();
        List<PixelExport> wanted = held.stream()
                .mapToObj(step -> steps.get(step).export())
                .distinct()
                .toList();
        List<PixelExport> unwanted = options.funnel().exports().stream()
                .filter(export -> !wanted.contains(export))
                .toList();
        return options.placer().match(page.page(), wanted, unwanted, options.format());
    }

    private PageResult write(SiteFile file, byte[] changed, Matching made) throws IOException {
        Optional<String> protection = file.protection();
        if (protection.isPresent()) {
            return nothingDone(PageOutcome.FAILED, protection.get());
        }
        if (aim.writes()) {
            file.replaceWith(changed);
        } else {
            diff = new DiffText(DiffName.of(root, entry.path()), file.bytes(), changed).text();
        }
        return PageResult.changed(entry.path(), made);
    }
}
