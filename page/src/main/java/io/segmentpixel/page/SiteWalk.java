package io.segmentpixel.page;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the pages of a site, and what hides pages from us. On its way it deletes what a killed run left. */
final class SiteWalk extends SimpleFileVisitor<Path> {
    private final Path root;
    private final String pages;
    private final boolean tidies;
    private final List<SiteEntry> entries = new ArrayList<>();

    /**
     * A walk.
     *
     * @param root the site's directory
     * @param pages which files are pages, a glob
     * @param tidies whether it deletes what a killed run left
     */
    SiteWalk(Path root, String pages, boolean tidies) {
        this.root = root;
        this.pages = pages;
        this.tidies = tidies;
    }

    /** All entries, in the order of their paths. */
    List<SiteEntry> entries() throws IOException {
        Files.walkFileTree(root, this);
        return sorted();
    }

    List<SiteEntry> sorted() {
        return entries.stream()
                .sorted(Comparator.comparing((SiteEntry entry) -> SitePage.slashed(entry.path()))
                        .thenComparing(SiteEntry::path))
                .toList();
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
        return isHidden(directory) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    private boolean isHidden(Path directory) {
        return !directory.equals(root) && directory.getFileName().toString().startsWith(".");
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        Path path = root.relativize(file);
        if (SiteFile.isLeftover(file)) {
            tidy(file);
        } else if (attributes.isSymbolicLink()) {
            visitLink(file, path);
        } else if (PageRule.matches(pages, path)) {
            entries.add(
                    attributes.isRegularFile()
                            ? SiteEntry.page(path, attributes.size())
                            : known(path, PageOutcome.SKIPPED, "no regular file"));
        }
        return FileVisitResult.CONTINUE;
    }

    /** A link is spoken of where it may hide pages: by its name, or because it leads to a directory, in a circle or nowhere. */
    private void visitLink(Path link, Path path) {
        if (PageRule.matches(pages, path) || !Files.isRegularFile(link)) {
            entries.add(known(path, PageOutcome.SKIPPED, "a symbolic link, which is not followed"));
        }
    }

    /** Whether a file is a link that leads nowhere, or in a circle. */
    static boolean isBrokenLink(Path file) {
        return Files.isSymbolicLink(file) && !Files.exists(file);
    }

    private void tidy(Path leftover) {
        try {
            if (tidies) {
                SiteFile.deleteLeftover(leftover);
            }
        } catch (IOException failed) {
            entries.add(known(
                    root.relativize(leftover),
                    PageOutcome.FAILED,
                    "left by a killed run, and cannot be deleted: " + SiteReason.of(failed)));
        }
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failed) throws IOException {
        if (file.equals(root)) {
            throw failed;
        }
        if (!isHidden(file)) {
            unread(file, failed);
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failed) {
        if (failed != null) {
            unread(directory, failed);
        }
        return FileVisitResult.CONTINUE;
    }

    private void unread(Path file, IOException failed) {
        entries.add(known(
                root.relativize(file),
                PageOutcome.FAILED,
                "cannot be read, with all that may be in it: " + SiteReason.of(failed)));
    }

    private static SiteEntry known(Path path, PageOutcome outcome, String reason) {
        return SiteEntry.known(PageResult.nothingDone(path, outcome, reason));
    }
}
