package io.segmentpixel.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.export.ContentSecurityPolicy;
import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.HtmlFormat;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.pixel.Privacy;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How to write a tag into a page that is made for one visitor. */
class TagServerHowToTest {
    private final PixelExport cart =
            PixelExport.of(Segment.of(SegmentId.of(528336), MemberId.of(958), "Shop - in cart"));
    private final int price = 248;
    private final String html = "<html><body>Your cart%s</body></html>";

    private static Optional<String> granted(String tcString) {
        return Optional.of(tcString).filter(tc -> !tc.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"CO.tc", ""})
    void with_consent_the_tag_says_it_and_may_fire_and_without_there_is_no_tag(String tcString) {
        Optional<Privacy> consent =
                granted(tcString).map(tc -> Privacy.none().withGdpr(true, tc)); // of the visitor who asks
        List<PixelExport> tags =
                consent.map(cart.withValue(price)::withPrivacy).stream().toList();
        HtmlFormat format = ExportFormats.htmlTag();
        String page = html.formatted(tags.stream().map(format::render).collect(Collectors.joining()));
        String policy = ContentSecurityPolicy.forTags(format, tags).mergedInto("default-src 'none'; style-src 'self'");

        if (tcString.isEmpty()) {
            assertThat(page).isEqualTo("<html><body>Your cart</body></html>");
            assertThat(policy).isEqualTo("default-src 'none'; style-src 'self'");
        } else {
            assertThat(page).contains("https://secure.adnxs.com/seg?add=528336:248&gdpr=1&gdpr_consent=CO.tc&t=1");
            assertThat(policy).isEqualTo("default-src 'none'; style-src 'self'; script-src https://secure.adnxs.com");
        }
    }
}
