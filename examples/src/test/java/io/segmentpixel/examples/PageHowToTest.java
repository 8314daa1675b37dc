package io.segmentpixel.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.export.WhenNoConsentPlatform;
import io.segmentpixel.page.Funnel;
import io.segmentpixel.page.PageContext;
import io.segmentpixel.page.PagePlacer;
import io.segmentpixel.page.PageRule;
import io.segmentpixel.page.PlacementException;
import io.segmentpixel.page.SitePlacer;
import io.segmentpixel.page.SiteReport;
import io.segmentpixel.page.VastPlacer;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How tags come onto pages, and onto whole sites. */
class PageHowToTest {
    private static final Segment CART = Segment.of(SegmentId.of(528336), MemberId.of(958), "Shop - in cart");

    @Test
    void on_one_page() {
        String page = "<html><body>\n<form id=checkout></form>\n</body></html>\n";
        PixelExport pixel = PixelExport.of(CART);

        PagePlacer placer = PagePlacer.after("#checkout");
        String placed = placer.place(page, pixel); // again: no change
        String gated = placer.replace(placed, pixel, ExportFormats.consentGated(WhenNoConsentPlatform.STAY_SILENT));
        String without = placer.remove(gated, pixel.call()); // equals page

        assertThat(placed).contains("add=528336&t=1");
        assertThat(placer.place(placed, pixel)).isEqualTo(placed);
        assertThat(gated).contains("__tcfapi").doesNotContain("<script src");
        assertThat(without).isEqualTo(page);
    }

    @Test
    void on_a_site(@TempDir Path root) throws IOException {
        Path cart = Files.createDirectory(root.resolve("cart")).resolve("index.html");
        Files.writeString(cart, "<body>\nYour cart\n</body>\n");
        Path done = Files.writeString(root.resolve("done.html"), "<p id=thank-you>Thank you");
        List<String> before = List.of(Files.readString(cart), Files.readString(done));
        PixelExport inCart = PixelExport.of(CART);
        PixelExport bought = PixelExport.of(Segment.of(SegmentId.of(528337), MemberId.of(958), "Shop - bought"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream diff = new PrintStream(bytes, true, StandardCharsets.UTF_8);

        Funnel shop =
                Funnel.named("Shop").step(inCart, PageRule.path("cart/**")).step(bought, PageRule.having("#thank-you"));
        SitePlacer site = SitePlacer.of(shop);
        site.dryRun(root, diff); // nothing is written but the diff
        SiteReport report = site.place(root); // again: no change
        site.remove(root); // the site as it was

        assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("+++ b/cart/index.html", "+++ b/done.html");
        assertThat(report)
                .hasToString(
                        """
                cart/index.html: changed, placed "Shop - in cart"
                done.html: changed, placed "Shop - bought"
                Shop: 2 pages: 2 changed, 0 unchanged""");
        assertThat(List.of(Files.readString(cart), Files.readString(done))).isEqualTo(before);
    }

    @Test
    void many_pixels_and_bytes() {
        byte[] bytes = "<html><body>\n<p>Größe</p>\n</body></html>\n".getBytes(StandardCharsets.ISO_8859_1);
        PixelExport inCart = PixelExport.of(CART);
        PixelExport bought = PixelExport.of(Segment.of(SegmentId.of(528337), MemberId.of(958), "Shop - bought"));

        PagePlacer placer = PagePlacer.atEndOfBody().on(PageContext.https()); // a non-secure pixel would be refused
        byte[] placed = placer.place(bytes, List.of(inCart, bought), ExportFormats.htmlTag()); // in the page's charset
        byte[] without = placer.removeAll(placed); // every tag of the platform, whoever placed it

        assertThat(new String(placed, StandardCharsets.ISO_8859_1)).contains("Größe", "add=528336&", "add=528337&");
        assertThat(without).isEqualTo(bytes);
        assertThatThrownBy(() -> placer.place(bytes, inCart.nonSecure(), ExportFormats.htmlTag()))
                .isInstanceOf(PlacementException.class);
    }

    @Test
    void in_a_video_ad() {
        String vast =
                """
                <VAST version="4.2">
                  <Ad id="1">
                    <InLine>
                      <AdSystem>Shop</AdSystem>
                      <Impression><![CDATA[https://ads.shop.example/i]]></Impression>
                    </InLine>
                  </Ad>
                </VAST>
                """;
        PixelExport pixel = PixelExport.of(CART);

        VastPlacer placer = VastPlacer.onImpression(); // or onEvent("complete"), or onProgress("00:00:10")
        String withPixel = placer.place(vast, pixel.asImage());
        String without = placer.remove(withPixel, pixel.call()); // equals vast

        assertThat(withPixel)
                .contains("<Impression><![CDATA[https://secure.adnxs.com/seg?add=528336&t=2]]></Impression>");
        assertThat(without).isEqualTo(vast);
    }
}
