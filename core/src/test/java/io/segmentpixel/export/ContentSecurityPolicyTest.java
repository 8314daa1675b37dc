package io.segmentpixel.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.PiggybackPixel;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentSecurityPolicyTest {
    private static final Segment SEGMENT = Segment.of(SegmentId.of(12), MemberId.of(958), "x");
    private static final PixelExport SCRIPT = PixelExport.of(SEGMENT);
    private static final PixelExport IMAGE = SCRIPT.asImage();
    private static final String HOST = "https://secure.adnxs.com";

    private static ContentSecurityPolicy policy(HtmlFormat format, PixelExport... exports) {
        return ContentSecurityPolicy.forTags(format, List.of(exports));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "default-src 'none' | default-src 'none'; img-src https://secure.adnxs.com; script-src https://secure.adnxs.com",
                "default-src 'self' | default-src 'self'; img-src 'self' https://secure.adnxs.com; script-src 'self' https://secure.adnxs.com",
                "img-src 'none' | img-src https://secure.adnxs.com",
                "img-src 'self' data: | img-src 'self' data: https://secure.adnxs.com",
                "script-src 'self' | script-src 'self' https://secure.adnxs.com",
                "script-src 'nonce-abc' 'self' | script-src 'nonce-abc' 'self' https://secure.adnxs.com",
                "script-src 'unsafe-inline' | script-src 'unsafe-inline' https://secure.adnxs.com",
                "script-src-elem 'self'; script-src 'none' | script-src-elem 'self' https://secure.adnxs.com; script-src 'none'",
                "default-src https: | default-src https:",
                "default-src * | default-src *",
                "img-src *.adnxs.com; script-src https://*.adnxs.com | img-src *.adnxs.com; script-src https://*.adnxs.com",
                "img-src https://SECURE.adnxs.com | img-src https://SECURE.adnxs.com",
                "img-src adnxs.com | img-src adnxs.com https://secure.adnxs.com",
                "img-src 'self'; img-src * | img-src 'self' https://secure.adnxs.com; img-src *",
                "IMG-SRC 'NONE' | IMG-SRC https://secure.adnxs.com",
                "'  ;; img-src   ''self''\t data: ; ' | img-src 'self' data: https://secure.adnxs.com",
                "default-src 'self'; report-uri /csp; sandbox | default-src 'self'; report-uri /csp; sandbox; img-src 'self' https://secure.adnxs.com; script-src 'self' https://secure.adnxs.com",
                "frame-ancestors 'none'; upgrade-insecure-requests | frame-ancestors 'none'; upgrade-insecure-requests",
                "img-src 'self', default-src 'none' | img-src 'self' https://secure.adnxs.com, default-src 'none'; img-src https://secure.adnxs.com; script-src https://secure.adnxs.com",
                "img-src 'self', ;, | img-src 'self' https://secure.adnxs.com",
                "script-src 'self'; https://cdn.example; x:y | script-src 'self' https://secure.adnxs.com; https://cdn.example; x:y",
                "img-src http: | img-src http:",
                "img-src HTTPS: | img-src HTTPS:",
                "img-src https://* | img-src https://*",
                "img-src *:* | img-src *:*",
                "img-src http://*:* | img-src http://*:*",
                "img-src https://*:443 | img-src https://*:443",
                "img-src https://*:8443 | img-src https://*:8443 https://secure.adnxs.com",
                "img-src https://secure.adnxs.com:443 | img-src https://secure.adnxs.com:443",
                "img-src secure.adnxs.com:* | img-src secure.adnxs.com:*",
                "img-src secure.adnxs.com/ | img-src secure.adnxs.com/",
                "img-src secure.adnxs.com/seg2 | img-src secure.adnxs.com/seg2 https://secure.adnxs.com",
                "default-src 'self'; report-to csp | default-src 'self'; report-to csp; img-src 'self' https://secure.adnxs.com; script-src 'self' https://secure.adnxs.com",
                "require-trusted-types-for 'script'; img-src 'self' | require-trusted-types-for 'script'; img-src 'self' https://secure.adnxs.com",
                "img-src http://secure.adnxs.com | img-src http://secure.adnxs.com",
                "img-src 'none' 'self' | img-src 'self' https://secure.adnxs.com",
                "'' | ''"
            })
    void is_merged_into_a_policy(String existing, String expected) {
        ContentSecurityPolicy needed = policy(ExportFormats.htmlTag(), SCRIPT, IMAGE);

        String merged = needed.mergedInto(existing);

        assertThat(merged).isEqualTo(expected);
        assertThat(needed.mergedInto(merged)).isEqualTo(merged);
        PolicyReader before = new PolicyReader(existing);
        PolicyReader after = new PolicyReader(merged);
        assertThat(after.allowsImage(IMAGE.url())).isTrue();
        assertThat(after.allowsInserted(SCRIPT.url())).isTrue();
        for (String url : List.of("https://evil.example/", "https://static.shop.example/a.js")) {
            assertThat(after.allowsImage(url)).isEqualTo(before.allowsImage(url));
            assertThat(after.allowsInserted(url)).isEqualTo(before.allowsInserted(url));
        }
    }

    @Test
    void names_the_hosts_of_calls_redirects_and_piggybacks() {
        PixelExport scripted = PixelExport.of(
                SEGMENT.withPiggyback(List.of(PiggybackPixel.javaScript("https://A.example:8443/p.js?x=${UID}"))));

        assertThat(policy(ExportFormats.htmlTag(), IMAGE.redirectingTo("http://b.example/?a#b")))
                .hasToString("img-src https://secure.adnxs.com http://b.example");
        assertThat(policy(ExportFormats.htmlTag(), scripted))
                .hasToString("script-src https://secure.adnxs.com https://a.example:8443");
        assertThat(policy(ExportFormats.htmlTag(), IMAGE.nonSecure())).hasToString("img-src http://ib.adnxs.com");
        assertThat(policy(ExportFormats.htmlTag())).hasToString("");
        assertThat(policy(ExportFormats.noscript(), IMAGE)).hasToString("img-src " + HOST);
        assertThat(policy(ExportFormats.amp(), IMAGE)).hasToString("img-src " + HOST);
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example\\@b.example/, https://a.example",
        "https://a.example#@b.example/, https://a.example",
        "https://a.example?@b.example/, https://a.example",
        "https://b.example@a.example/, https://a.example",
        "https://bücher.example/, https://xn--bcher-kva.example",
        "https://10.0.0.5:8443/x, https://10.0.0.5:8443",
        "https://1.example/x, https://1.example",
        "https://BÜCHER.example:8443?x, https://xn--bcher-kva.example:8443"
    })
    void names_the_host_that_a_browser_asks(String redirect, String source) {
        assertThat(policy(ExportFormats.noscript(), IMAGE.redirectingTo(redirect)))
                .hasToString("img-src " + HOST + " " + source);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://[::1]/",
                "https://${HOST}/",
                "https://a_b.example/",
                "https://stra\u00dfe.example/",
                "https://a%2e.example/",
                "https://0x7f.1/",
                "https://127.1/",
                "https://2130706433/",
                "https://010.0.0.1/",
                "https://256.1.1.1/",
                "https://0x/"
            })
    void refuses_a_host_that_no_policy_can_name(String redirect) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> policy(ExportFormats.noscript(), IMAGE.redirectingTo(redirect)))
                .withMessage("url " + redirect
                        + ": goes to a host that a policy cannot name: it must be of A-Z a-z 0-9 . -, or a number as in"
                        + " 127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Security-Policy: img-src 'self'",
                "Content-Security-Policy:img-src 'self'",
                "content-security-policy-report-only : img-src 'self'"
            })
    void refuses_the_name_of_the_header(String policy) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> policy(ExportFormats.noscript(), IMAGE).mergedInto(policy))
                .withMessageContaining("must be the header's value, without its name");
    }

    @ParameterizedTest
    @CsvSource({
        "img-src ib.adnxs.com, true",
        "img-src https://ib.adnxs.com, true",
        "img-src https:, true",
        "img-src http://ib.adnxs.com:443, true",
        "img-src http://ib.adnxs.com:80, false",
        "img-src http:, false",
        "img-src *, false"
    })
    void tells_http_from_https(String policy, boolean isAdded) {
        assertThat(policy(ExportFormats.htmlTag(), IMAGE.nonSecure()).mergedInto(policy))
                .isEqualTo(policy + (isAdded ? " http://ib.adnxs.com" : ""));
    }

    @Test
    void is_a_value() {
        ContentSecurityPolicy image = policy(ExportFormats.htmlTag(), IMAGE);
        ContentSecurityPolicy script = policy(ExportFormats.htmlTag(), SCRIPT);

        assertThat(image)
                .isEqualTo(policy(ExportFormats.htmlTag(), IMAGE))
                .hasSameHashCodeAs(policy(ExportFormats.htmlTag(), IMAGE))
                .isNotEqualTo(script)
                .isNotEqualTo(policy(ExportFormats.htmlTag()))
                .isNotEqualTo(policy(ExportFormats.htmlTag(), IMAGE, SCRIPT));
        assertThat(script)
                .isNotEqualTo(policy(ExportFormats.htmlTag(), IMAGE, SCRIPT))
                .doesNotHaveSameHashCodeAs(image);
    }

    @Test
    void names_scripts_in_the_page_by_their_hash() throws Exception {
        String script = Jsoup.parseBodyFragment(ExportFormats.beacon().render(IMAGE))
                .select("script")
                .get(0)
                .data();
        String hash = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8)));

        assertThat(policy(ExportFormats.beacon(), IMAGE))
                .hasToString("img-src " + HOST + "; script-src 'sha256-" + hash + "'");
        assertThat(policy(ExportFormats.consentGated(WhenNoConsentPlatform.FIRE), SCRIPT)
                        .toString())
                .matches("script-src 'sha256-[A-Za-z0-9+/]{43}=' https://secure.adnxs.com");
    }

    @Test
    void names_scripts_by_their_nonce_where_they_have_one() {
        assertThat(policy(ExportFormats.htmlTag().withNonce("abc"), SCRIPT)).hasToString("script-src 'nonce-abc'");
        assertThat(policy(ExportFormats.beacon().withNonce("abc"), IMAGE))
                .hasToString("img-src " + HOST + "; script-src 'nonce-abc'");
        assertThat(policy(ExportFormats.consentGated(WhenNoConsentPlatform.FIRE).withNonce("abc"), SCRIPT))
                .hasToString("script-src 'nonce-abc' " + HOST);
    }

    @Test
    void switches_no_inline_scripts_off() {
        String open = "script-src 'self' 'unsafe-inline'";

        assertThat(policy(ExportFormats.beacon(), IMAGE).mergedInto(open)).isEqualTo(open);
        assertThat(policy(ExportFormats.htmlTag().withNonce("abc"), SCRIPT).mergedInto(open))
                .isEqualTo(open + " " + HOST);
        assertThat(policy(ExportFormats.beacon(), IMAGE).mergedInto("script-src 'unsafe-inline' 'nonce-x'"))
                .startsWith("script-src 'unsafe-inline' 'nonce-x' 'sha256-");
    }

    @Test
    void refuses_what_a_strict_policy_would_silently_block() {
        String strict = "script-src 'nonce-x' 'strict-dynamic'";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> policy(ExportFormats.htmlTag(), SCRIPT).mergedInto(strict))
                .withMessageContaining("has 'strict-dynamic', under which a script needs a nonce");
        assertThat(policy(ExportFormats.htmlTag().withNonce("x"), SCRIPT).mergedInto(strict))
                .isEqualTo(strict);
        assertThat(policy(ExportFormats.htmlTag(), IMAGE).mergedInto(strict)).isEqualTo(strict);
    }

    @Test
    void takes_no_script_in_a_name_for_one_of_the_tag() {
        PixelExport hostile = PixelExport.of("<script>alert(1)</script>", SCRIPT.call());

        assertThat(policy(ExportFormats.htmlTag(), hostile)).hasToString("script-src " + HOST);
    }

    @Test
    void reads_tags_of_others_formats() {
        HtmlFormat own =
                export -> "<script>go('" + export.url() + "')</script><script src='" + export.url() + "'></script>";

        assertThat(policy(own, SCRIPT).toString()).matches("script-src 'sha256-.*' https://secure.adnxs.com");
    }

    @Test
    void refuses_what_a_policy_cannot_name() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> policy(ExportFormats.htmlTag(), IMAGE.redirectingTo("https://${HOST}/")))
                .withMessageContaining("goes to a host that a policy cannot name");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        policy(ExportFormats.htmlTag(), IMAGE).mergedInto("Content-Security-Policy: img-src 'self'"))
                .withMessage("policy Content-Security-Policy:: must be the header's value, without its name");
    }
}
