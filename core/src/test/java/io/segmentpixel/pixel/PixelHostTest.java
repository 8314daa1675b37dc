package io.segmentpixel.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PixelHostTest {
    @Test
    void ignores_case() {
        assertThat(PixelHost.of("Secure.AdNxs.com")).isEqualTo(PixelHost.SECURE).hasToString("secure.adnxs.com");
        assertThat(PixelHost.of("xn--bcher-kva.example").name()).isEqualTo("xn--bcher-kva.example");
        assertThat(PixelHost.IB).isNotEqualTo(PixelHost.SECURE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "a..b",
                "-a.example",
                "a-.example",
                "https://a.example",
                "a.example:8080",
                "a.example/",
                "a b",
                "a\"b",
                "bücher.example"
            })
    void refuses_what_is_no_host_name(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PixelHost.of(name))
                .withMessage("host name \"" + name
                        + "\": must be labels of A-Z a-z 0-9 - joined by dots, at most 253 characters,"
                        + " without scheme and port");
    }

    @Test
    void refuses_names_that_are_too_long() {
        assertThat(PixelHost.of("a".repeat(63)).name()).hasSize(63);
        assertThatIllegalArgumentException().isThrownBy(() -> PixelHost.of("a".repeat(64)));
        assertThatIllegalArgumentException().isThrownBy(() -> PixelHost.of("a.".repeat(126) + "ab"));
    }
}
