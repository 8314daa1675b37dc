package io.segmentpixel.page;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** One run over a site. */
final class SiteRun {
    private final SiteOptions options;
    private final Path root;
    private final SiteAim aim;
    private final boolean showsCalls;

    SiteRun(SiteOptions options, Path root, SiteAim aim) throws IOException {
        this.options = options;
        this.root = root.toRealPath();
        this.aim = aim;
        if (!Files.isDirectory(this.root)) {
            throw new NotDirectoryException(root.toString());
        }
        this.showsCalls = options.showsCalls();
    }

    SiteReport run(Optional<OutputStream> diff) throws IOException {
        List<SiteEntry> entries = new SiteWalk(root, options.pages(), aim.writes()).entries();
        List<PageResult> results = new ArrayList<>(entries.size());
        BitSet held = new BitSet();
        PageMemory memory = SiteLimits.memoryForTrees();
        try (InOrder<SiteEntry, PageWork.Done> work = new InOrder<>(
                entries.iterator(),
                entry -> new PageWork(options, root, aim, showsCalls, memory, entry).done(),
                this::weight,
                options.threads(),
                options.limits().budget())) {
            while (work.hasNext()) {
                Optional<PageWork.Done> done = work.next();
                if (done.isEmpty()) {
                    results.add(notReached(entries.get(results.size())));
                    continue;
                }
                held.or(done.get().held());
                results.add(done.get().result());
                if (diff.isPresent()) {
                    diff.get().write(done.get().diff().getBytes(StandardCharsets.ISO_8859_1));
                }
                options.listener()
                        .pageDone(results.size(), entries.size(), done.get().result());
            }
        }
        if (diff.isPresent()) {
            diff.get().flush();
        }
        return new SiteReport(options.funnel(), results, withoutPages(held));
    }

    /** A page that is too large is not read, and weighs nothing. */
    private long weight(SiteEntry entry) {
        return entry.size() > options.limits().largestPage() ? 0 : entry.size();
    }

    private static PageResult notReached(SiteEntry entry) {
        return PageResult.nothingDone(entry.path(), PageOutcome.NOT_REACHED, "the run was interrupted before");
    }

    private List<Funnel.Step> withoutPages(BitSet held) {
        List<Funnel.Step> steps = options.funnel().steps();
        return aim == SiteAim.REMOVE
                ? List.of()
                : IntStream.range(0, steps.size())
                        .filter(step -> !held.get(step))
                        .mapToObj(steps::get)
                        .toList();
    }
}
