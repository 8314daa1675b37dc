package io.segmentpixel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.segment.MemberId;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the answers of a sandbox tell of the calls that were counted. */
class CountersTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String CART = "{\"segment\": {\"short_name\": \"cart\"}}";

    private final SettableClock clock = new SettableClock();

    @AutoClose
    private final Sandbox sandbox = Sandbox.builder().clock(clock).start();

    private final RawApi api = RawApi.loggedIn(sandbox);

    private void limits(Limits limits) {
        sandbox.limits(limits);
    }

    private List<Integer> reads(int calls) {
        return IntStream.range(0, calls).mapToObj(call -> api.get("").status()).toList();
    }

    @Test
    void counters_come_only_if_asked_for() {
        assertThat(api.get("").headers().firstValue("X-Ratelimit-Read")).isEmpty();
        assertThat(api.get("").at("/dbg_info/reads")).isEmpty();
    }

    @Test
    void counters_tell_the_truth_in_headers_and_in_the_body() {
        limits(Limits.documented()
                .withReads(100, MINUTE)
                .withWrites(9, Duration.ofMinutes(2))
                .withCounters());
        api.post("", CART);
        reads(2);

        RawAnswer answer = api.get("");

        assertThat(answer.headers().firstValue("X-Ratelimit-Read")).contains("100");
        assertThat(answer.headers().firstValue("X-Ratelimit-Write")).contains("9");
        assertThat(answer.headers().firstValue("X-Count-Read")).contains("user:3,member:3");
        assertThat(answer.headers().firstValue("X-Count-Write")).contains("user:1,member:1");
        assertThat(answer.headers().firstValue("X-Rate-Limits"))
                .contains("cru=3;crm=3;cwu=1;cwm=1;lru=100;lrm=100;lwu=9;lwm=9");
        assertThat(answer.at("/dbg_info/reads")).isEqualTo("3");
        assertThat(answer.at("/dbg_info/read_limit")).isEqualTo("100");
        assertThat(answer.at("/dbg_info/read_limit_seconds")).isEqualTo("60");
        assertThat(answer.at("/dbg_info/writes")).isEqualTo("1");
        assertThat(answer.at("/dbg_info/write_limit")).isEqualTo("9");
        assertThat(answer.at("/dbg_info/write_limit_seconds")).isEqualTo("120");
    }

    @Test
    void counters_tell_how_much_all_users_of_the_member_did() {
        SandboxUser colleague = SandboxUser.named("colleague");
        SandboxUser stranger = SandboxUser.named("stranger").ofMember(MemberId.of(31));
        sandbox.put(colleague);
        sandbox.put(stranger);
        limits(Limits.documented().withReads(100, MINUTE).withWrites(9, MINUTE).withCounters());
        RawApi colleagues = api.loggedInAs(colleague);
        reads(2);
        colleagues.post("", CART);
        colleagues.get("");
        api.loggedInAs(stranger).get("");

        RawAnswer answer = api.get("");

        assertThat(answer.headers().firstValue("X-Count-Read")).contains("user:3,member:4");
        assertThat(answer.headers().firstValue("X-Count-Write")).contains("user:0,member:1");
        assertThat(answer.headers().firstValue("X-Rate-Limits"))
                .contains("cru=3;crm=4;cwu=0;cwm=1;lru=100;lrm=100;lwu=9;lwm=9");
        assertThat(answer.at("/dbg_info/reads")).isEqualTo("3");
        assertThat(answer.at("/dbg_info/writes")).isEqualTo("0");
    }

    @Test
    void counters_tell_what_was_done_in_the_usual_window_where_no_limit_is_set() {
        reads(2);
        clock.advance(Duration.ofSeconds(59));
        limits(Limits.documented().withCounters());

        assertThat(api.get("").headers().firstValue("X-Count-Read")).contains("user:3,member:3");
        clock.advance(Duration.ofSeconds(1));
        RawAnswer answer = api.get("");
        assertThat(answer.headers().firstValue("X-Count-Read")).contains("user:1,member:1");
        assertThat(answer.headers().firstValue("X-Rate-Limits"))
                .contains("cru=1;crm=1;cwu=0;cwm=0;lru=1000;lrm=1000;lwu=60;lwm=60");
    }

    @Test
    void counters_come_with_refusals_too() {
        limits(Limits.documented().withReads(2, MINUTE).withCounters());

        RawAnswer missing = api.get("?id=17");
        api.get("");
        RawAnswer tooMany = api.get("");

        assertThat(missing.outcome()).isEqualTo("SYNTAX NOTFOUND_SEGMENT");
        assertThat(missing.headers().firstValue("X-Count-Read")).contains("user:1,member:1");
        assertThat(missing.at("/dbg_info/reads")).isEqualTo("1");
        assertThat(tooMany.status()).isEqualTo(429);
        assertThat(tooMany.headers().firstValue("X-Count-Read")).contains("user:2,member:2");
        assertThat(tooMany.headers().firstValue("X-Ratelimit-Read")).contains("2");
        assertThat(tooMany.at("/dbg_info/reads")).isEqualTo("2");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1000, 1", "1001, 2", "59999, 60"})
    void counters_tell_a_window_in_seconds_rounded_up(int millis, String seconds) {
        Duration window = Duration.ofMillis(millis);
        limits(Limits.documented().withReads(5, window).withWrites(5, window).withCounters());

        RawAnswer answer = api.get("");

        assertThat(answer.at("/dbg_info/read_limit_seconds")).isEqualTo(seconds);
        assertThat(answer.at("/dbg_info/write_limit_seconds")).isEqualTo(seconds);
    }

    @Test
    void wrong_counters_refuse_nothing() {
        limits(Limits.documented().withWrongCounters());

        RawAnswer answer = api.get("");

        assertThat(answer.outcome()).isEqualTo("OK");
        assertThat(answer.headers().firstValue("X-Ratelimit-Read")).contains("1");
        assertThat(answer.headers().firstValue("X-Count-Read")).contains("user:9999,member:9999");
        assertThat(answer.headers().firstValue("X-Ratelimit-Write")).contains("1");
        assertThat(answer.headers().firstValue("X-Count-Write")).contains("user:9999,member:9999");
        assertThat(answer.at("/dbg_info/read_limit")).isEqualTo("1");
        assertThat(answer.at("/dbg_info/reads")).isEqualTo("9999");
        assertThat(answer.at("/dbg_info/write_limit")).isEqualTo("1");
        assertThat(answer.at("/dbg_info/writes")).isEqualTo("9999");
    }
}
