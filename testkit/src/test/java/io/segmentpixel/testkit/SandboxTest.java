package io.segmentpixel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentNotFoundException;
import io.segmentpixel.segment.SegmentUpdate;
import java.io.UncheckedIOException;
import java.net.URI;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
