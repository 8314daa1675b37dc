package io.segmentpixel.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
}
