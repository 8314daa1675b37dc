package io.segmentpixel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentpixel.segment.AdvertiserId;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentNotFoundException;
import io.segmentpixel.segment.SegmentUpdate;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxTest {
    @AutoClose
    private final Sandbox sandbox = Sandbox.builder().member(MemberId.of(31)).start();

    private final RawApi api = RawApi.loggedIn(sandbox);

    @Test
    void what_is_done_without_HTTP_is_seen_over_HTTP() {
        Segment cart = sandbox.segments().create(NewSegment.named("cart").withCode("cart"));
        assertThat(api.get("?code=cart").at("/segment/id")).isEqualTo(cart.id().toString());

        sandbox.segments().update(SegmentUpdate.of(cart.id()).rename("basket"));
        assertThat(api.get("").names()).containsExactly("basket");

        sandbox.segments().delete(cart.id());
        assertThat(api.get("").names()).isEmpty();
    }

    @Test
    void what_is_done_over_HTTP_is_seen_without_it() {
        SegmentId id = SegmentId.of(Integer.parseInt(
                api.post("", "{\"segment\": {\"short_name\": \"cart\"}}").at("/id")));
        assertThat(sandbox.segments().get(id).shortName()).isEqualTo("cart");

        api.put("?id=" + id, "{\"segment\": {\"short_name\": \"basket\"}}");
        assertThat(sandbox.segments().get(id).shortName()).isEqualTo("basket");

        api.delete("?id=" + id);
        assertThatThrownBy(() -> sandbox.segments().get(id)).isInstanceOf(SegmentNotFoundException.class);
    }

    @Test
    void each_view_of_the_segments_is_of_the_same() {
        Segment cart = sandbox.segments().create(NewSegment.named("cart"));

        assertThat(sandbox.segments().get(cart.id())).isEqualTo(cart);
    }

    @Test
    void the_member_owns_what_is_created() {
        assertThat(sandbox.memberId()).isEqualTo(MemberId.of(31));
        assertThat(sandbox.segments().create(NewSegment.named("cart")).memberId())
                .isEqualTo(MemberId.of(31));
        assertThat(api.post("", "{\"segment\": {\"short_name\": \"cart\"}}").at("/segment/member_id"))
                .isEqualTo("31");
    }

    @Test
    void the_first_user_is_of_the_member_whichever_is_said_first() {
        try (Sandbox first = Sandbox.builder()
                        .member(MemberId.of(31))
                        .user("test", "secret")
                        .start();
                Sandbox last = Sandbox.builder()
                        .user("test", "secret")
                        .member(MemberId.of(31))
                        .start()) {
            SandboxUser user = SandboxUser.named("test").withPassword("secret").ofMember(MemberId.of(31));

            assertThat(first.user()).isEqualTo(user);
            assertThat(last.user()).isEqualTo(user);
        }
    }

    @Test
    void the_first_user_is_shown_as_it_is_now() {
        sandbox.put(SandboxUser.named("sandbox").withPassword("other").ofMember(MemberId.of(17)));

        assertThat(sandbox.username()).isEqualTo("sandbox");
        assertThat(sandbox.password()).isEqualTo("other");
        assertThat(sandbox.memberId()).isEqualTo(MemberId.of(17));
        assertThat(sandbox.segments().create(NewSegment.named("cart")).memberId())
                .isEqualTo(MemberId.of(17));
        assertThat(sandbox).asString().contains("member 17");
        assertThat(RawApi.loggedIn(sandbox).get("").names()).containsExactly("cart");
    }

    @Test
    void the_first_user_can_be_changed_in_one_part() {
        String password = sandbox.password();
        sandbox.put(SandboxUser.named("another"));

        sandbox.put(sandbox.user().readOnly());

        assertThat(sandbox.user().mayWrite()).isFalse();
        assertThat(sandbox.password()).isEqualTo(password);
        assertThat(sandbox.memberId()).isEqualTo(MemberId.of(31));
        assertThat(api.post("", "{\"segment\": {\"short_name\": \"cart\"}}").outcome())
                .isEqualTo("UNAUTH");
    }

    @ParameterizedTest
    @MethodSource("unendingTimes")
    void a_time_that_does_not_end_is_refused(String field, Consumer<Duration> setting) {
        Duration most = Duration.ofDays(3650);
        setting.accept(most);

        for (Duration tooLong : List.of(most.plusNanos(1), ChronoUnit.FOREVER.getDuration())) {
            assertThatThrownBy(() -> setting.accept(tooLong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(field + " " + tooLong + ": must be at most 3650 days");
        }
        assertThatThrownBy(() -> setting.accept(Duration.ofNanos(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(field + " PT-0.000000001S: must not be negative");
    }

    static Stream<Arguments> unendingTimes() {
        Limits limits = Limits.documented();
        Duration second = Duration.ofSeconds(1);
        return Stream.of(
                setting("latency", time -> Sandbox.builder().latency(time)),
                setting("propagation", time -> Sandbox.builder().propagation(time)),
                setting("window", time -> limits.withReads(1, time)),
                setting("window", time -> limits.withWrites(1, time)),
                setting("window", time -> limits.withLogins(1, time)),
                setting("lock", time -> limits.lockedAfter(1, time)),
                setting("idle", time -> limits.withSessions(time, second)),
                setting("longest", time -> limits.withSessions(second, time)));
    }

    private static Arguments setting(String field, Consumer<Duration> setting) {
        return Arguments.of(field, setting);
    }

    @Test
    void the_longest_times_can_be_reckoned_with() {
        Duration most = Duration.ofDays(3650);
        sandbox.limits(Limits.documented()
                .withReads(2, most)
                .withWrites(1, most)
                .withLogins(2, most)
                .lockedAfter(1, most)
                .withSessions(most, most));
        RawApi again = RawApi.loggedIn(sandbox);

        assertThat(again.get("").status()).isEqualTo(200);
        assertThat(again.get("").status()).isEqualTo(200);
        assertThat(again.get("").headers().firstValue("Retry-After").orElse("")).hasSize(9);
        assertThat(again.login(sandbox.username(), "wrong").outcome()).isEqualTo("UNAUTH");
        assertThat(again.login(sandbox.username(), sandbox.password()).outcome())
                .isEqualTo("UNAUTH");
    }

    @Test
    void an_advertisers_code_is_a_text_of_its_own() {
        Sandbox.Builder builder = Sandbox.builder().advertiser(AdvertiserId.of(77), "shop");

        assertThatThrownBy(() -> builder.advertiser(AdvertiserId.of(78), "shop"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("advertiser code \"shop\": must be named once");
        assertThatThrownBy(() -> builder.advertiser(AdvertiserId.of(78), ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("advertiser code \"\": must not be empty");
        assertThatCode(() -> builder.advertiser(AdvertiserId.of(77), "Shop")).doesNotThrowAnyException();
    }

    @Test
    void two_sandboxes_share_nothing() {
        try (Sandbox other = Sandbox.start()) {
            sandbox.segments().create(NewSegment.named("cart").withCode("cart"));

            assertThat(RawApi.loggedIn(other).get("").at("/count")).isEqualTo("0");
            assertThat(other.password()).isNotEqualTo(sandbox.password());
            assertThat(RawApi.of(other)
                            .login(sandbox.username(), sandbox.password())
                            .outcome())
                    .isEqualTo("UNAUTH");
        }
    }

    @Test
    void a_port_that_is_taken_cannot_be_had() {
        int port = URI.create(sandbox.url()).getPort();

        assertThatThrownBy(() -> Sandbox.builder().port(port).start())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("port " + port + ": cannot be had");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536})
    void a_port_that_cannot_be_is_refused(int port) {
        assertThatThrownBy(() -> Sandbox.builder().port(port))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("port " + port + ": must be 0 (any) to 65535");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535})
    void a_port_that_can_be_is_taken(int port) {
        assertThatCode(() -> Sandbox.builder().port(port)).doesNotThrowAnyException();
    }

    @Test
    void it_may_be_closed_again() {
        sandbox.close();
        sandbox.close();

        assertThatThrownBy(() -> api.get("")).isInstanceOf(UncheckedIOException.class);
    }
}
