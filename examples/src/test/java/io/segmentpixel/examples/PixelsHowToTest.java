package io.segmentpixel.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.pixel.ConversionCall;
import io.segmentpixel.pixel.ConversionId;
import io.segmentpixel.pixel.MacroDialect;
import io.segmentpixel.pixel.ParsedCall;
import io.segmentpixel.pixel.PixelCall;
import io.segmentpixel.pixel.Privacy;
import io.segmentpixel.pixel.SegmentCall;
import io.segmentpixel.pixel.SegmentValue;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How calls to the platform's pixel servers are built, and read back. */
class PixelsHowToTest {
    @Test
    void calls() {
        SegmentCall call = SegmentCall.adding(SegmentId.of(528336))
                .andRemoving(SegmentId.of(528335))
                .withValue(5)
                .redirectingTo("https://www.shop.example/p.gif?a=1&b=2");
        String query = call.query();
        // add=528336:5&remove=528335&redir=https%3A%2F%2Fwww.shop.example%2Fp.gif%3Fa%3D1%26b%3D2

        SegmentCall byCode = SegmentCall.adding(MemberId.of(958), SegmentCode.of("shop_cart"))
                .withValue(SegmentValue.macro("${PRICE}")); // filled in by who serves the page
        String coded = byCode.query(); // add_code=shop_cart:${PRICE}&member=958

        assertThat(query)
                .isEqualTo("add=528336:5&remove=528335&redir=https%3A%2F%2Fwww.shop.example%2Fp.gif%3Fa%3D1%26b%3D2");
        assertThat(coded).isEqualTo("add_code=shop_cart:${PRICE}&member=958");
    }

    @Test
    void conversions() {
        ConversionCall sale = ConversionCall.of(ConversionId.of(7313))
                .adding(SegmentId.of(528337))
                .withOrderId("A-1007")
                .withRevenue(new BigDecimal("24.99"));
        String query = sale.query(); // id=7313&seg=528337&order_id=A-1007&value=24.99

        assertThat(query).isEqualTo("id=7313&seg=528337&order_id=A-1007&value=24.99");
    }

    @Test
    void consent() {
        SegmentCall cart = SegmentCall.adding(SegmentId.of(528336));
        String tcString = "CPXxRfAPXxRfAAfKABENB-CgAAAAAAAAAAYgAAAAAAAA";

        SegmentCall forOneVisitor = cart.withPrivacy(Privacy.none().withGdpr(true, tcString));
        SegmentCall forOneWhoAgreed = cart.withPrivacy(Privacy.none().withConsent(true)); // add=528336&consent=1
        SegmentCall inCreative = cart.withPrivacy(Privacy.macros(MacroDialect.IAB)); // add=528336&gdpr=${GDPR}&…

        assertThat(forOneVisitor.query()).isEqualTo("add=528336&gdpr=1&gdpr_consent=" + tcString);
        assertThat(forOneWhoAgreed.query()).isEqualTo("add=528336&consent=1");
        assertThat(inCreative.query()).startsWith("add=528336&gdpr=${GDPR}&");
    }

    @Test
    void reading_back() {
        ParsedCall parsed = PixelCall.parse("//ib.adnxs.com/seg?add=528336:5&amp;remove=528335&t=2?839201")
                .orElseThrow(); // empty: no call to the platform
        Optional<PixelCall> call = parsed.call(); // equal to one that was built; empty where it makes no sense
        List<String> remarks = parsed.remarks(); // what is odd about it, in sentences

        assertThat(call)
                .contains(SegmentCall.adding(SegmentId.of(528336))
                        .andRemoving(SegmentId.of(528335))
                        .withValue(5));
        assertThat(remarks)
                .hasToString(
                        "[ampersand: is written as HTML writes it, cachebuster \"?839201\": is glued to a parameter,"
                                + " and was left out]");
    }
}
