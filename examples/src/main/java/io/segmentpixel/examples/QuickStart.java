package io.segmentpixel.examples;

import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.segment.LoginRefusedException;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentService;
import io.segmentpixel.segment.SegmentServiceException;
import io.segmentpixel.testkit.Sandbox;
import io.segmentpixel.testkit.Visitor;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The workflow, end to end: create segments, export their pixels, place them on the pages of a shop and of a magazine, and
 * see visitors walk into them.
 *
 * <pre>{@code
 * mvn -q -DskipTests -pl examples -am package exec:java
 * }</pre>
 *
 * <p>It works on a stand-in backend of its own, or on that which {@code SEGMENT_API_URL}, {@code SEGMENT_API_USERNAME},
 * {@code SEGMENT_API_PASSWORD} and {@code SEGMENT_API_MEMBER} name. The first argument is the folder for the pages,
 * {@code target/quick-start} if there is none.
 */
public final class QuickStart {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int WRONG_SETTINGS = 2;

    /** Three visitors, and the pages that each loads. */
    private static final Map<String, List<String>> WALKS = walks();

    private final PrintStream out;
    private final Site site;
    private final Map<Campaign, Segment> standing = new LinkedHashMap<>();

    private QuickStart(PrintStream out, Path folder) {
        this.out = out;
        this.site = new Site(folder);
    }

    private static Map<String, List<String>> walks() {
        Map<String, List<String>> walks = new LinkedHashMap<>();
        walks.put("Ann", List.of("shop/index.html", "shop/product.html", "shop/cart.html", "shop/thank-you.html"));
        walks.put("Ben", List.of("magazine/luxury-cars.html", "shop/product.html", "shop/cart.html"));
        walks.put("Cleo", List.of("magazine/luxury-cars.html", "shop/index.html"));
        return walks;
    }

    /**
     * Runs the quick start; ends with exit code 1 if the backend fails, 2 if the settings are wrong.
     *
     * @param arguments the folder for the pages, or nothing
     */
    public static void main(String[] arguments) {
        int code = run(System.getenv(), List.of(arguments), System.out, System.err);
        if (code != DONE) {
            System.exit(code);
        }
    }

    static int run(Map<String, String> environment, List<String> arguments, PrintStream out, PrintStream err) {
        try {
            QuickStart start =
                    new QuickStart(out, Path.of(arguments.isEmpty() ? "target/quick-start" : arguments.get(0)));
            if (Settings.areIn(environment)) {
                start.onBackend(Settings.from(environment));
            } else {
                start.onSandbox();
            }
            return DONE;
        } catch (IllegalArgumentException | LoginRefusedException wrong) {
            err.println("quick start: " + wrong.getMessage());
            return WRONG_SETTINGS;
        } catch (SegmentServiceException | IOException failure) {
            err.println("quick start: " + failure.getMessage());
            return FAILED;
        }
    }

    private void onSandbox() throws IOException {
        try (Sandbox sandbox = Sandbox.start();
                SegmentClient segments = new Settings(
                                sandbox.url(), sandbox.username(), sandbox.password(), sandbox.memberId())
                        .client()) {
            out.println("A stand-in backend at " + sandbox.url() + "\n");
            place(segments);
            letVisitorsWalk(sandbox);
        }
    }

    private void onBackend(Settings settings) throws IOException {
        try (SegmentClient segments = settings.client()) {
            out.println("The backend at " + settings + "\n");
            place(segments);
            out.println(overview());
            out.println("\nA new segment takes about 20 minutes to be known everywhere;"
                    + " visitors before that are not counted.");
        }
    }

    private Table overview() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("USE", "SEGMENT", "ID", "PAGES"));
        standing.forEach((campaign, segment) -> rows.add(List.of(
                campaign.use(), segment.shortName(), segment.id().toString(), String.join(", ", campaign.pages()))));
        return new Table(rows);
    }

    /** Creates what is missing, exports all, and places the tags. */
    private void place(SegmentService segments) throws IOException {
        List<String> changed = new ArrayList<>();
        for (Campaign campaign : campaigns()) {
            Segment segment = campaign.standing(segments);
            standing.put(campaign, segment);
            PixelExport pixel = campaign.exported(segment);
            out.println(campaign.use() + ": segment " + segment.id() + ", code "
                    + campaign.segment().code().orElseThrow());
            out.println(ExportFormats.htmlTag().render(pixel) + "\n");
            for (String page : campaign.pages()) {
                String lines = site.change(page, html -> campaign.place().place(html, pixel));
                changed.add("  " + page + ": " + lines + (site.write(page) ? ", written" : ", as they were"));
            }
        }
        out.println("Tags placed in " + site + "\n" + String.join("\n", changed) + "\n");
    }

    private static List<Campaign> campaigns() {
        return Stream.concat(Campaign.SHOP.stream(), Stream.of(Campaign.MAGAZINE))
                .toList();
    }

    private void letVisitorsWalk(Sandbox sandbox) throws IOException {
        Map<String, Visitor> visitors = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> walk : WALKS.entrySet()) {
            Visitor visitor = sandbox.newVisitor();
            for (String page : walk.getValue()) {
                visitor.loads(site.page(page));
            }
            visitors.put(walk.getKey(), visitor);
            out.println(walk.getKey() + " loads " + String.join(", ", walk.getValue()));
        }
        out.println("\n" + funnel(visitors));
    }

    private Table funnel(Map<String, Visitor> visitors) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("USE", "SEGMENT", "PAGES", "VISITORS", "OF THE STEP BEFORE"));
        int before = 0;
        for (Map.Entry<Campaign, Segment> step : standing.entrySet()) {
            Campaign campaign = step.getKey();
            List<String> in = visitors.entrySet().stream()
                    .filter(visitor -> visitor.getValue()
                            .segments()
                            .contains(step.getValue().id()))
                    .map(Map.Entry::getKey)
                    .toList();
            boolean isStep = campaign.use().equals(Campaign.RETARGETING) && before > 0;
            rows.add(List.of(
                    campaign.use(),
                    step.getValue().shortName(),
                    String.join(", ", campaign.pages()),
                    in.size() + " (" + String.join(", ", in) + ")",
                    isStep ? Math.round(100.0 * in.size() / before) + " %" : "-"));
            before = in.size();
        }
        return new Table(rows);
    }
}
