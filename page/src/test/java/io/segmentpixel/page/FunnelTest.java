package io.segmentpixel.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.segmentpixel.export.PixelExport;
import io.segmentpixel.pixel.ConversionCall;
import io.segmentpixel.pixel.ConversionId;
import io.segmentpixel.pixel.SegmentCall;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import org.junit.jupiter.api.Test;

class FunnelTest {
    @Test
    void holds_its_steps_in_order() {
        assertThat(Sites.FUNNEL.name()).isEqualTo("Shop");
        assertThat(Sites.FUNNEL.steps())
                .containsExactly(
                        new Funnel.Step(Sites.HOME, PageRule.path("index.html")),
                        new Funnel.Step(Sites.CART, PageRule.path("cart/**")),
                        new Funnel.Step(Sites.BOUGHT, PageRule.having("#thank-you")));
        assertThat(Sites.FUNNEL)
                .hasToString(
                        """
                        Funnel "Shop"
                            "Shop - home" on path index.html
                            "Shop - cart" on path cart/**
                            "Shop - bought" on having #thank-you""");
    }

    @Test
    void a_step_more_is_another_funnel() {
        Funnel shorter = Funnel.named("Shop").step(Sites.HOME, PageRule.path("a"));
        Funnel longer = shorter.step(Sites.HOME, PageRule.path("b"));

        assertThat(shorter.steps()).hasSize(1);
        assertThat(longer.steps()).hasSize(2);
        assertThat(longer.exports()).containsExactly(Sites.HOME);
        assertThat(longer).isNotEqualTo(shorter).isEqualTo(shorter.step(Sites.HOME, PageRule.path("b")));
    }

    @Test
    void wrong_parts_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Funnel.named(" "))
                .withMessage("name \" \": must not be blank");
    }

    @Test
    void exports_for_the_same_segments_are_versions_of_each_other() {
        Segment cart = Segment.of(SegmentId.of(5), MemberId.of(958), "cart").withCode(SegmentCode.of("cart"));
        PixelExport export = PixelExport.of(cart);
        PixelExport other = Sites.HOME;
        ConversionCall conversion = ConversionCall.of(ConversionId.of(5));

        assertThat(PixelSubject.isOne(export, export.asImage().usingCodes().withValue(3)))
                .isTrue();
        assertThat(PixelSubject.isOne(export, PixelExport.of("renamed", SegmentCall.adding(SegmentId.of(5)))))
                .isTrue();
        assertThat(PixelSubject.isOne(export, other)).isFalse();
        assertThat(PixelSubject.isOne(export, export.addingAlso(SegmentId.of(6))))
                .isFalse();
        assertThat(PixelSubject.isOne(export, PixelExport.of("c", conversion))).isFalse();
        assertThat(PixelSubject.isOne(
                        PixelExport.of("c", conversion), PixelExport.of("d", conversion.withOrderId("1"))))
                .isTrue();
    }
}
