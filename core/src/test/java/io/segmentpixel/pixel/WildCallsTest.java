package io.segmentpixel.pixel;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.segment.PixelType;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls as they stand in public pages and code: the address, what is read of it, and what is said to be odd. */
class WildCallsTest {
    private static final String NONE = "none";

    @ParameterizedTest
    @CsvFileSource(resources = "wild-calls.csv", delimiter = '|', numLinesToSkip = 1, maxCharsPerColumn = 10_000)
    void is_read(String address, String call, String remark) {
        String unescaped = address.replace("\\n", "\n").replace("\\t", "\t");
        ParsedCall parsed =
                PixelCall.parse(unescaped, Set.of("pixel.reseller.example")).orElseThrow();

        assertThat(parsed.call().map(PixelCall::toString).orElse(NONE)).isEqualTo(call);
        if (remark.equals(NONE)) {
            assertThat(parsed.remarks()).isEmpty();
        } else {
            assertThat(parsed.remarks()).anySatisfy(said -> assertThat(said).contains(remark));
        }
        if (call.equals(NONE)) {
            assertThat(parsed.rawParameters()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://secure.adnxs.com/setuid?entity=18&code=1&seg=12",
                "https://secure.adnxs.com/pxj?bidder=18&seg=12&action=setuid",
                "https://secure.adnxs.com/bounce?%2Fsetuid%3Fentity%3D18",
                "https://www.example.com/seg?add=12",
                "https://urldefense.com/v3/__https://www.example.com/seg?add=12__;!!a!b$"
            })
    void another_call_is_none_of_ours(String address) {
        assertThat(PixelCall.parse(address)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1*__;!!a!b$", "1**.__;Kyo=!!a!b$", "1__;Ky\u00fc!!a!b$", "1__;"})
    void a_link_that_no_mail_gateway_wrote_is_no_call(String rest) {
        ParsedCall parsed = PixelCall.parse("https://urldefense.com/v3/__https://ib.adnxs.com/seg?add=" + rest)
                .orElseThrow();

        assertThat(parsed.call()).isEmpty();
        assertThat(parsed.remarks())
                .anySatisfy(remark -> assertThat(remark).contains("a browser asks there, not at the platform"));
    }

    @Test
    void a_cachebuster_that_is_glued_on_does_not_hide_the_type() {
        assertThat(PixelCall.parse("https://ib.adnxs.com/seg?add=1&t=2?839201")
                        .orElseThrow()
                        .type())
                .contains(PixelType.IMAGE);
    }
}
