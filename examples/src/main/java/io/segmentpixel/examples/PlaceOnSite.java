package io.segmentpixel.examples;

import io.segmentpixel.page.Funnel;
import io.segmentpixel.page.PageOutcome;
import io.segmentpixel.page.SiteListener;
import io.segmentpixel.page.SitePlacer;
import io.segmentpixel.page.SiteReport;
import io.segmentpixel.segment.LoginRefusedException;
import io.segmentpixel.segment.SegmentServiceException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The tags of a whole site: a funnel in a CSV in, and each page of the site bears the tags of its steps, and no other of the
 * funnel's.
 *
 * <pre>{@code
 * step,segment,value,pages
 * Shop - visited,528336,,shop/index.html
 * Shop - in cart,shop_cart,10,https://shop.example/cart/
 * Shop - bought,528338,,css:#thank-you
 * }</pre>
 *
 * <p>The funnel is a CSV because it is written by those who plan campaigns, and they work in sheets; it is also the form in
 * which {@link BulkPixels} takes the segments and gives the tags. Codes are looked up at the backend that
 * {@code SEGMENT_API_URL} and its companions name; with ids alone no backend is asked.
 *
 * <p>Nothing is written before the whole funnel is known to be right. A second run changes nothing, and a killed one is begun
 * again. A dry run prints what {@code patch} takes, and says all else on standard error:
 *
 * <pre>{@code
 * PlaceOnSite funnel.csv site --dry-run | patch -p1 --binary -d site
 * }</pre>
 */
public final class PlaceOnSite {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int WRONG_INPUT = 2;
    private static final int WOULD_CHANGE = 3;
    private static final int NOT_WHOLE = 4;
    private static final String HELP =
            """
            usage: PlaceOnSite FUNNEL.csv SITE [--dry-run | --remove] [--served-at URL]
                    [--format html|image|noscript|beacon|gated] [--at end|start|head] [--https] [--pages GLOB] [--threads N]

            FUNNEL.csv   columns step, segment, value, pages; a CSV, as who plans campaigns works in sheets
                         step     the name in the tag's comment
                         segment  an id, or a code, which is looked up at the backend of SEGMENT_API_URL,
                                  SEGMENT_API_USERNAME, SEGMENT_API_PASSWORD and SEGMENT_API_MEMBER
                         value    a whole number, or nothing
                         pages    a pattern below SITE as in cart/** or "{a,b}/*.html", an address with which theirs
                                  begin as in https://shop.example/cart/, or a selector as in css:#thank-you
            SITE         the directory of the site
            --dry-run    changes nothing; the diff, for patch -p1 --binary, on standard output, all else on standard error
            --remove     takes the tags of all steps out of all pages
            --served-at  the address of SITE, which steps need whose pages are named by address
            --format     html (the usual: the console's script), image, noscript, beacon, or gated (waits for the
                         consent platform, and stays silent where there is none)
            --at         end of the body (the usual), start of the body, or head (scripts only)
            --https      the site is served over https
            --pages      which files are pages, **.{html,htm} if it is not said
            --threads    how many pages are worked on at a time, one for each processor if it is not said

            Exit codes: 0 the site is as the funnel wants it (after a dry run: already), 1 a file or the backend failed,
            2 wrong input or settings, 3 a dry run that would change something, 4 done (after a dry run: would be) but
            for pages that were refused or failed.""";

    private final SiteOrder order;
    private final boolean isTerminal;
    private final PrintStream out;
    private final PrintStream err;

    private PlaceOnSite(SiteOrder order, boolean isTerminal, PrintStream out, PrintStream err) {
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
            return new PlaceOnSite(SiteOrder.of(arguments), isTerminal, out, err).run(environment);
        } catch (IllegalArgumentException | LoginRefusedException wrong) {
            err.println("place on site: " + wrong.getMessage());
            return WRONG_INPUT;
        } catch (SegmentServiceException failure) {
            err.println("place on site: " + failure.getMessage() + "\nNothing was changed.");
            return FAILED;
        } catch (IOException failure) { // its message may be a bare path
            err.println("place on site: " + failure + "\nWhat was done stays; start again to go on.");
            return FAILED;
        }
    }

    private int run(Map<String, String> environment) throws IOException {
        FunnelFile file = FunnelFile.read(order.funnel(), order.knowsAddresses());
        Funnel funnel = file.funnel(environment, order.form()::typed);
        SiteReport report = carriedOut(order.placer(funnel).withListener(progress()));
        List<FunnelRow> rows = file.rows();
        for (int at = 0; at < rows.size(); at++) {
            if (report.stepsWithoutPages().contains(funnel.steps().get(at))) {
                err.println(
                        "warning: " + order.funnel() + ", line " + rows.get(at).line() + ": no page is in this step");
            }
        }
        words().println(report);
        return code(report);
    }

    private SiteReport carriedOut(SitePlacer placer) throws IOException {
        if (order.isRemoval()) {
            return placer.remove(order.root());
        }
        if (!order.isDryRun()) {
            return placer.place(order.root());
        }
        SiteReport report = placer.dryRun(order.root(), out);
        if (out.checkError()) {
            throw new IOException("the diff could not be written");
        }
        return report;
    }

    private int code(SiteReport report) {
        if (!report.isComplete()) {
            return NOT_WHOLE;
        }
        return order.isDryRun() && report.count(PageOutcome.CHANGED) > 0 ? WOULD_CHANGE : DONE;
    }

    /** Where everything goes but the diff, which has standard output for itself. */
    private PrintStream words() {
        return order.isDryRun() ? err : out;
    }

    /** None on a terminal that shows the diff, whose lines it would write over. */
    private SiteListener progress() {
        if (order.isDryRun() && isTerminal) {
            return (done, of, page) -> {};
        }
        AtomicReference<Progress> progress = new AtomicReference<>();
        return (done, of, page) -> progress.updateAndGet(
                        begun -> begun == null ? new Progress(words(), "Pages", of, isTerminal) : begun)
                .step();
    }
}
