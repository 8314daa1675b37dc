package io.segmentpixel.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.iab.gpp.encoder.GppModel;
import com.iab.gpp.encoder.field.TcfEuV2Field;
import com.iab.gpp.encoder.field.UsNatField;
import com.iab.gpp.encoder.section.TcfEuV2;
import com.iab.gpp.encoder.section.UsNat;
import io.segmentpixel.examples.web.RawClient;
import io.segmentpixel.examples.web.WebServer;
import io.segmentpixel.export.ContentSecurityPolicy;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.pixel.Privacy;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.testkit.InMemorySegments;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that writes its tags itself writes the right one, for the visitor who asks, and none for whoever did not agree. */
@SuppressWarnings("NullAway.Init")
class TagServerTest {
    /** Made by the IAB's encoder: purposes 1, 2 and 7; vendors 10, 32 and 700. */
    private static final String GRANTED = "CQubeJfQubeJfAAAAAENAMCAAMIAAAAAAAAAFeQAwAFAAgAV4AAAAAAA.QAAA.IAAA";

    /** The same without the platform, and without purpose 1. */
    private static final String DENIED = "CQubeJfQubeJfAAAAAENAMCAAEIAAAAAAAAAFeQAgAFAK8AAAAAA.QAAA.IAAA";

    /** Section 7, without an opt-out and with one. */
    private static final String ALLOWED_GPP = "DBABLA~BAAgAAAAAABA.QA";

    private static final String OPTED_OUT_GPP = "DBABLA~BAAQAAAAAABA.QA";
    private static final String CALL = "adnxs.com/seg?";
    private static final List<String> PAGES =
            List.of("/", "/product?bag=satchel", "/cart?bag=satchel", "/thank-you?bag=satchel");

    private final List<PixelExport> pixels = TagServer.pixels(new InMemorySegments());
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private WebServer server;

    @BeforeEach
    void start() throws IOException {
        server = serving(pixels);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static WebServer serving(List<PixelExport> steps) throws IOException {
        return WebServer.start(0, new TaggedShop(steps.get(0), steps.get(1), steps.get(2)));
    }

    private HttpRequest request(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server.url()).resolve(path));
        return (headers.length == 0 ? request : request.headers(headers)).build();
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        return client.send(request(path, headers), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String form, String... headers) throws Exception {
        HttpRequest.Builder post =
                HttpRequest.newBuilder(URI.create(server.url()).resolve(path)).POST(BodyPublishers.ofString(form));
        return client.send((headers.length == 0 ? post : post.headers(headers)).build(), BodyHandlers.ofString());
    }

    private static String policy(HttpResponse<String> answer) {
        return answer.headers().firstValue("Content-Security-Policy").orElseThrow();
    }

    private void isSilent(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .doesNotContain("adnxs", "Segment Pixel", "<script")
                .contains("no tag");
        assertThat(policy(answer)).isEqualTo(TaggedShop.POLICY);
    }

    private void hasTag(HttpResponse<String> answer, PixelExport pixel) {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .containsOnlyOnce(TaggedShop.FORMAT.render(pixel))
                .containsOnlyOnce(CALL);
        assertThat(policy(answer))
                .isEqualTo(ContentSecurityPolicy.forTags(TaggedShop.FORMAT, List.of(pixel))
                        .mergedInto(TaggedShop.POLICY));
    }

    @Test
    void each_page_has_the_tag_of_its_step_the_visitor_s_consent_and_the_policy_for_it() throws Exception {
        Privacy consent = Privacy.none().withGdpr(true, GRANTED);
        Map<String, PixelExport> expected = new LinkedHashMap<>();
        expected.put("/", pixels.get(0));
        expected.put("/product?bag=weekender", pixels.get(0));
        expected.put("/cart?bag=satchel", pixels.get(1).withValue(248));
        expected.put("/cart?bag=briefcase&value=1&price=1", pixels.get(1).withValue(390));
        expected.put("/thank-you?bag=weekender", pixels.get(2).withValue(518));

        for (Map.Entry<String, PixelExport> page : expected.entrySet()) {
            hasTag(
                    get(page.getKey(), "Cookie", "a=b; euconsent-v2=" + GRANTED),
                    page.getValue().withPrivacy(consent));
        }
        assertThat(policy(get("/", "Cookie", "euconsent-v2=" + GRANTED)))
                .isEqualTo(TaggedShop.POLICY + "; script-src https://secure.adnxs.com");
    }

    @Test
    void without_consent_every_page_is_silent() throws Exception {
        for (String page : PAGES) {
            isSilent(get(page));
            isSilent(get(page, "Cookie", "euconsent-v2=" + DENIED));
        }
    }

    @ParameterizedTest
    @CsvSource({"true, 10", "false, 32"})
    void consent_to_the_purpose_or_to_the_platform_alone_is_none(boolean mayStore, int vendor) throws Exception {
        TcfEuV2 choice = new TcfEuV2();
        choice.setFieldValue(TcfEuV2Field.PURPOSE_CONSENTS, List.of(mayStore));
        choice.setFieldValue(TcfEuV2Field.VENDOR_CONSENTS, List.of(vendor));

        isSilent(get("/", "Cookie", "euconsent-v2=" + choice.encode()));
    }

    @Test
    void no_cache_hands_out_the_page_of_one_visitor_to_another() throws Exception {
        for (String page : PAGES) {
            for (HttpResponse<String> answer : List.of(get(page), get(page, "Cookie", "euconsent-v2=" + GRANTED))) {
                assertThat(answer.headers().allValues("Cache-Control")).containsExactly("private, no-store");
                assertThat(answer.headers().allValues("Vary"))
                        .containsExactly("Cookie, Sec-GPC, CloudFront-Viewer-Country");
            }
        }
    }

    /** By links of somebody else, who may not agree for the visitor. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "?gdpr=0",
                "?gdpr=1&gdpr_consent=" + GRANTED,
                "?euconsent-v2=" + GRANTED,
                "?consent=1",
                "?country=US"
            })
    void an_address_agrees_to_nothing(String query) throws Exception {
        isSilent(get("/" + query));
    }

    @ParameterizedTest
    @ValueSource(strings = {"DE", "FR", "GB", "CH", "NO", "RE", "XX", "T1", "", "us", "USA", "US, DE"})
    void whoever_is_in_Europe_or_nobody_knows_where_is_asked(String country) throws Exception {
        isSilent(get("/", "CloudFront-Viewer-Country", country));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "none | ''",
                "usprivacy=1YNN | &us_privacy=1YNN",
                "usprivacy=1--- | &us_privacy=1---",
                "gpp=" + ALLOWED_GPP + "; gpp_sid=7 | &gpp=" + ALLOWED_GPP + "&gpp_sid=7",
                "gpp=" + ALLOWED_GPP + " | &gpp=" + ALLOWED_GPP + "&gpp_sid=7",
                "gpp=" + ALLOWED_GPP + "; gpp_sid=-1 | &gpp=" + ALLOWED_GPP + "&gpp_sid=-1",
                "gpp=" + ALLOWED_GPP + "; usprivacy=1YNN | &us_privacy=1YNN&gpp=" + ALLOWED_GPP + "&gpp_sid=7",
                "euconsent-v2=" + GRANTED + " | ''"
            })
    void elsewhere_a_tag_says_what_the_visitor_said(String cookies, String said) throws Exception {
        assertThat(get("/", "CloudFront-Viewer-Country", "US", "Cookie", cookies == null ? "a=b" : cookies)
                        .body())
                .contains("&gdpr=0" + said + "&t=1\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "usprivacy=1YYN",
                "usprivacy=1yyn",
                "usprivacy=1",
                "usprivacy=2YNN",
                "usprivacy=1Y<N",
                "gpp=" + OPTED_OUT_GPP + "; gpp_sid=7",
                "gpp=" + OPTED_OUT_GPP,
                "gpp=" + ALLOWED_GPP + "; gpp_sid=8",
                "gpp=" + ALLOWED_GPP + "; gpp_sid=2",
                "gpp=" + ALLOWED_GPP + "; gpp_sid=7_8",
                "gpp=" + ALLOWED_GPP + "; gpp_sid=seven",
                "gpp=" + ALLOWED_GPP + "; gpp_sid=99999999999",
                "gpp=DBABLA",
                "gpp=rubbish",
                "gpp=<script>",
                "gpp=DBABMA~" + DENIED + "; gpp_sid=2",
                "usprivacy=1YNN; gpp=" + OPTED_OUT_GPP,
                "usprivacy=1YNN; usprivacy=1YYN",
                "euconsent-v2=" + DENIED
            })
    void elsewhere_it_is_silent_for_whoever_opted_out_or_says_what_nobody_understands(String cookies) throws Exception {
        isSilent(get("/", "CloudFront-Viewer-Country", "US", "Cookie", cookies));
        isSilent(get("/", "Cookie", "euconsent-v2=" + GRANTED + "; " + cookies));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SaleOptOut", "SharingOptOut", "TargetedAdvertisingOptOut", "Gpc"})
    void elsewhere_each_way_to_opt_out_is_enough(String field) throws Exception {
        boolean isGpc = field.equals(UsNatField.GPC);
        GppModel gpp = new GppModel(ALLOWED_GPP);
        gpp.setFieldValue(UsNat.ID, UsNatField.GPC_SEGMENT_INCLUDED, isGpc);
        gpp.setFieldValue(UsNat.ID, field, isGpc ? true : (Object) 1);

        isSilent(get("/", "CloudFront-Viewer-Country", "US", "Cookie", "gpp=" + gpp.encode()));
    }

    @Test
    void it_heeds_the_browser_s_global_privacy_control() throws Exception {
        isSilent(get("/", "CloudFront-Viewer-Country", "US", "Sec-GPC", "1"));
        isSilent(get("/", "Cookie", "euconsent-v2=" + GRANTED, "Sec-GPC", "1"));
    }

    /** The signal has one value; another one is none. */
    @ParameterizedTest
    @ValueSource(strings = {"0", "", "false"})
    void a_browser_that_does_not_say_1_has_not_opted_out(String signal) throws Exception {
        hasTag(
                get("/", "Cookie", "euconsent-v2=" + GRANTED, "Sec-GPC", signal),
                pixels.get(0).withPrivacy(Privacy.none().withGdpr(true, GRANTED)));
    }

    /** Neither the server's header nor the tag itself lets a call say on which page it was made. */
    @Test
    void no_call_carries_a_referrer() throws Exception {
        for (String page : PAGES) {
            HttpResponse<String> answer = get(page, "Cookie", "euconsent-v2=" + GRANTED);
            assertThat(answer.headers().allValues("Referrer-Policy")).containsExactly("same-origin");
            assertThat(answer.body()).contains(CALL).doesNotContainIgnoringCase("referrer");
        }
    }

    static Stream<String> noTcStrings() {
        return Stream.of(
                "",
                "C",
                "null",
                "undefined",
                "rubbish",
                "....",
                "%00",
                GRANTED.substring(0, 20),
                GRANTED + "\"><script>alert(1)</script>",
                GRANTED + "&add=1",
                GRANTED.replace("C", "c"),
                "\"" + GRANTED + "\"",
                "<script>alert(1)</script>",
                "'onload=alert(1)",
                "{{gdpr_consent}}",
                "${GDPR_CONSENT_32}",
                "%1$s%n",
                GRANTED + ".Q".repeat(4_000),
                "C".repeat(100_000),
                ALLOWED_GPP,
                "1YNN");
    }

    @ParameterizedTest
    @MethodSource("noTcStrings")
    @Timeout(30)
    void what_is_no_TC_string_agrees_to_nothing_and_is_shown_nowhere(String text) throws Exception {
        for (String page : PAGES) {
            HttpResponse<String> answer = get(page, "Cookie", "euconsent-v2=" + text);
            isSilent(answer);
            assertThat(answer.body()).doesNotContain("alert(1)", GRANTED.substring(0, 20), "CCCC", "rubbish");
            assertThat(answer.headers().map().toString())
                    .doesNotContain("alert(1)", GRANTED.substring(0, 20), "CCCC", "rubbish");
        }
    }

    /** 45 ranges in a string that is no longer than others, each of all vendors there can be. */
    @Test
    @Timeout(30)
    void a_string_that_is_long_to_read_agrees_to_nothing() throws Exception {
        StringBuilder bits = new StringBuilder("000010" + "0".repeat(146) + "1" + "0".repeat(60));
        bits.setLength(213);
        bits.append("1".repeat(16)).append('1').append("000000101101");
        bits.append(("1" + "0".repeat(15) + "1" + "1".repeat(16)).repeat(45)).append("0".repeat(60));

        isSilent(get("/", "Cookie", "euconsent-v2=" + base64(bits)));
    }

    private static String base64(CharSequence bits) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        StringBuilder text = new StringBuilder();
        for (int at = 0; at + 6 <= bits.length(); at += 6) {
            text.append(alphabet.charAt(
                    Integer.parseInt(bits.subSequence(at, at + 6).toString(), 2)));
        }
        return text.toString();
    }

    @Test
    void two_visitors_never_see_each_other_s_string() {
        List<String> strings =
                IntStream.range(0, 200).mapToObj(TagServerTest::tcString).toList();
        Pattern consent = Pattern.compile("gdpr_consent=([^&]*)&");

        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 200)
                .mapToObj(visitor -> client.sendAsync(
                        request(PAGES.get(visitor % 4), "Cookie", "euconsent-v2=" + strings.get(visitor)),
                        BodyHandlers.ofString()))
                .toList();

        assertThat(strings).doesNotHaveDuplicates();
        for (int visitor = 0; visitor < 200; visitor++) {
            HttpResponse<String> answer = answers.get(visitor).join();
            String own = strings.get(visitor);
            assertThat(consent.matcher(answer.body()).results().map(found -> found.group(1)))
                    .containsExactly(own);
            String all = answer.body() + answer.headers().map();
            assertThat(strings.stream().filter(all::contains)).containsExactly(own);
        }
    }

    /** Of somebody who agrees, by a consent platform that nobody else has. */
    private static String tcString(int visitor) {
        TcfEuV2 choice = new TcfEuV2(VisitorConsent.tcString(true));
        choice.setFieldValue(TcfEuV2Field.CMP_ID, visitor + 1);
        return choice.encode();
    }

    @Test
    void whoever_answers_yes_is_tagged_from_then_on_and_whoever_answers_no_is_not() throws Exception {
        String origin = server.url().substring(0, server.url().length() - 1);
        for (String answer : List.of("yes", "no", "", "perhaps")) {
            HttpResponse<String> posted = post("/consent", "answer=" + answer, "Origin", origin);

            assertThat(posted.statusCode()).isEqualTo(303);
            assertThat(posted.headers().firstValue("Location")).contains("/");
            String cookie = posted.headers().firstValue("Set-Cookie").orElseThrow();
            assertThat(cookie).matches("euconsent-v2=[A-Za-z0-9_.-]+; Path=/; SameSite=Lax; HttpOnly");
            String own = cookie.substring(0, cookie.indexOf(';'));
            if (answer.equals("yes")) {
                String tc = own.substring("euconsent-v2=".length());
                hasTag(
                        get("/", "Cookie", own),
                        pixels.get(0).withPrivacy(Privacy.none().withGdpr(true, tc)));
            } else {
                isSilent(get("/", "Cookie", own));
            }
        }
    }

    @Test
    void nobody_else_answers_for_the_visitor() throws Exception {
        for (String path : List.of("/consent", "/")) {
            for (String origin : List.of("https://evil.example", "null")) {
                HttpResponse<String> refused = post(path, "answer=yes", "Origin", origin);
                assertThat(refused.statusCode()).isEqualTo(403);
                assertThat(refused.headers().firstValue("Set-Cookie")).isEmpty();
            }
            assertThat(post(path, "answer=yes").statusCode()).isEqualTo(403);
        }
        assertThat(get("/consent?answer=yes").headers().firstValue("Set-Cookie"))
                .isEmpty();
    }

    @Test
    void it_answers_under_no_name_but_its_own() throws IOException {
        RawClient raw = new RawClient(server.port());
        for (String page : PAGES) {
            RawClient.Answer refused =
                    raw.ask("GET " + page + " HTTP/1.1", "Host: shop.example", "Cookie: euconsent-v2=" + GRANTED);
            assertThat(refused.status()).isEqualTo(421);
            assertThat(refused.body()).doesNotContain(GRANTED, "adnxs");
        }
        RawClient.Answer answer =
                raw.post("/consent", "answer=yes", "Host: shop.example", "Origin: http://shop.example");
        assertThat(answer.status()).isEqualTo(421);
    }

    @Test
    void names_of_segments_and_goods_show_as_text() throws Exception {
        String hostile = "--><script>window.pwned=1</script><!-- %s \"&amp;";
        Segment segment = Segment.of(SegmentId.of(5), MemberId.of(958), hostile);
        PixelExport pixel = PixelExport.of(segment);
        server.close();
        server = serving(List.of(pixel, pixel, pixel));

        for (String page : PAGES) {
            String html = get(page, "Cookie", "euconsent-v2=" + GRANTED).body();
            assertThat(html)
                    .doesNotContain("--><script>window")
                    .contains("the tag of --&gt;&lt;script&gt;window.pwned=1&lt;/script&gt;&lt;!-- %s &quot;&amp;amp;.")
                    .contains("Segment Pixel - --&gt;<script>window.pwned=1</script><!-- %s");
        }
        for (String page : List.of("/", "/product?bag=satchel", "/cart?bag=satchel")) {
            assertThat(get(page).body())
                    .contains("Satchel No. 3, &lt;café &amp; brass&gt;")
                    .doesNotContain("<café");
        }
    }
}
