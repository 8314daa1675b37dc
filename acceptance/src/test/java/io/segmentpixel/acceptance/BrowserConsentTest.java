package io.segmentpixel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.HtmlFormat;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.export.TagFormat;
import io.segmentpixel.export.WhenNoConsentPlatform;
import io.segmentpixel.page.PagePlacer;
import io.segmentpixel.pixel.Privacy;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** In a real browser, the consent-gated tag fires when the page's consent platform allows it, once, and never otherwise. */
class BrowserConsentTest extends InBrowser {
    private static final String TC = ConsentPlatforms.GRANTED_TC;
    private static final Privacy GRANTED = Privacy.none().withGdpr(true, TC);
    private static final Privacy ON_GPP = Privacy.none().withGpp(ConsentPlatforms.NOT_OPTED_OUT_GPP, 7);

    private static final TagFormat GATED = ExportFormats.consentGated(WhenNoConsentPlatform.STAY_SILENT);

    /** Each export that the format treats in a way of its own: parameters go before a redirect, and the two types are sent differently. */
    static Stream<PixelExport> exports() {
        return Stream.of(BrowserTag.IMAGE, BrowserTag.SCRIPT, BrowserTag.LONG_IMAGE);
    }

    private void show(PixelExport export, String... platforms) {
        show(GATED, export, platforms);
    }

    private void show(HtmlFormat format, PixelExport export, String... platforms) {
        String page = "<!DOCTYPE html><html><head><title>A shop</title><script>" + String.join("", platforms)
                + "</script></head><body><button onclick=\"agree()\">I agree</button></body></html>";
        stage().show(PagePlacer.inHead().place(page, export, format));
    }

    private void isSilent() {
        assertThat(stage().firedOf(0)).isEmpty();
    }

    private void firesOnce(PixelExport export, Privacy privacy) {
        assertThat(stage().firedOf(1))
                .containsExactly(export.withPrivacy(privacy).url());
    }

    @ParameterizedTest
    @MethodSource("exports")
    void granted_when_the_page_loads_it_fires_with_the_consent(PixelExport export) {
        show(export, ConsentPlatforms.tcf(ConsentPlatforms.TCF_GRANTED));

        firesOnce(export, GRANTED);
    }

    @ParameterizedTest
    @MethodSource("exports")
    void granted_late_by_a_click_it_fires_then_and_not_before(PixelExport export) {
        show(
                export,
                ConsentPlatforms.tcf("{gdprApplies: true, eventStatus: 'cmpuishown', tcString: ''}"),
                "function agree() { sayTcf(" + ConsentPlatforms.TCF_GRANTED_BY_CLICK + "); }");
        isSilent();

        stage().browser().click("button");

        firesOnce(export, GRANTED);
    }

    @ParameterizedTest
    @MethodSource("exports")
    void where_the_gdpr_does_not_apply_it_fires_and_says_so(PixelExport export) {
        show(export, ConsentPlatforms.tcf("{gdprApplies: false, eventStatus: 'tcloaded', tcString: '" + TC + "'}"));

        firesOnce(export, Privacy.none().withGdpr(false, TC));
    }

    @ParameterizedTest
    @MethodSource("exports")
    void denied_it_stays_silent_whatever_is_said_twice(PixelExport export) {
        show(export, ConsentPlatforms.tcf(ConsentPlatforms.TCF_DENIED), "function agree() {}");
        stage().browser().run("sayTcf(" + ConsentPlatforms.TCF_DENIED + "); return 1;");

        isSilent();
    }

    @Test
    void a_vendor_without_the_purpose_and_a_purpose_without_the_vendor_do_not_grant() {
        show(
                BrowserTag.IMAGE,
                ConsentPlatforms.tcf("{gdprApplies: true, eventStatus: 'tcloaded', tcString: '" + TC
                        + "', vendor: {consents: {32: true}}, purpose: {consents: {1: false, 2: true}}}"));
        stage().browser()
                .run("sayTcf({vendor: {consents: {31: true, 33: true}}, purpose: {consents: {1: true}}}); return 1;");

        isSilent();
    }

    /** Each call has a number of its own here: a browser asks once only for equal addresses. */
    @ParameterizedTest
    @MethodSource("exports")
    void granted_again_and_again_it_fires_once(PixelExport export) {
        show(GATED.withCacheBuster(), export, ConsentPlatforms.tcf(ConsentPlatforms.TCF_GRANTED));
        stage().browser()
                .run("for (let i = 0; i < 5; i++) { sayTcf({}); sayTcf(" + ConsentPlatforms.TCF_DENIED + "); sayTcf("
                        + ConsentPlatforms.TCF_GRANTED_BY_CLICK + "); } return 1;");

        assertThat(stage().firedOf(1))
                .singleElement()
                .asString()
                .matches(Pattern.quote(export.withPrivacy(GRANTED).url()) + "&cb=\\d+");
    }

    @Test
    void denied_first_and_granted_later_it_fires_once() {
        show(BrowserTag.SCRIPT, ConsentPlatforms.tcf(ConsentPlatforms.TCF_DENIED));
        isSilent();
        stage().browser().run("sayTcf(" + ConsentPlatforms.TCF_GRANTED_BY_CLICK + "); return 1;");

        firesOnce(BrowserTag.SCRIPT, GRANTED);
    }

    @ParameterizedTest
    @MethodSource("exports")
    void on_a_privacy_platform_without_opt_out_it_fires_with_its_string(PixelExport export) {
        show(export, ConsentPlatforms.gpp(ConsentPlatforms.GPP_ALLOWED));

        firesOnce(export, ON_GPP);
    }

    @ParameterizedTest
    @MethodSource("exports")
    void on_a_privacy_platform_that_is_ready_late_it_fires_then(PixelExport export) {
        show(
                export,
                ConsentPlatforms.gpp("{signalStatus: 'not ready'}"),
                "function agree() { sayGpp(" + ConsentPlatforms.GPP_ALLOWED + "); }");
        isSilent();

        stage().browser().click("button");

        firesOnce(export, ON_GPP);
    }

    @ParameterizedTest
    @MethodSource("exports")
    void on_a_privacy_platform_with_an_opt_out_it_stays_silent(PixelExport export) {
        show(export, ConsentPlatforms.gpp(ConsentPlatforms.GPP_OPTED_OUT));

        isSilent();
    }

    @Test
    void with_both_platforms_both_must_allow_it() {
        show(
                BrowserTag.IMAGE,
                ConsentPlatforms.tcf(ConsentPlatforms.TCF_GRANTED),
                ConsentPlatforms.gpp(ConsentPlatforms.GPP_OPTED_OUT));
        isSilent();
        stage().browser().run("sayGpp(" + ConsentPlatforms.GPP_ALLOWED + "); return 1;");

        firesOnce(BrowserTag.IMAGE, GRANTED.withGpp(ConsentPlatforms.NOT_OPTED_OUT_GPP, 7));
    }

    @ParameterizedTest
    @EnumSource
    void without_a_platform_it_does_what_was_asked_for(WhenNoConsentPlatform when) {
        for (PixelExport export : exports().toList()) {
            stage().startOver();
            stage().show(PagePlacer.atEndOfBody().place("<p>A shop</p>", export, ExportFormats.consentGated(when)));

            if (when == WhenNoConsentPlatform.FIRE) {
                firesOnce(export, Privacy.none());
            } else {
                isSilent();
            }
        }
    }
}
