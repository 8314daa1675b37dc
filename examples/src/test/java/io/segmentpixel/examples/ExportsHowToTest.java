package io.segmentpixel.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.export.ContentSecurityPolicy;
import io.segmentpixel.export.ExportFormat;
import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.GoogleTagManagerContainer;
import io.segmentpixel.export.GoogleTagManagerContainer.PathRule;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.export.TagDelivery;
import io.segmentpixel.export.TagEmail;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From segments to tags, in all their forms, and on to whoever places them. */
class ExportsHowToTest {
    private final Segment visited = segment(528335, "Shop - visited");
    private final Segment cart = segment(528336, "Shop - in cart").withCode(SegmentCode.of("shop_cart"));

    @TempDir
    Path folder;

    private static Segment segment(int id, String name) {
        return Segment.of(SegmentId.of(id), MemberId.of(958), name);
    }

    @Test
    void a_tag() {
        PixelExport pixel = PixelExport.of(cart).asImage().withValue(5).removing(visited.id());
        String tag = ExportFormats.htmlTag().render(pixel);

        assertThat(tag)
                .isEqualTo(
                        """
                <!-- Segment Pixel - Shop - in cart - DO NOT MODIFY -->
                <img src="https://secure.adnxs.com/seg?add=528336:5&remove=528335&t=2" width="1" height="1" />
                <!-- End of Segment Pixel -->""");
    }

    @Test
    void other_forms() {
        PixelExport pixel = PixelExport.of(cart);

        ExportFormat react = ExportFormats.jsx();
        Optional<String> refused = react.refusal(pixel); // why not: a script that React renders does not run
        String element = react.render(pixel.asImage());
        ExportFormat own = export -> export.name() + ": " + export.url();

        assertThat(refused).isPresent();
        assertThat(element).startsWith("<img src=\"https://secure.adnxs.com/seg?add=528336&amp;t=2\"");
        assertThat(own.render(pixel)).isEqualTo("Shop - in cart: https://secure.adnxs.com/seg?add=528336&t=1");
    }

    @Test
    void many_segments_in_one_call() {
        Segment first = cart;
        Segment[] more = IntStream.range(528400, 528800)
                .mapToObj(id -> segment(id, "Product " + id))
                .toArray(Segment[]::new);

        PixelExport all = PixelExport.of(first, more);
        List<PixelExport> calls = all.split(); // as few as there can be, none too long for a browser or a server

        assertThat(calls).hasSizeGreaterThan(1).allMatch(call -> call.url().length() <= 2048);
    }

    @Test
    void to_tag_manager() throws IOException {
        Path file = folder.resolve("shop.json");

        PixelExport inCart = PixelExport.of(cart);
        GoogleTagManagerContainer container = GoogleTagManagerContainer.named("Shop")
                .onPath(inCart, PathRule.startingWith("/cart")) // the others fire on all pages
                .requiringConsent("ad_storage");
        TagDelivery.toFile(file).deliver(container, PixelExport.of(visited), inCart);

        assertThat(Files.readString(file)).contains("\"exportFormatVersion\"", "/cart", "ad_storage");
    }

    @Test
    void by_mail() throws IOException {
        List<String> sent = new ArrayList<>();
        TagEmail.Mailer mailer = (from, recipients, message) -> sent.add(message);

        TagEmail email = TagEmail.from("ads@shop.example")
                .to("webmaster@shop.example", "agency@media.example") // ten at most
                .withSubject("Tags for the shop");
        email.deliveredBy(mailer).deliver(ExportFormats.htmlTag(), PixelExport.of(visited), PixelExport.of(cart));

        assertThat(sent).hasSize(1).allMatch(message -> message.contains("webmaster@shop.example"));
    }

    @Test
    void what_a_page_must_allow() {
        ContentSecurityPolicy needed = ContentSecurityPolicy.forTags(
                ExportFormats.htmlTag(), List.of(PixelExport.of(visited), PixelExport.of(cart)));
        String header = needed.mergedInto("default-src 'self'");
        // default-src 'self'; script-src 'self' https://secure.adnxs.com

        assertThat(header).isEqualTo("default-src 'self'; script-src 'self' https://secure.adnxs.com");
    }
}
