package io.segmentpixel.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.pixel.MacroDialect;
import io.segmentpixel.pixel.Privacy;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.NativeArray;
import org.mozilla.javascript.Scriptable;

/** The consent-gated script, run against a faked consent platform. */
class ConsentGatedTest {
    private static final PixelExport IMAGE =
            PixelExport.of(Segment.of(SegmentId.of(12), MemberId.of(958), "x")).asImage();
    private static final String URL = "https://secure.adnxs.com/seg?add=12&t=2";

    /** A page: what it asks for is noted, and it has the platforms that a test gives it. */
    private static final String PAGE =
            """
            var window = this, fired = [], tcfListener, gppListener;
            function Image() {}
            Object.defineProperty(Image.prototype, "src", {set: function (url) { fired.push("image " + url); }});
            var document = {head: {appendChild: function (script) { fired.push("script " + script.src); }},
                createElement: function (name) { return {}; }};
            function tcf() { window.__tcfapi = function (command, version, listener) {
                if (command === "addEventListener" && version === 2) { tcfListener = listener; } }; }
            function gpp(sections) { window.__gpp = function (command, listener, name) {
                if (command === "addEventListener") { gppListener = listener; }
                if (command === "getSection") { listener(sections ? sections[name] : null, true); } }; }
            function says(status, applies, vendor, purpose) { tcfListener({eventStatus: status, gdprApplies: applies,
                tcString: "CO.tc", vendor: {consents: {32: vendor}}, purpose: {consents: {1: purpose}}}, true); }
            function signals(status, sections, parsed) { gppListener({eventName: "signalStatus", pingData: {signalStatus: status,
                applicableSections: sections, parsedSections: parsed, gppString: "DB~1Y"}}, true); }
            """;

    /** Runs the page, the tag, and what happens then; gives what was fired. */
    private static List<String> fired(PixelExport export, WhenNoConsentPlatform when, String before, String after) {
        String script = Jsoup.parseBodyFragment(ExportFormats.consentGated(when).render(export))
                .select("script")
                .get(0)
                .data();
        Context context = Context.enter();
        try {
            Scriptable scope = context.initStandardObjects();
            context.evaluateString(scope, PAGE + before + "\n" + script + "\n" + after, "page", 1, null);
            NativeArray fired = (NativeArray) scope.get("fired", scope);
            return Stream.of(fired.toArray()).map(Object::toString).toList();
        } finally {
            Context.exit();
        }
    }

    private static List<String> fired(String before, String after) {
        return fired(IMAGE, WhenNoConsentPlatform.STAY_SILENT, before, after);
    }

    private static String with(String signals) {
        return URL.replace("&t=2", signals + "&t=2");
    }

    private static String withTcf(int applies) {
        return "image " + with("&gdpr=" + applies + "&gdpr_consent=CO.tc");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "says('tcloaded', true, false, true)",
                "says('tcloaded', true, true, false)",
                "says('useractioncomplete', true, false, false)",
                "says('cmpuishown', true, true, true)",
                "tcfListener(null, false)",
                "tcfListener({eventStatus: 'tcloaded', gdprApplies: true}, true)",
                "says('tcloaded', undefined, false, false)"
            })
    void stays_silent_while_consent_is_denied_or_not_known(String after) {
        assertThat(fired("tcf();", after)).isEmpty();
        assertThat(fired(IMAGE, WhenNoConsentPlatform.FIRE, "tcf();", after)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcloaded", "useractioncomplete"})
    void fires_once_consent_is_granted_and_passes_it_on(String status) {
        assertThat(fired("tcf();", "says('" + status + "', true, true, true)")).containsExactly(withTcf(1));
    }

    @Test
    void fires_when_it_is_granted_later_and_once_only() {
        assertThat(fired(
                        "tcf();",
                        "says('tcloaded', true, false, false); says('cmpuishown', true, false, false);"
                                + "says('useractioncomplete', true, true, true); says('useractioncomplete', true, true, true);"
                                + "says('tcloaded', false)"))
                .containsExactly(withTcf(1));
    }

    @Test
    void fires_where_the_law_does_not_apply() {
        assertThat(fired("tcf();", "says('tcloaded', false, false, false)")).containsExactly(withTcf(0));
    }

    @Test
    void does_what_it_was_told_where_there_is_no_platform() {
        assertThat(fired(IMAGE, WhenNoConsentPlatform.FIRE, "", "")).containsExactly("image " + URL);
        assertThat(fired(IMAGE, WhenNoConsentPlatform.STAY_SILENT, "", "")).isEmpty();
    }

    @Test
    void inserts_a_script_where_the_pixel_is_one() {
        assertThat(fired(IMAGE.asJavaScript(), WhenNoConsentPlatform.FIRE, "", ""))
                .containsExactly("script https://secure.adnxs.com/seg?add=12&t=1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "signals('not ready', [7], {usnat: [{SaleOptOut: 2}]}) | ",
                "signals('ready', [7], {usnat: [{SaleOptOut: 2, SharingOptOut: 0}]}) | &gpp=DB~1Y&gpp_sid=7",
                "signals('ready', [7], {usnat: {SaleOptOut: 2}}) | &gpp=DB~1Y&gpp_sid=7",
                "signals('ready', [7], {usnat: [{SaleOptOut: 1}]}) | ",
                "signals('ready', [8], {usca: [{SharingOptOut: 1}]}) | ",
                "signals('ready', [12], {usct: [{TargetedAdvertisingOptOut: 1}]}) | ",
                "signals('ready', [9, 10], {usva: [{SaleOptOut: 0}], usco: [{SaleOptOut: 1}]}) | ",
                "signals('ready', [8], {usnat: [{SaleOptOut: 1}], usca: [{SaleOptOut: 2}]}) | &gpp=DB~1Y&gpp_sid=8",
                "signals('ready', [11], {}) | ",
                "signals('ready', [-1], {}) | &gpp=DB~1Y&gpp_sid=-1",
                "signals('ready', [], {}) | &gpp=DB~1Y",
                "signals('ready', [2], {tcfeuv2: [{VendorConsents: [5, 32], PurposeConsents: [true, false]}]}) | &gpp=DB~1Y&gpp_sid=2",
                "signals('ready', [2], {tcfeuv2: [{VendorConsents: [5, 32], PurposeConsents: [false, true]}]}) | ",
                "signals('ready', [2], {tcfeuv2: [{VendorConsents: [5], PurposeConsents: [true]}]}) | ",
                "signals('ready', [2], {tcfeuv2: {vendor: {consents: {32: true}}, purpose: {consents: {1: true}}}}) | &gpp=DB~1Y&gpp_sid=2",
                "signals('ready', [2], {}) | "
            })
    void listens_to_the_global_platform_where_it_is_alone(String signal, String parameters) {
        List<String> expected = parameters == null ? List.of() : List.of("image " + with(parameters));

        assertThat(fired("gpp();", signal)).isEqualTo(expected);
    }

    @Test
    void asks_for_a_section_that_is_not_in_the_signal() {
        assertThat(fired("gpp({usnat: [{SaleOptOut: 1}]});", "signals('ready', [7])"))
                .isEmpty();
        assertThat(fired("gpp({usnat: [{SaleOptOut: 2}]});", "signals('ready', [7])"))
                .hasSize(1);
    }

    @Test
    void fires_once_the_signal_of_the_global_platform_allows_it() {
        assertThat(fired(
                        "gpp();",
                        "signals('ready', [7], {usnat: [{SaleOptOut: 1}]}); signals('ready', [7, 8], {usnat: [{}], usca: [{}]});"
                                + "signals('ready', [7], {usnat: [{}]})"))
                .containsExactly("image " + with("&gpp=DB~1Y&gpp_sid=7,8"));
    }

    @Test
    void passes_signals_on_in_the_order_of_a_call() {
        PixelExport export =
                IMAGE.withPrivacy(Privacy.none().withUsPrivacy("1YNN")).redirectingTo("https://a.example/?t=1");

        List<String> fired = fired(
                export,
                WhenNoConsentPlatform.FIRE,
                "tcf(); gpp();",
                "signals('ready', [7, 8], {usnat: [{}], usca: [{}]}); says('tcloaded', true, true, true);");

        assertThat(fired)
                .containsExactly("image "
                        + export.withPrivacy(Privacy.none()
                                        .withGdpr(true, "CO.tc")
                                        .withUsPrivacy("1YNN")
                                        .withGpp("DB~1Y", 7, 8))
                                .url());
    }

    @Test
    void waits_for_both_platforms_where_there_are_two() {
        String ready = "signals('ready', [-1], {});";
        String granted = "says('tcloaded', true, true, true);";
        String both = "image " + with("&gdpr=1&gdpr_consent=CO.tc&gpp=DB~1Y&gpp_sid=-1");

        assertThat(fired("tcf(); gpp();", granted)).isEmpty();
        assertThat(fired("tcf(); gpp();", ready)).isEmpty();
        assertThat(fired("tcf(); gpp();", granted + ready)).containsExactly(both);
        assertThat(fired("tcf(); gpp();", ready + granted)).containsExactly(both);
        assertThat(fired("tcf(); gpp();", granted + "says('useractioncomplete', true, false, false);" + ready))
                .isEmpty();
    }

    @Test
    void refuses_an_export_that_says_what_the_platform_is_asked_for() {
        TagFormat format = ExportFormats.consentGated(WhenNoConsentPlatform.FIRE);

        assertThat(format.refusal(IMAGE.withPrivacy(Privacy.macros(MacroDialect.IAB)))
                        .orElseThrow())
                .startsWith("says gdpr itself");
        assertThat(format.refusal(IMAGE.withPrivacy(Privacy.none().withConsent(true))))
                .isPresent();
        assertThat(format.refusal(IMAGE.withPrivacy(Privacy.none().withUsPrivacy("1YNN"))))
                .isEmpty();
    }

    @Test
    void makes_another_address_each_time_if_it_is_told_to() {
        String tag = ExportFormats.consentGated(WhenNoConsentPlatform.FIRE)
                .withCacheBuster()
                .render(IMAGE);

        assertThat(tag)
                .contains("fire(\"" + URL.replace("&t=2", "\" + tcf + gpp + \"&t=2")
                        + "\" + \"&cb=\" + String(Math.random()).slice(2))");
    }
}
