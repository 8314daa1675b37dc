package io.segmentpixel.page;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** One audit of many pages: in parallel, told in order, and none of them kept. */
final class AuditRun {
    private final AuditOptions options;
    private final List<AuditReport> reports;
    private final AuditTotals totals;
    private long pages;

    AuditRun(AuditOptions options, AuditReport... reports) {
        this.options = options;
        this.reports = List.of(reports);
        this.totals = new AuditTotals(options.context(), options.funnel());
    }

    AuditSummary run(Iterator<AuditTask> tasks) throws IOException {
        try (InOrder<AuditTask, AuditTask.Done> work = new InOrder<>(
                tasks,
                AuditTask::done,
                AuditTask::weight,
                options.threads(),
                options.limits().budget())) {
            boolean isComplete = reportAll(work);
            AuditSummary summary =
                    isComplete ? totals.summary() : totals.summary().cutShort();
            // Before the thread is interrupted again, which would close the files that reports write to.
            for (AuditReport report : reports) {
                report.end(summary);
            }
            return summary;
        }
    }

    /** Says whether no interrupt ended it early. */
    private boolean reportAll(InOrder<AuditTask, AuditTask.Done> work) throws IOException {
        while (work.hasNext()) {
            Optional<AuditTask.Done> done = work.next();
            if (done.isEmpty()) {
                return false;
            }
            report(done.get());
        }
        return true;
    }

    private void report(AuditTask.Done done) throws IOException {
        totals.add(done.audited());
        Optional<AuditedPage> page = done.audited().page();
        if (page.isPresent()) {
            pages++;
            for (AuditReport report : reports) {
                report.page(page.get());
            }
            options.listener().pageDone(new AuditProgress(pages, done.share()), page.get());
        }
    }
}
