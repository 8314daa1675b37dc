package io.segmentpixel.examples.showcase;

import io.segmentpixel.examples.Site;
import io.segmentpixel.examples.web.WebRequest;
import io.segmentpixel.page.Funnel;
import io.segmentpixel.pixel.Privacy;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.testkit.Firing;
import io.segmentpixel.testkit.Membership;
import io.segmentpixel.testkit.Sandbox;
import io.segmentpixel.testkit.Visitor;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Visitors who walk through the pages, and the funnel that they fill. */
final class VisitPart extends Part {
    private static final int MOST_FIRINGS = 6;

    /** Made by the IAB's encoder: consent to all purposes that the platform needs, and to the platform. */
    private static final String AGREED = "CQubeJfQubeJfAAAAAENAMCAAMIAAAAAAAAAFeQAwAFAAgAV4AAAAAAA.QAAA.IAAA";

    /**
     * Somebody who walks through.
     *
     * @param name who it is, in words
     */
    private record Walker(String name, Visitor visitor) {
        Walker who(String words, UnaryOperator<Visitor> change) {
            return new Walker(name + ", " + words, change.apply(visitor));
        }
    }

    private final Backend backend;
    private final ShownSegments shown;
    private final ShopPages pages;
    private final List<Walker> walkers = new ArrayList<>();
    private Sandbox sandbox;
    private Set<Segment> steps = Set.of();

    VisitPart(Backend backend, ShownSegments shown, ShopPages pages) {
        super("visit", "new", "later");
        this.backend = backend;
        this.shown = shown;
        this.pages = pages;
        this.sandbox = backend.visitedWith(List.of());
        firstComes();
    }

    /** Other tags stand on the pages now. */
    void placed(Funnel funnel) {
        Set<Segment> placed = new LinkedHashSet<>();
        funnel.steps().forEach(step -> placed.addAll(step.export().segments()));
        steps = placed;
        Sandbox knowing = backend.visitedWith(placed);
        if (knowing != sandbox) {
            sandbox = knowing;
            firstComes();
        }
    }

    /** The visitor loads a page with its tags; gives the page without them. */
    String walk(String name) throws IOException {
        String original = Site.original(name);
        present().visitor().loads(pages.placed(name), "https://www.aldermoor.example/" + name);
        return original;
    }

    private Walker present() {
        return walkers.get(walkers.size() - 1);
    }

    @Override
    String carryOut(String action, WebRequest request) {
        return action.equals("new") ? comes(request) : later(request.field("days"));
    }

    private String comes(WebRequest request) {
        Walker walker = new Walker("Visitor " + (walkers.size() + 1), sandbox.newVisitor());
        if (request.isTicked("europe")) {
            walker = walker.who("in Europe", Visitor::inEurope);
        }
        if (request.isTicked("agreed")) {
            Privacy choice = Privacy.none().withGdpr(request.isTicked("europe"), AGREED);
            walker = walker.who("agreed", visitor -> visitor.withConsent(choice));
        }
        if (request.isTicked("scriptless")) {
            walker = walker.who("no scripts", Visitor::withoutScripts);
        }
        walkers.add(walker);
        return "Here comes " + walker.name() + ".";
    }

    private void firstComes() {
        walkers.clear();
        walkers.add(new Walker("Visitor 1", sandbox.newVisitor()));
    }

    private String later(String days) {
        Duration time =
                switch (days) {
                    case "1", "15", "31" -> Duration.ofDays(Integer.parseInt(days));
                    default -> throw Choice.none("days", days, List.of(1, 15, 31));
                };
        sandbox.clock().advance(time);
        return "It is " + sandbox.clock().instant().toString().substring(0, 10) + " for the visitors now.";
    }

    @Override
    void fill(Document page) {
        fillFunnel(Elements.byId(page, "funnel"));
        fillVisitor(Elements.byId(page, "visitor"));
    }

    private void fillFunnel(Element funnel) {
        funnel.appendElement("h3").text("The funnel");
        if (steps.isEmpty()) {
            funnel.appendElement("p").addClass("empty").text("No tags stand on the pages yet.");
        }
        Element list = funnel.appendElement("ol").addClass("steps");
        for (Segment step : steps) {
            long in = walkers.stream()
                    .filter(walker -> walker.visitor().segments().contains(step.id()))
                    .count();
            step(list.appendElement("li"), step.shortName(), in);
        }
    }

    private void step(Element item, String name, long in) {
        Element line = item.appendElement("div").addClass("line");
        line.appendElement("span").text(name);
        line.appendElement("b").text(in + " of " + walkers.size());
        Element bar = item.appendElement("svg").attr("aria-hidden", "true");
        bar.appendElement("rect").attr("height", "100%").attr("width", 100 * in / walkers.size() + "%");
    }

    private void fillVisitor(Element part) {
        Visitor visitor = present().visitor();
        part.appendElement("h3").text(present().name());
        List<Membership> stays = visitor.memberships();
        if (stays.isEmpty()) {
            part.appendElement("p").addClass("empty").text("In no segment.");
        } else {
            Element rows = Elements.table(part, "Is in these", "Segment", "Value", "For");
            stays.forEach(stay -> Elements.row(rows, name(stay.segment()), value(stay), left(stay)));
        }
        List<Firing> fired = visitor.firings();
        List<Firing> last = fired.subList(Math.max(0, fired.size() - MOST_FIRINGS), fired.size());
        if (!last.isEmpty()) {
            Element details = part.appendElement("details").attr("id", "fired").attr("open", true);
            details.appendElement("summary").text("What fired: " + fired.size());
            last.forEach(firing -> details.appendElement("pre").text(firing.toString()));
        }
        visitor.passedOver().stream()
                .distinct()
                .forEach(reason -> part.appendElement("p").addClass("refusal").text(reason));
    }

    private String name(SegmentId id) {
        Optional<Segment> segment =
                shown.all().stream().filter(one -> one.id().equals(id)).findFirst();
        return segment.map(Segment::shortName).orElse("") + " " + id;
    }

    private static String value(Membership stay) {
        return stay.value().isPresent() ? String.valueOf(stay.value().getAsInt()) : "–";
    }

    private String left(Membership stay) {
        return Times.inWords(
                Duration.between(sandbox.clock().instant(), stay.until()).plusSeconds(30));
    }
}
