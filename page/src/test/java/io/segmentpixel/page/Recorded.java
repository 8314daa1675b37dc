package io.segmentpixel.page;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A report that keeps what it is told, to be looked at. */
final class Recorded implements AuditReport {
    final List<AuditedPage> pages = new ArrayList<>();
    final List<AuditSummary> ends = new ArrayList<>();

    @Nullable
    Thread thread;

    @Override
    public void page(AuditedPage page) {
        if (!ends.isEmpty()) {
            throw new IllegalStateException("a page behind the end: " + page);
        }
        thread = Thread.currentThread();
        pages.add(page);
    }

    @Override
    public void end(AuditSummary summary) {
        ends.add(summary);
    }

    List<String> names() {
        return pages.stream().map(AuditedPage::name).toList();
    }

    AuditedPage page(String name) {
        return pages.stream()
                .filter(page -> page.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is none of " + names()));
    }

    /** What could not be read, by the name of the page. */
    List<String> unreadable() {
        return pages.stream()
                .flatMap(page -> page.findings().stream()
                        .filter(finding -> finding.code() == FindingCode.UNREADABLE)
                        .map(finding -> page.name() + ": " + finding.explanation()))
                .toList();
    }
}
