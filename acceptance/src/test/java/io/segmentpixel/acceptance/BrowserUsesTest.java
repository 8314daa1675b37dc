package io.segmentpixel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.export.WhenNoConsentPlatform;
import io.segmentpixel.http.Credentials;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.page.PagePlacer;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.testkit.Firing;
import io.segmentpixel.testkit.Membership;
import io.segmentpixel.testkit.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The whole way, from the segment's creation by the client to the visitor in it: what pixels are for, with a real browser on the pages of
 * the examples.
 */
class BrowserUsesTest extends InBrowser {
    private static final Path PAGES = Path.of("../examples/src/main/resources/site");
    private static final PagePlacer PLACER = PagePlacer.atEndOfBody();

    private static String page(String name) throws IOException {
        return Files.readString(PAGES.resolve(name));
    }

    private List<Segment> created(String... names) {
        Sandbox sandbox = stage().sandbox();
        try (SegmentClient client = SegmentClient.builder()
                .baseUrl(sandbox.url())
                .credentials(Credentials.password(sandbox.username(), sandbox.password()))
                .build()) {
            return Stream.of(names).map(NewSegment::named).map(client::create).toList();
        }
    }

    /** The segments of the one visitor who has fired so often since the stage was set. */
    private List<SegmentId> segmentsOfVisitor(int firings) {
        stage().firedOf(firings);
        List<String> visitors = stage().firings().stream()
                .map(Firing::visitor)
                .map(visitor -> visitor.orElse("nobody"))
                .toList();
        assertThat(visitors).hasSize(firings);
        assertThat(visitors.stream().distinct()).hasSize(1);
        return stage().sandbox().memberships(visitors.get(0)).stream()
                .map(Membership::segment)
                .toList();
    }

    private String shop(String page) {
        return BrowserStage.SITE + "/shop/" + page;
    }

    private void place(String page, Segment segment) throws IOException {
        stage().pages().put("/shop/" + page, PLACER.place(page("shop/" + page), PixelExport.of(segment)));
    }

    private void serveShop(List<Segment> steps) throws IOException {
        place("index.html", steps.get(0));
        place("cart.html", steps.get(1));
        place("thank-you.html", steps.get(2));
    }

    private void walkToCart() {
        stage().browser().open(shop("index.html"));
        stage().browser().click("nav a[href='cart.html']");
        stage().browser()
                .waitUntil("the cart", () -> stage().browser().address().equals(shop("cart.html")));
    }

    @Test
    void retargeting_finds_who_bought_and_who_left_at_the_cart() throws IOException {
        List<Segment> steps = created("Home", "Cart", "Purchase");
        Segment home = steps.get(0);
        Segment cart = steps.get(1);
        Segment purchase = steps.get(2);

        serveShop(steps);
        walkToCart();
        stage().browser().click("#checkout button");
        assertThat(segmentsOfVisitor(3)).containsExactlyInAnyOrder(home.id(), cart.id(), purchase.id());
        assertThat(stage().browser().address()).startsWith(shop("thank-you.html"));

        stage().startOver();
        serveShop(steps);
        walkToCart();
        assertThat(segmentsOfVisitor(2)).containsExactlyInAnyOrder(home.id(), cart.id());
    }

    @Test
    void brand_awareness_finds_who_reads_of_luxury_cars_and_agrees() throws IOException {
        Segment luxury = created("luxury car enthusiasts").get(0);
        String magazine = page("magazine/luxury-cars.html")
                .replace("<HEAD>", "<HEAD><script>" + platform() + "</script>")
                .replace(
                        "<article>",
                        "<button id=\"agree\" onclick=\"agree()\">I agree</button>"
                                + "<button id=\"refuse\" onclick=\"refuse()\">I do not</button><article>");
        String placed = PLACER.place(
                magazine,
                PixelExport.of(luxury).asImage(),
                ExportFormats.consentGated(WhenNoConsentPlatform.STAY_SILENT));

        stage().show(placed);
        assertThat(stage().firedOf(0)).isEmpty();
        stage().browser().click("#agree");
        assertThat(segmentsOfVisitor(1)).containsExactly(luxury.id());

        stage().startOver();
        stage().show(placed);
        stage().browser().click("#refuse");
        assertThat(stage().firedOf(0)).isEmpty();
    }

    private static String platform() {
        return ConsentPlatforms.tcf("{gdprApplies: true, eventStatus: 'cmpuishown', tcString: ''}")
                + "function agree() { sayTcf(" + ConsentPlatforms.TCF_GRANTED_BY_CLICK + "); }"
                + "function refuse() { sayTcf(" + ConsentPlatforms.TCF_DENIED + "); }";
    }

    @Test
    void a_simple_action_finds_who_clicked() {
        Segment likers = created("Liked the satchel").get(0);
        String page =
                "<!DOCTYPE html><html><head><title>A shop</title></head><body><button onclick=\"onLike()\">I like it</button></body></html>";

        stage().show(PLACER.place(
                page, PixelExport.of(likers).asImage(), BrowserTag.inScript(ExportFormats.beaconFunction("onLike"))));
        assertThat(stage().firedOf(0)).isEmpty();
        stage().browser().click("button");

        assertThat(segmentsOfVisitor(1)).containsExactly(likers.id());
    }
}
