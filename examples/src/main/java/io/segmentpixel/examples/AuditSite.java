package io.segmentpixel.examples;

import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.page.AuditListener;
import io.segmentpixel.page.AuditProgress;
import io.segmentpixel.page.AuditReport;
import io.segmentpixel.page.AuditSummary;
import io.segmentpixel.page.FindingCode;
import io.segmentpixel.page.PageContext;
import io.segmentpixel.page.SiteAudit;
import io.segmentpixel.segment.LoginRefusedException;
import io.segmentpixel.segment.SegmentServiceException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Which pixels stand on a site, and what is wrong with them: a directory or a WARC file in, a report out.
 *
 * <pre>{@code
 * AuditSite site --https --report html --out audit.html
 * AuditSite crawl.warc.gz --report sarif --out audit.sarif --fail-on warning
 * }</pre>
 *
 * <p>With {@code --account}, the segments are read once from the backend that {@code SEGMENT_API_URL} and its companions name, and
 * pixels of unknown and inactive segments are found too, and segments that stand on no page. A report is written whole beside its
 * file and then takes its place, so that nobody reads half of one.
 */
public final class AuditSite {
    private static final int DONE = 0;
    private static final int FOUND = 1;
    private static final int WRONG_INPUT = 2;
    private static final int FAILED = 3;
    private static final int STEP = 100;
    private static final String HELP =
            """
            usage: AuditSite SITE|FILE.warc[.gz] [--report text|json|sarif|html] [--out FILE] [--fail-on SEVERITY]
                    [--https | --http] [--served-at URL] [--account] [--consent] [--policy TEXT] [--leave-out CODES]
                    [--also-from HOSTS] [--funnel FUNNEL.csv] [--mend] [--pages GLOB] [--threads N]

            SITE         the directory of the site, or a WARC file of a crawl, also compressed
            --report     text (the usual), json, sarif, or html, which needs --out
            --out        the file that the report goes to, in place of standard output
            --fail-on    error (the usual), warning, note or never: from which severity on the exit code is 1
            --https      the site is served over https; --http: over http. A WARC file knows it of each page
            --served-at  the address of the site, which reports then name
            --account    reads the account's segments from the backend of SEGMENT_API_URL, SEGMENT_API_USERNAME,
                         SEGMENT_API_PASSWORD and SEGMENT_API_MEMBER
            --consent    each call must say what the visitor agreed to, as in the European Economic Area
            --policy     what the server sends as Content-Security-Policy
            --leave-out  findings that nobody wants to see, as in lazy-image,plain-value; docs/findings.md names all
            --also-from  further hosts that take the platform's calls, as in pixels.reseller.example
            --funnel     a CSV as PlaceOnSite takes it: pages of a step without the step's pixel are found
            --mend       first mends in the files what can be mended without a guess, and says how much that was on standard
                         error; the report says what is left
            --pages      which files are pages, **.{html,htm} and these with .gz if it is not said
            --threads    how many pages are worked on at a time, one for each processor if it is not said

            Exit codes: 0 nothing was found that is as grave as --fail-on says, 1 something was, 2 wrong input or
            settings, or no page was found or could be read, 3 a file or the backend failed.""";

    private final AuditOrder order;
    private final boolean isTerminal;
    private final PrintStream out;
    private final PrintStream err;

    private AuditSite(AuditOrder order, boolean isTerminal, PrintStream out, PrintStream err) {
        this.order = order;
        this.isTerminal = isTerminal;
        this.out = out;
        this.err = err;
    }

    /**
     * Runs it.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        int code = run(System.getenv(), List.of(arguments), Progress.isOnTerminal(), System.out, System.err);
        if (code != DONE) {
            System.exit(code);
        }
    }

    static int run(
            Map<String, String> environment,
            List<String> arguments,
            boolean isTerminal,
            PrintStream out,
            PrintStream err) {
        if (arguments.contains("--help")) {
            out.println(HELP);
            return DONE;
        }
        try {
            return new AuditSite(AuditOrder.of(arguments), isTerminal, out, err).run(environment);
        } catch (IllegalArgumentException | LoginRefusedException wrong) {
            err.println("audit site: " + wrong.getMessage());
            return WRONG_INPUT;
        } catch (SegmentServiceException failure) {
            err.println("audit site: " + failure.getMessage());
            return FAILED;
        } catch (IOException | UncheckedIOException failure) { // its message may be a bare path
            err.println("audit site: " + failure);
            return FAILED;
        }
    }

    private int run(Map<String, String> environment) throws IOException {
        SiteAudit plain = order.audit(context(environment)).withListener(progress());
        SiteAudit audit = order.funnel()
                .map(file -> plain.withFunnel(file.funnel(environment, UnaryOperator.identity())))
                .orElse(plain);
        if (order.target().isEmpty()) {
            AuditSummary summary = carriedOut(audit, order.form().on(out));
            if (out.checkError()) {
                throw new IOException("the report could not be written");
            }
            return code(summary);
        }
        AuditSummary summary = intoFile(audit, order.target().get());
        out.println(inWords(summary));
        return code(summary);
    }

    private PageContext context(Map<String, String> environment) {
        if (!order.asksBackend()) {
            return order.context();
        }
        try (SegmentClient segments = Settings.from(environment).client()) {
            return order.context().knowing(segments);
        }
    }

    private AuditSummary carriedOut(SiteAudit audit, AuditReport report) throws IOException {
        if (!order.isDirectory()) {
            return audit.warc(order.site(), report);
        }
        return order.isMending() ? audit.mend(order.site(), report) : audit.directory(order.site(), report);
    }

    private AuditSummary intoFile(SiteAudit audit, Path target) throws IOException {
        Path fresh = target.toAbsolutePath().resolveSibling(".audit-" + UUID.randomUUID() + ".tmp");
        try {
            AuditSummary summary;
            try (BufferedWriter file = Files.newBufferedWriter(
                    fresh, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                summary = carriedOut(audit, order.form().on(file));
            }
            Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
            return summary;
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static String inWords(AuditSummary summary) {
        return number(summary.pages(), "page") + ", " + number(summary.pixels(), "pixel") + ", "
                + number(sum(summary.findings()), "finding");
    }

    private static long sum(Map<FindingCode, Long> findings) {
        return findings.values().stream().mapToLong(Long::longValue).sum();
    }

    private static String number(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private int code(AuditSummary summary) {
        if (order.isMending()) {
            err.println("audit site: mended " + number(sum(summary.mended()), "finding") + " in "
                    + number(summary.mendedPages(), "file"));
        }
        boolean isFound =
                order.failing().filter(severity -> summary.count(severity) > 0).isPresent();
        if (!summary.isComplete()) {
            err.println("audit site: was interrupted before it was done");
            return FAILED;
        }
        if (summary.pages() == 0) {
            err.println("audit site: no page was found in " + order.site());
            return WRONG_INPUT;
        }
        if (summary.unreadPages() == summary.pages()) {
            err.println("audit site: no page could be read in " + order.site());
            return WRONG_INPUT;
        }
        return isFound ? FOUND : DONE;
    }

    /** On standard error, and on a terminal only, so that it gets into no report. */
    private AuditListener progress() {
        return (progress, page) -> {
            boolean isDone = progress.share().orElse(0) == 1;
            if (isTerminal && (isDone || progress.pages() % STEP == 0)) {
                err.printf("\rPages %d%s%s", progress.pages(), inPercent(progress), isDone ? "%n".formatted() : "");
                err.flush();
            }
        };
    }

    private static String inPercent(AuditProgress progress) {
        return progress.share().isPresent()
                ? " (%.0f %%)".formatted(100 * progress.share().getAsDouble())
                : "";
    }
}
