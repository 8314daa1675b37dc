package io.segmentpixel.pixel;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.segmentpixel.segment.PixelType;
import java.util.Optional;
import java.util.Set;

/**
 * Reads whatever a fuzzer makes of an address. The inputs beside this class run with every build; with JAZZER_FUZZ=1 in the
 * environment the fuzzer looks for more.
 */
class ParseFuzzTest {
    @FuzzTest(maxDuration = "10m")
    void no_text_breaks_the_reader(FuzzedDataProvider data) {
        boolean isQuery = data.consumeBoolean();
        String text = data.consumeRemainingAsString();
        String address = isQuery ? "https://ib.adnxs.com/seg?" + text : text;
        PixelCall.parse(address, Set.of("pixel.reseller.example"))
                .flatMap(ParsedCall::call)
                .ifPresent(ParseFuzzTest::isReadBack);
    }

    /** What was read once is a call of ours, and is read back as the same. */
    private static void isReadBack(PixelCall call) {
        String url = call.url(Scheme.HTTPS, PixelHost.SECURE, PixelType.IMAGE);
        if (!PixelCall.parse(url).flatMap(ParsedCall::call).equals(Optional.of(call))) {
            throw new IllegalStateException(url);
        }
    }
}
