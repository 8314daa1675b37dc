package io.segmentpixel.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.segmentpixel.pixel.PixelCall;
import io.segmentpixel.pixel.PixelHost;
import io.segmentpixel.pixel.SegmentCall;
import io.segmentpixel.pixel.SegmentValue;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.PiggybackPixel;
import io.segmentpixel.segment.PixelType;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PixelExportTest {
    private static final MemberId MEMBER = MemberId.of(958);
    private static final Segment VISITED =
            Segment.of(SegmentId.of(12), MEMBER, "Visited").withCode(SegmentCode.of("shop_visited"));
    private static final Segment CART =
            Segment.of(SegmentId.of(13), MEMBER, "In cart").withCode(SegmentCode.of("shop_cart"));
    private static final Segment OF_ANOTHER =
            Segment.of(SegmentId.of(14), MemberId.of(959), "Other").withCode(SegmentCode.of("other"));
    private static final String PARTNER = "https://partner.example/p";
    private static final Segment WITH_IMAGE = CART.withPiggyback(List.of(PiggybackPixel.image(PARTNER)));
    private static final Segment WITH_SCRIPTS = VISITED.withPiggyback(
            List.of(PiggybackPixel.javaScript(PARTNER), PiggybackPixel.javaScript(PARTNER + "2")));

    private static String query(PixelExport export) {
        return export.call().query();
    }

    @Test
    void is_a_secure_script_at_first() {
        PixelExport export = PixelExport.of(VISITED);

        assertThat(export.url()).isEqualTo("https://secure.adnxs.com/seg?add=12&t=1");
        assertThat(export.name()).isEqualTo("Visited");
        assertThat(export.segments()).containsExactly(VISITED);
        assertThat(export.type()).isEqualTo(PixelType.JAVASCRIPT);
        assertThat(export.isSecure()).isTrue();
        assertThat(export.host()).isEqualTo(PixelHost.SECURE);
    }

    @Test
    void puts_several_segments_into_one_call() {
        PixelExport export = PixelExport.of(CART, VISITED, CART);

        assertThat(export.name()).isEqualTo("In cart, Visited");
        assertThat(export.url()).isEqualTo("https://secure.adnxs.com/seg?add=13,12&t=1");
    }

    @Test
    void is_made_of_a_call_too() {
        PixelCall call = SegmentCall.removing(SegmentId.of(12));
        PixelExport export = PixelExport.of("leaves", call).asImage();

        assertThat(export.url()).isEqualTo("https://secure.adnxs.com/seg?remove=12&t=2");
        assertThat(export.call()).isEqualTo(call);
        assertThat(export.segments()).isEmpty();
    }

    @Test
    void goes_to_the_other_host_where_it_is_not_secure() {
        assertThat(PixelExport.of(VISITED).nonSecure().url()).isEqualTo("http://ib.adnxs.com/seg?add=12&t=1");
        assertThat(PixelExport.of(VISITED)
                        .withHost(PixelHost.of("p.example"))
                        .nonSecure()
                        .url())
                .isEqualTo("http://p.example/seg?add=12&t=1");
        assertThat(PixelExport.of(VISITED).withHost(PixelHost.IB).url())
                .isEqualTo("https://ib.adnxs.com/seg?add=12&t=1");
    }

    @Test
    void takes_all_options_at_once() {
        PixelExport export = PixelExport.of(VISITED)
                .asImage()
                .addingAlso(SegmentId.of(15), SegmentCode.of("vip"))
                .removing(SegmentCode.of("left"), SegmentId.of(16))
                .withValue(1)
                .withValue(SegmentCode.of("vip"), SegmentValue.macro("[VIP]"))
                .withOther("o")
                .redirectingTo(PARTNER)
                .usingCodes();

        assertThat(export.url())
                .isEqualTo(
                        "https://secure.adnxs.com/seg?add=15:1&add_code=shop_visited:1,vip:[VIP]&remove=16&remove_code=left"
                                + "&member=958&other=o&redir=https%3A%2F%2Fpartner.example%2Fp&t=2");
    }

    @Test
    void is_a_value() {
        PixelExport export = PixelExport.of(VISITED);

        assertThat(export).isEqualTo(export.asJavaScript()).hasSameHashCodeAs(export.asJavaScript());
        assertThat(export).isNotEqualTo(export.asImage()).isNotEqualTo(export.nonSecure());
        assertThat(export).hasToString("PixelExport[name=Visited, url=https://secure.adnxs.com/seg?add=12&t=1]");
    }

    @Test
    @SuppressWarnings("NullAway")
    void takes_no_null() {
        PixelExport export = PixelExport.of(VISITED);

        assertThatNullPointerException()
                .isThrownBy(() -> PixelExport.of((Segment) null))
                .withMessage("segment");
        assertThatNullPointerException()
                .isThrownBy(() -> PixelExport.of(null, export.call()))
                .withMessage("name");
        assertThatNullPointerException()
                .isThrownBy(() -> PixelExport.of("x", null))
                .withMessage("call");
        assertThatNullPointerException().isThrownBy(() -> export.withHost(null)).withMessage("host");
        assertThatNullPointerException()
                .isThrownBy(() -> export.withValue((SegmentValue) null))
                .withMessage("value");
    }

    @Nested
    class WithCodes {
        @Test
        void writesCodesAndTheirMember() {
            assertThat(query(PixelExport.of(VISITED, CART).usingCodes()))
                    .isEqualTo("add_code=shop_visited,shop_cart&member=958");
        }

        @Test
        void givesAValueByIdOrByCode() {
            String expected = "add_code=shop_visited,shop_cart:5&member=958";
            PixelExport both = PixelExport.of(VISITED, CART);

            assertThat(query(both.usingCodes().withValue(CART.id(), 5))).isEqualTo(expected);
            assertThat(query(both.usingCodes().withValue(SegmentCode.of("shop_cart"), 5)))
                    .isEqualTo(expected);
            assertThat(query(both.withValue(SegmentCode.of("shop_cart"), 5).usingCodes()))
                    .isEqualTo(expected);
            assertThat(query(both.withValue(SegmentCode.of("shop_cart"), 5))).isEqualTo("add=12,13:5");
        }

        @Test
        void takesTheCodeOfOneOfItsSegmentsForThatSegment() {
            assertThat(PixelExport.of(CART).addingAlso(SegmentCode.of("shop_cart")))
                    .isEqualTo(PixelExport.of(CART));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PixelExport.of(CART).removing(SegmentCode.of("shop_cart")))
                    .withMessage("segment 13: must not be both added and removed by one call");
        }

        @Test
        void refusesASegmentWithoutCode() {
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> PixelExport.of(CART, VISITED.withoutCode()).usingCodes())
                    .withMessage(
                            "segment 12 \"Visited\": must have a code of 1 to 50 of A-Z a-z 0-9 _ - to be exported with codes,"
                                    + " has none");
        }

        @Test
        void refusesASegmentWithAnOldCode() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PixelExport.of(CART.withCode(SegmentCode.existing("cart.24")))
                            .usingCodes())
                    .withMessageStartingWith("segment 13 \"In cart\": must have a code of")
                    .withMessageEndingWith("has \"cart.24\"");
        }

        @Test
        void refusesSegmentsOfTwoMembers() {
            assertThat(query(PixelExport.of(CART, OF_ANOTHER))).isEqualTo("add=13,14");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PixelExport.of(CART, OF_ANOTHER).usingCodes())
                    .withMessage(
                            "segment 14 \"Other\": belongs to member 959, but all codes of a call belong to one member,"
                                    + " here 958");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PixelExport.of(CART, OF_ANOTHER).addingAlso(SegmentCode.of("vip")))
                    .withMessage("code vip: must have one member that owns it; the export knows of members [958, 959]");
        }

        @Test
        void takesTheMemberOfACall() {
            PixelExport export = PixelExport.of("x", SegmentCall.adding(MEMBER, SegmentCode.of("a")));

            assertThat(query(export.removing(SegmentCode.of("b")))).isEqualTo("add_code=a&remove_code=b&member=958");
            assertThat(export.usingCodes()).isEqualTo(export);
        }

        @Test
        void refusesACallThatKnowsNoCodes() {
            PixelExport export = PixelExport.of("x", SegmentCall.adding(SegmentId.of(12)));

            assertThatIllegalArgumentException()
                    .isThrownBy(export::usingCodes)
                    .withMessage(
                            "segment 12: has no code that the export knows; make the export of the segment itself");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> export.addingAlso(SegmentCode.of("a")))
                    .withMessage("code a: must have one member that owns it; the export knows of members []");
        }
    }

    @Nested
    class WithPiggybacks {
        @Test
        void isWhatThePiggybackIs() {
            assertThat(PixelExport.of(WITH_IMAGE).type()).isEqualTo(PixelType.IMAGE);
            assertThat(PixelExport.of(WITH_IMAGE).asImage().url()).isEqualTo("https://secure.adnxs.com/seg?add=13&t=2");
            assertThat(PixelExport.of(CART, WITH_SCRIPTS).asJavaScript().type()).isEqualTo(PixelType.JAVASCRIPT);
        }

        @Test
        void refusesTheOtherType() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PixelExport.of(WITH_IMAGE).asJavaScript())
                    .withMessage(
                            "type JAVASCRIPT: must be IMAGE, as the piggyback is: image https://partner.example/p");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PixelExport.of(WITH_SCRIPTS).asImage())
                    .withMessage(
                            "type IMAGE: must be JAVASCRIPT, as the piggyback is: script https://partner.example/p");
        }

        @Test
        void refusesSegmentsWhosePiggybacksDoNotGoTogether() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PixelExport.of(WITH_IMAGE, WITH_SCRIPTS))
                    .withMessageStartingWith("piggyback pixels ");
        }

        @Test
        void refusesASecondRedirectOfAnImage() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PixelExport.of(WITH_IMAGE).redirectingTo("https://a.example/"))
                    .withMessage(
                            "redirect https://a.example/: must not be there, as an image can redirect once only and there is a"
                                    + " piggyback: image https://partner.example/p");
            assertThat(PixelExport.of(CART).asImage().redirectingTo(PARTNER).type())
                    .isEqualTo(PixelType.IMAGE);
            assertThat(PixelExport.of(WITH_SCRIPTS).redirectingTo(PARTNER).type())
                    .isEqualTo(PixelType.JAVASCRIPT);
        }
    }
}
