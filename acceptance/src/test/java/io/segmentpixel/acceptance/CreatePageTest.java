package io.segmentpixel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segmentpixel.http.Credentials;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.segment.AdvertiserId;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.PiggybackPixel;
import io.segmentpixel.segment.Retention;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentState;
import io.segmentpixel.segment.SegmentTrigger;
import io.segmentpixel.segment.SegmentTrigger.QueryString;
import io.segmentpixel.testkit.Sandbox;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okio.Buffer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Each field of the console's page "Create a Segment Pixel": set, seen on the wire, read back. */
class CreatePageTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final NewSegment NEW = NewSegment.named("Shop - in cart");

    @AutoClose
    final Sandbox sandbox = Sandbox.start();

    private final AtomicReference<String> path = new AtomicReference<>("");
    private final AtomicReference<String> body = new AtomicReference<>("");

    @AutoClose
    final SegmentClient client = SegmentClient.builder()
            .baseUrl(sandbox.url())
            .credentials(Credentials.password(sandbox.username(), sandbox.password()))
            .httpClient(new OkHttpClient.Builder().addInterceptor(this::note).build())
            .build();

    private Response note(Interceptor.Chain chain) throws IOException {
        if (chain.request().method().equals("POST")
                && chain.request().url().encodedPath().endsWith("/segment")) {
            Buffer buffer = new Buffer();
            chain.request().body().writeTo(buffer);
            body.set(buffer.readUtf8());
            path.set(chain.request().url().encodedPath() + "?"
                    + chain.request().url().encodedQuery());
        }
        return chain.proceed(chain.request());
    }

    /** Creates the segment, checks one field on the wire, and gives what is read back. */
    private Segment created(NewSegment segment, String pointer, String json) throws IOException {
        Segment answered = client.create(segment);
        JsonNode sent = JSON.readTree(body.get()).path("segment");
        assertThat(sent.at(pointer)).isEqualTo(JSON.readTree(json));
        Segment read = client.get(answered.id());
        assertThat(read).isEqualTo(answered);
        return read;
    }

    @Test
    void name() throws IOException {
        assertThat(created(NEW, "/short_name", "\"Shop - in cart\"").shortName())
                .isEqualTo("Shop - in cart");
    }

    @Test
    void code() throws IOException {
        assertThat(created(NEW.withCode("shop_cart"), "/code", "\"shop_cart\"").code())
                .contains(SegmentCode.of("shop_cart"));
    }

    @Test
    void description() throws IOException {
        assertThat(created(NEW.withDescription("a \"cart\""), "/description", "\"a \\\"cart\\\"\"")
                        .description())
                .contains("a \"cart\"");
    }

    @Test
    void state() throws IOException {
        assertThat(created(NEW.withState(SegmentState.INACTIVE), "/state", "\"inactive\"")
                        .state())
                .isEqualTo(SegmentState.INACTIVE);
    }

    @Test
    void member_level() throws IOException {
        Segment read = created(NEW.withMember(MemberId.of(958)).atMemberLevel(), "/short_name", "\"Shop - in cart\"");

        assertThat(path.get()).isEqualTo("/segment?member_id=958");
        assertThat(read.memberId()).isEqualTo(MemberId.of(958));
        assertThat(read.advertiserId()).isEmpty();
    }

    @Test
    void advertiser_level() throws IOException {
        Segment read = created(NEW.atAdvertiserLevel(AdvertiserId.of(71)), "/short_name", "\"Shop - in cart\"");

        assertThat(path.get()).contains("advertiser_id=71");
        assertThat(read.advertiserId()).contains(AdvertiserId.of(71));
    }

    @Test
    void retention_maximum() throws IOException {
        assertThat(created(NEW.withRetention(Retention.maximum()), "/expire_minutes", "null")
                        .retention())
                .isEqualTo(Retention.maximum());
    }

    @Test
    void retention_ad_call_only() throws IOException {
        assertThat(created(NEW.withRetention(Retention.adCallOnly()), "/expire_minutes", "0")
                        .retention())
                .isEqualTo(Retention.adCallOnly());
    }

    @Test
    void retention_in_minutes() throws IOException {
        assertThat(created(NEW.withRetention(Retention.ofMinutes(259_199)), "/expire_minutes", "259199")
                        .retention())
                .isEqualTo(Retention.ofMinutes(259_199));
    }

    @Test
    void max_usersync_pixels() throws IOException {
        assertThat(created(NEW.withMaxUsersyncPixels(3), "/max_usersync_pixels", "3")
                        .maxUsersyncPixels())
                .hasValue(3);
    }

    @Test
    void rm_piggyback() throws IOException {
        assertThat(created(NEW.withRmPiggyback(false), "/enable_rm_piggyback", "false")
                        .rmPiggyback())
                .isFalse();
    }

    @Test
    void piggyback_image() throws IOException {
        PiggybackPixel image = PiggybackPixel.image("https://a.example/p.gif?u=${UID}");

        assertThat(created(
                                NEW.withPiggyback(image),
                                "/piggyback_pixels",
                                "[{\"url\":\"https://a.example/p.gif?u=${UID}\",\"pixel_type\":\"img\"}]")
                        .piggybackPixels())
                .containsExactly(image);
    }

    @Test
    void piggyback_scripts() throws IOException {
        List<PiggybackPixel> scripts = List.of(
                PiggybackPixel.javaScript("https://a.example/1.js"),
                PiggybackPixel.javaScript("http://b.example/2.js"));

        assertThat(created(
                                NEW.withPiggyback(scripts.get(0), scripts.get(1)),
                                "/piggyback_pixels",
                                "[{\"url\":\"https://a.example/1.js\",\"pixel_type\":\"js\"},"
                                        + "{\"url\":\"http://b.example/2.js\",\"pixel_type\":\"js\"}]")
                        .piggybackPixels())
                .isEqualTo(scripts);
    }

    private void isTrigger(SegmentTrigger trigger, String pointer, String json) throws IOException {
        assertThat(created(NEW.withTrigger(trigger), pointer, json).trigger()).isEqualTo(trigger);
    }

    @Test
    void trigger_pixel() throws IOException {
        isTrigger(SegmentTrigger.pixel(), "/querystring_mapping", "null");
    }

    @Test
    void trigger_query_string_text() throws IOException {
        isTrigger(
                SegmentTrigger.queryString("color").withTextValues("red", "blue*"),
                "/querystring_mapping",
                "{\"param\":\"color\",\"value_type\":\"text\",\"values\":[\"red\",\"blue*\"],\"allow_empty_text\":false,"
                        + "\"publishers\":[],\"sites\":[],\"placements\":[],\"include_shared\":false}");
    }

    @Test
    void trigger_query_string_empty_text() throws IOException {
        isTrigger(
                SegmentTrigger.queryString("color").allowingEmptyText(true),
                "/querystring_mapping/allow_empty_text",
                "true");
    }

    @Test
    void trigger_query_string_numeric() throws IOException {
        isTrigger(SegmentTrigger.queryString("age").numeric(), "/querystring_mapping/value_type", "\"numeric\"");
    }

    @Test
    void trigger_query_string_without_value() throws IOException {
        isTrigger(SegmentTrigger.queryString("sale").withoutValue(), "/querystring_mapping/value_type", "\"none\"");
    }

    @Test
    void trigger_query_string_custom() throws IOException {
        isTrigger(SegmentTrigger.queryString("size").customValues(), "/querystring_mapping/value_type", "\"custom\"");
    }

    @Test
    void trigger_on_publishers() throws IOException {
        QueryString trigger = SegmentTrigger.queryString("color");
        isTrigger(trigger.onPublishers(3, 4), "/querystring_mapping/publishers", "[{\"id\":3},{\"id\":4}]");
    }

    @Test
    void trigger_on_sites() throws IOException {
        isTrigger(SegmentTrigger.queryString("color").onSites(5), "/querystring_mapping/sites", "[{\"id\":5}]");
    }

    @Test
    void trigger_on_placements() throws IOException {
        isTrigger(
                SegmentTrigger.queryString("color").onPlacements(6), "/querystring_mapping/placements", "[{\"id\":6}]");
    }

    @Test
    void trigger_with_shared_inventory() throws IOException {
        isTrigger(
                SegmentTrigger.queryString("color").includingShared(true),
                "/querystring_mapping/include_shared",
                "true");
    }

    @Test
    void trigger_key_value() throws IOException {
        isTrigger(
                SegmentTrigger.keyValue("utm", "news*"),
                "/querystring_mapping_key_value",
                "{\"qs_key\":\"utm\",\"qs_value\":\"news*\"}");
    }

    @Test
    void trigger_key_alone() throws IOException {
        isTrigger(
                SegmentTrigger.key("vip"), "/querystring_mapping_key_value", "{\"qs_key\":\"vip\",\"qs_value\":null}");
    }
}
