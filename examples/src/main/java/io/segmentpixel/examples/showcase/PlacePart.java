package io.segmentpixel.examples.showcase;

import io.segmentpixel.examples.Campaign;
import io.segmentpixel.examples.web.WebRequest;
import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.HtmlFormat;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.export.WhenNoConsentPlatform;
import io.segmentpixel.page.Funnel;
import io.segmentpixel.page.PagePlacer;
import io.segmentpixel.page.PageRule;
import io.segmentpixel.page.SitePlacer;
import io.segmentpixel.page.SiteReport;
import io.segmentpixel.pixel.MacroDialect;
import io.segmentpixel.pixel.Privacy;
import io.segmentpixel.segment.Segment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Places tags on the pages of the shop and the magazine, and shows what changed. */
final class PlacePart extends Part {
    private static final String PAGE = "page:";

    private final ShownSegments shown;
    private final ShopPages pages;
    private final Consumer<Funnel> whenPlaced;
    private List<String> diff = List.of();
    private List<String> refused = List.of();

    /**
     * The part.
     *
     * @param whenPlaced is told which tags stand on which pages
     */
    PlacePart(ShownSegments shown, ShopPages pages, Consumer<Funnel> whenPlaced) {
        super("place", "tags", "nothing");
        this.shown = shown;
        this.pages = pages;
        this.whenPlaced = whenPlaced;
    }

    @Override
    String carryOut(String action, WebRequest request) throws IOException {
        if (action.equals("nothing")) {
            return placed(Funnel.named("Nothing"), PagePlacer.atEndOfBody(), ExportFormats.htmlTag());
        }
        String format = request.field("format");
        String done = placed(funnel(request), placer(request.field("where")), format(format));
        return format.equals("gated")
                ? done + " They fire in browsers alone: visitors here run no scripts of a page."
                : done;
    }

    private String placed(Funnel funnel, PagePlacer where, HtmlFormat format) throws IOException {
        SitePlacer placer = SitePlacer.of(funnel).withPlacer(where).withFormat(format);
        funnel.steps().forEach(step -> format.render(step.export())); // refuses before anything is done
        ByteArrayOutputStream changes = new ByteArrayOutputStream();
        pages.restore();
        placer.dryRun(pages.folder(), changes);
        SiteReport report = placer.place(pages.folder());
        diff = changes.toString(StandardCharsets.UTF_8).lines().toList();
        refused = report.pages().stream()
                .filter(page -> page.reason().isPresent())
                .map(Object::toString)
                .toList();
        whenPlaced.accept(funnel);
        int tags =
                report.pages().stream().mapToInt(page -> page.placed().size()).sum();
        return tags == 1 ? "1 tag stands." : tags + " tags stand.";
    }

    private Funnel funnel(WebRequest request) {
        Map<Segment, List<String>> wanted = new LinkedHashMap<>();
        for (String page : ShopPages.NAMES) {
            String id = request.field(PAGE + page);
            if (!id.isEmpty()) {
                wanted.computeIfAbsent(shown.named(id), segment -> new ArrayList<>())
                        .add(page);
            }
        }
        if (wanted.isEmpty()) {
            throw new IllegalArgumentException("no page has a tag: create a segment, and choose it for a page");
        }
        Privacy privacy = privacy(request.field("privacy"));
        Funnel funnel = Funnel.named("The little shop");
        for (Map.Entry<Segment, List<String>> step : wanted.entrySet()) {
            funnel = funnel.step(PixelExport.of(step.getKey()).withPrivacy(privacy), on(step.getValue()));
        }
        return funnel;
    }

    private static Privacy privacy(String macros) {
        return macros.isEmpty() ? Privacy.none() : Privacy.macros(Choice.of(MacroDialect.class, "consent", macros));
    }

    private static PageRule on(List<String> pages) {
        return pages.stream().map(PageRule::path).reduce(PageRule::or).orElseThrow();
    }

    private static PagePlacer placer(String where) {
        return switch (where) {
            case "end" -> PagePlacer.atEndOfBody();
            case "start" -> PagePlacer.atStartOfBody();
            case "head" -> PagePlacer.inHead();
            default -> throw Choice.none("where", where, List.of("end", "start", "head"));
        };
    }

    private static HtmlFormat format(String format) {
        return switch (format) {
            case "tag" -> ExportFormats.htmlTag();
            case "gated" -> ExportFormats.consentGated(WhenNoConsentPlatform.FIRE);
            default -> throw Choice.none("form", format, List.of("tag", "gated"));
        };
    }

    @Override
    void fill(Document page) {
        Element choices = Elements.byId(page, "pages");
        ShopPages.NAMES.forEach(name -> choice(choices, name));
        Element changes = Elements.byId(page, "diff");
        refused.forEach(reason -> changes.appendElement("p").addClass("refusal").text(reason));
        if (diff.isEmpty()) {
            changes.appendElement("p").addClass("empty").text("The pages are as they were made.");
        } else {
            changes.appendElement("h3").text("What changed");
            Elements.diff(changes, diff);
        }
    }

    private void choice(Element choices, String name) {
        String id = "tag-of-" + name.replaceAll("[^a-z]", "-");
        choices.appendElement("label").attr("for", id).text(name);
        Element select = choices.appendElement("select").attr("id", id).attr("name", PAGE + name);
        Elements.option(select, "", "no tag", false);
        shown.offer(select, usual(name));
    }

    /** The segment that the shop and the magazine have for this page, if it is there. */
    private Optional<Segment> usual(String name) {
        return Stream.concat(Campaign.SHOP.stream(), Stream.of(Campaign.MAGAZINE))
                .filter(campaign -> campaign.pages().contains(name))
                .findFirst()
                .flatMap(campaign -> campaign.segment().code())
                .flatMap(shown::withCode);
    }
}
