package io.segmentpixel.pixel;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.segment.PixelType;
import io.segmentpixel.segment.SegmentId;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PrivacyTest {
    private static final SegmentCall CALL = SegmentCall.adding(SegmentId.of(12));

    @Provide
    Arbitrary<Privacy> privacies() {
        return Calls.privacies();
    }

    @Test
    void writes_its_signals_in_one_order() {
        assertThat(Privacy.none()
                        .withGpp("DB~x", 2, 7)
                        .withUsPrivacy("1YN-")
                        .withConsent(false)
                        .withGdpr(true, "CO_x.y-z"))
                .hasToString("gdpr=1&gdpr_consent=CO_x.y-z&consent=0&us_privacy=1YN-&gpp=DB~x&gpp_sid=2,7");
        assertThat(Privacy.none().withGdpr(true, "CO").withGdpr(false, "")).hasToString("gdpr=0");
        assertThat(Privacy.none().isNone()).isTrue();
    }

    @Test
    void writes_the_macros_of_each_dialect_unencoded() {
        assertThat(CALL.withPrivacy(Privacy.macros(MacroDialect.IAB)).query())
                .isEqualTo("add=12&gdpr=${GDPR}&gdpr_consent=${GDPR_CONSENT_32}&us_privacy=${US_PRIVACY}"
                        + "&gpp=${GPP_STRING_32}&gpp_sid=${GPP_SID}");
        assertThat(CALL.withPrivacy(Privacy.macros(MacroDialect.PLATFORM)).query())
                .isEqualTo("add=12&gdpr=${GDPR_APPLIES}&gdpr_consent=${GDPR_CONSENT_STRING}&us_privacy=${US_PRIVACY}"
                        + "&gpp=${GPP_STRING_32}&gpp_sid=${GPP_SID}");
    }

    @Test
    void tells_macros_from_fixed_signals() {
        Privacy fixed = Privacy.none().withGdpr(true, "CO").withGpp("DB~x", -1, 999);

        assertThat(fixed.isMacro(PrivacySignal.GDPR)).isFalse();
        assertThat(fixed.isMacro(PrivacySignal.US_PRIVACY)).isFalse();
        assertThat(Privacy.macros(MacroDialect.IAB).isMacro(PrivacySignal.GDPR)).isTrue();
        assertThat(fixed.signals())
                .containsOnlyKeys(
                        PrivacySignal.GDPR, PrivacySignal.GDPR_CONSENT, PrivacySignal.GPP, PrivacySignal.GPP_SID)
                .containsEntry(PrivacySignal.GPP_SID, "-1,999");
        assertThat(fixed).isNotEqualTo(Privacy.none()).doesNotHaveSameHashCodeAs(Privacy.none());
    }

    @Test
    void goes_off_a_call_again() {
        assertThat(CALL.withPrivacy(Privacy.macros(MacroDialect.IAB)).withPrivacy(Privacy.none()))
                .isEqualTo(CALL);
    }

    @Property(seed = "42")
    void is_read_back_from_any_call(@ForAll("privacies") Privacy privacy) {
        SegmentCall call = CALL.withPrivacy(privacy);
        ParsedCall parsed = PixelCall.parse(call.url(Scheme.INHERITED, PixelHost.SECURE, PixelType.JAVASCRIPT))
                .orElseThrow();

        assertThat(parsed.call()).contains(call);
        assertThat(parsed.remarks()).isEmpty();
        Privacy read = parsed.call().orElseThrow().privacy();
        assertThat(read).isEqualTo(privacy).hasSameHashCodeAs(privacy).hasToString(privacy.toString());
        for (PrivacySignal signal : PrivacySignal.values()) {
            assertThat(read.isMacro(signal)).isEqualTo(privacy.isMacro(signal));
            assertThat(privacy.without(signal).signal(signal)).isEmpty();
        }
    }
}
