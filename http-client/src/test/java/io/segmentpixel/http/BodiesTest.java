package io.segmentpixel.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.segment.AdvertiserId;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.PiggybackPixel;
import io.segmentpixel.segment.Retention;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentState;
import io.segmentpixel.segment.SegmentUpdate;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What is sent: the parts that were said, and nothing else. */
class BodiesTest {
    private static final SegmentId ID = SegmentId.of(17);

    @AutoClose
    private final ScriptedBackend backend = new ScriptedBackend();

    @AutoClose
    private final SegmentClient client = backend.client();

    BodiesTest() {
        backend.onPost(Answers.segment(17, "seventeen"));
        backend.onPut(Answers.segment(17, "seventeen"));
    }

    private void assertSent(String target, String body) {
        assertThat(backend.lastRequest().getUrl()).isEqualTo(target);
        assertThat(backend.lastRequest().getBodyAsString()).isEqualTo(body);
        assertThat(backend.lastRequest().getHeader("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void a_create_says_every_part_that_was_set() {
        client.create(NewSegment.named("Shop > \"Cart\"")
                .withCode("shop_cart")
                .withDescription("ü")
                .withMember(MemberId.of(958))
                .atAdvertiserLevel(AdvertiserId.of(71))
                .withState(SegmentState.INACTIVE)
                .keptFor(Duration.ofDays(1))
                .withMaxUsersyncPixels(0)
                .withPiggyback(PiggybackPixel.javaScript("https://a.example/p.js?u=${UID}")));

        assertSent(
                "/segment?member_id=958&advertiser_id=71",
                "{\"segment\":{\"short_name\":\"Shop > \\\"Cart\\\"\",\"code\":\"shop_cart\",\"description\":\"ü\","
                        + "\"state\":\"inactive\",\"expire_minutes\":1440,\"max_usersync_pixels\":0,\"piggyback_pixels\":"
                        + "[{\"url\":\"https://a.example/p.js?u=${UID}\",\"pixel_type\":\"js\"}]}}");
    }

    @Test
    void the_longest_retention_is_said_as_none_and_the_shortest_as_zero() {
        client.create(NewSegment.named("a").withRetention(Retention.maximum()));
        assertSent("/segment", "{\"segment\":{\"short_name\":\"a\",\"expire_minutes\":null}}");

        client.create(NewSegment.named("a").withRetention(Retention.adCallOnly()));
        assertSent("/segment", "{\"segment\":{\"short_name\":\"a\",\"expire_minutes\":0}}");
    }

    @Test
    void an_update_says_what_changes_and_null_for_what_is_cleared() {
        client.update(SegmentUpdate.of(ID)
                .withoutCode()
                .withoutDescription()
                .withoutMaxUsersyncPixels()
                .replacePiggyback());
        assertSent(
                "/segment?id=17",
                "{\"segment\":{\"code\":null,\"description\":null,\"max_usersync_pixels\":null,\"piggyback_pixels\":[]}}");

        client.update(SegmentUpdate.of(ID).activate().toMemberLevel(MemberId.of(958)));
        assertSent("/segment?id=17&member_id=958", "{\"segment\":{\"state\":\"active\",\"advertiser_id\":null}}");
    }

    @Test
    void an_append_is_said_in_the_query() {
        client.update(SegmentUpdate.of(ID).appendPiggyback(PiggybackPixel.image("https://a.example/p.gif")));

        assertSent(
                "/segment?id=17&append=true",
                "{\"segment\":{\"piggyback_pixels\":[{\"url\":\"https://a.example/p.gif\",\"pixel_type\":\"img\"}]}}");
    }
}
