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
import org.junit.jupiter.api.Test;

/** How to write a tag into a page that is made for one visitor. */
class TagServerHowToTest {
    private final PixelExport cart =
            PixelExport.of(Segment.of(SegmentId.of(528336), MemberId.of(958), "Shop - in cart"));
    private final int price = 248;
    private final String html = "<html><body>Your cart%s</body></html>";

    /** A page and the policy for it. */
    private record Answer(String page, String policy) {}

    private Answer answer(String tcString) {
        Optional<Privacy> consent =
                granted(tcString).map(tc -> Privacy.none().withGdpr(true, tc)); // of the visitor who asks
        List<PixelExport> tags =
                consent.map(cart.withValue(price)::withPrivacy).stream().toList();
        HtmlFormat format = ExportFormats.htmlTag();
        String page = html.formatted(tags.stream().map(format::render).collect(Collectors.joining()));
        String policy = ContentSecurityPolicy.forTags(format, tags).mergedInto("default-src 'none'; style-src 'self'");
        return new Answer(page, policy);
    }

    private static Optional<String> granted(String tcString) {
        return Optional.of(tcString).filter(tc -> !tc.isEmpty());
    }

    @Test
    void with_consent_the_tag_says_it_and_the_policy_lets_it_fire() {
        Answer answer = answer("CO.tc");

        assertThat(answer.page()).contains("https://secure.adnxs.com/seg?add=528336:248&gdpr=1&gdpr_consent=CO.tc&t=1");
        assertThat(answer.policy())
                .isEqualTo("default-src 'none'; style-src 'self'; script-src https://secure.adnxs.com");
    }

    @Test
    void without_consent_there_is_no_tag() {
        assertThat(answer(""))
                .isEqualTo(new Answer("<html><body>Your cart</body></html>", "default-src 'none'; style-src 'self'"));
    }
}
