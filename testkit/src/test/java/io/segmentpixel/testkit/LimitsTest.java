package io.segmentpixel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.SegmentQuery;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much is too much, and how that is said. */
class LimitsTest {
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
    void reads_and_writes_are_counted_apart() {
        limits(Limits.documented().withReads(2, MINUTE).withWrites(1, MINUTE));

        assertThat(reads(3)).containsExactly(200, 200, 429);
        assertThat(api.post("", CART).status()).isEqualTo(200);
        assertThat(api.put("?id=528336", CART).status()).isEqualTo(429);
        assertThat(api.delete("?id=528336").status()).isEqualTo(429);
        assertThat(sandbox.segments().list(SegmentQuery.all())).hasSize(1);
    }

    @Test
    void a_fixed_window_opens_with_a_call_and_forgets_all_when_it_is_over() {
        limits(Limits.documented().withReads(3, MINUTE));
        reads(1);
        clock.advance(Duration.ofSeconds(50));

        assertThat(reads(3)).containsExactly(200, 200, 429);
        clock.advance(Duration.ofSeconds(10));
        assertThat(reads(4)).containsExactly(200, 200, 200, 429);
    }

    @Test
    void a_sliding_window_forgets_one_call_after_the_other() {
        limits(Limits.documented().withReads(3, MINUTE).sliding());
        reads(1);
        clock.advance(Duration.ofSeconds(50));

        assertThat(reads(3)).containsExactly(200, 200, 429);
        clock.advance(Duration.ofSeconds(10));
        assertThat(reads(2)).containsExactly(200, 429);
        clock.advance(Duration.ofSeconds(50));
        assertThat(reads(3)).containsExactly(200, 200, 429);
    }

    @Test
    void sixty_writes_in_five_seconds() {
        limits(Limits.documented().withWrites(60, Duration.ofSeconds(5)));
        List<Integer> writes = IntStream.range(0, 61)
                .mapToObj(call -> api.post("", CART).status())
                .toList();

        assertThat(writes.subList(0, 60)).containsOnly(200);
        assertThat(writes.get(60)).isEqualTo(429);
        clock.advance(Duration.ofSeconds(5));
        assertThat(api.post("", CART).status()).isEqualTo(200);
    }

    @Test
    void what_is_turned_away_is_not_counted_and_not_done() {
        limits(Limits.documented().withWrites(1, MINUTE).sliding());
        api.post("", CART);
        clock.advance(Duration.ofSeconds(30));
        api.post("", CART);
        clock.advance(Duration.ofSeconds(30));

        assertThat(api.post("", CART).status()).isEqualTo(200);
        assertThat(api.get("").at("/count")).isEqualTo("2");
    }

    @Test
    void a_refusal_has_the_documented_headers_and_body() {
        limits(Limits.documented().withReads(2, MINUTE));
        reads(2);
        clock.advance(Duration.ofMillis(17_300));

        RawAnswer refused = api.get("");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.headers().allValues("Retry-After")).containsExactly("43");
        assertThat(refused.headers().firstValue("x-ratelimit-code")).contains("429");
        assertThat(refused.headers().firstValue("x-ratelimit-count")).contains("2");
        assertThat(refused.headers().firstValue("x-an-user-id")).contains("7001");
        assertThat(refused.at("/error_id")).isEqualTo("\"SYSTEM\"");
        assertThat(refused.at("/error_code")).isEqualTo("\"RATE_EXCEEDED\"");
    }

    @ParameterizedTest
    @CsvSource({
        "TOO_MANY_REQUESTS_429, 429, 429, 60",
        "SERVICE_UNAVAILABLE_503, 503, 503, 60",
        "OLD_405, 405, '', 60",
    })
    void a_refusal_comes_in_the_way_that_is_asked_for(
            Limits.Refusal refusal, int status, String code, String retryAfter) {
        limits(Limits.documented().withReads(0, MINUTE).refusingBy(refusal));

        RawAnswer refused = api.get("");

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.headers().firstValue("x-ratelimit-code").orElse("")).isEqualTo(code);
        assertThat(refused.headers().allValues("Retry-After")).containsExactly(retryAfter);
        assertThat(refused.outcome()).isEqualTo("SYSTEM RATE_EXCEEDED");
    }

    @Test
    void retry_after_may_come_twice_with_the_larger_one_right() {
        limits(Limits.documented().withReads(0, MINUTE).repeatingRetryAfter());

        assertThat(api.get("").headers().allValues("Retry-After")).containsExactly("1", "60");
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
    void wrong_counters_refuse_nothing() {
        limits(Limits.documented().withWrongCounters());

        RawAnswer answer = api.get("");

        assertThat(answer.outcome()).isEqualTo("OK");
        assertThat(answer.headers().firstValue("X-Ratelimit-Read")).contains("1");
        assertThat(answer.headers().firstValue("X-Count-Read")).contains("user:9999,member:9999");
        assertThat(answer.at("/dbg_info/read_limit")).isEqualTo("1");
    }

    /** Each of the requests is held in its answer while the last one comes. */
    @Test
    void more_requests_at_once_than_allowed_are_answered_by_a_failure_in_an_HTTP_200() throws Exception {
        int most = 15;
        sandbox.faults().on(Operation.LIST).next(most, Fault.slowHeader(Duration.ofSeconds(3)));
        ExecutorService callers = Executors.newFixedThreadPool(most);
        CountDownLatch sent = new CountDownLatch(most);
        List<Future<RawAnswer>> held = IntStream.range(0, most)
                .mapToObj(caller -> callers.submit(() -> {
                    sent.countDown();
                    return api.get("");
                }))
                .toList();
        sent.await();
        while (sandbox.journal().calls(Operation.LIST).size() < most) {
            Thread.onSpinWait();
        }

        RawAnswer oneMore = api.get("?id=17");

        assertThat(oneMore.status()).isEqualTo(200);
        assertThat(oneMore.outcome()).isEqualTo("SYSTEM SERVICE_UNAVAILABLE");
        for (Future<RawAnswer> answer : held) {
            assertThat(answer.get().outcome()).isEqualTo("OK");
        }
        callers.shutdown();
        assertThat(api.get("?id=17").outcome()).isEqualTo("SYNTAX NOTFOUND_SEGMENT");
    }

    @Test
    void each_user_has_limits_of_its_own() {
        SandboxUser other = SandboxUser.named("other").ofMember(MemberId.of(31));
        sandbox.put(other);
        limits(Limits.documented().withReads(1, MINUTE));
        RawApi others = api.loggedInAs(other);

        assertThat(reads(2)).containsExactly(200, 429);
        assertThat(others.get("").status()).isEqualTo(200);
        RawAnswer refused = others.get("");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.headers().firstValue("x-an-user-id")).contains("7002");
    }

    @Test
    void an_account_can_be_full() {
        limits(Limits.documented().withSegments(2));
        api.post("", CART);
        RawAnswer second = api.post("", CART);

        RawAnswer third = api.post("", CART);

        assertThat(third.status()).isEqualTo(200);
        assertThat(third.outcome()).isEqualTo("LIMIT");
        api.delete("?id=" + second.at("/id"));
        assertThat(api.post("", CART).outcome()).isEqualTo("OK");
    }

    @Test
    void the_eleventh_login_in_five_minutes_is_refused_like_a_wrong_password() {
        RawApi nobody = RawApi.of(sandbox);
        for (int logins = 1; logins < 10; logins++) {
            assertThat(nobody.login(sandbox.username(), sandbox.password()).outcome())
                    .isEqualTo("OK");
        }

        RawAnswer eleventh = nobody.login(sandbox.username(), sandbox.password());

        assertThat(eleventh.outcome()).isEqualTo("UNAUTH");
        assertThat(eleventh.error())
                .isEqualTo(nobody.login(sandbox.username(), "wrong").error());
        assertThat(sandbox.journal().calls(Operation.LOGIN).get(10).outcome()).contains("more than 10 logins in PT5M");
        clock.advance(Duration.ofMinutes(5));
        assertThat(nobody.login(sandbox.username(), sandbox.password()).outcome())
                .isEqualTo("OK");
    }

    @Test
    void an_account_is_locked_after_too_many_refused_logins_and_takes_the_right_password_later() {
        RawApi nobody = RawApi.of(sandbox);
        limits(Limits.documented().lockedAfter(3, Duration.ofMinutes(5)));
        for (int logins = 0; logins < 3; logins++) {
            nobody.login(sandbox.username(), "wrong");
        }

        assertThat(nobody.login(sandbox.username(), sandbox.password()).outcome())
                .isEqualTo("UNAUTH");
        assertThat(sandbox.journal().calls(Operation.LOGIN).get(4).outcome()).contains("locked until");
        assertThat(api.get("").outcome()).as("a session that is open").isEqualTo("OK");
        clock.advance(Duration.ofMinutes(5).minusSeconds(1));
        assertThat(nobody.login(sandbox.username(), sandbox.password()).outcome())
                .isEqualTo("UNAUTH");
        clock.advance(Duration.ofSeconds(1));
        assertThat(nobody.login(sandbox.username(), sandbox.password()).outcome())
                .isEqualTo("OK");
    }

    @Test
    void sessions_live_as_long_as_is_said() {
        limits(Limits.documented().withSessions(Duration.ofMinutes(1), Duration.ofMinutes(3)));

        for (int minutes = 0; minutes < 3; minutes++) {
            clock.advance(Duration.ofSeconds(59));
            assertThat(api.get("").outcome()).isEqualTo("OK");
        }
        clock.advance(Duration.ofSeconds(4));
        assertThat(api.get("").outcome()).isEqualTo("NOAUTH");
    }

    @Test
    void limits_that_cannot_be_are_refused() {
        Limits some = Limits.documented();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> some.withReads(-1, MINUTE))
                .withMessageContaining("-1");
        assertThatIllegalArgumentException().isThrownBy(() -> some.withWrites(1, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> some.withRequestsAtOnce(0));
        assertThatIllegalArgumentException().isThrownBy(() -> some.withLogins(1, MINUTE.negated()));
        assertThatIllegalArgumentException().isThrownBy(() -> some.lockedAfter(0, MINUTE));
        assertThatIllegalArgumentException().isThrownBy(() -> some.withSessions(MINUTE, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> some.withSegments(-1));
    }

    @Test
    void limits_are_values() {
        Limits one = Limits.documented().withReads(1, MINUTE).sliding();

        assertThat(Limits.documented().sliding().withReads(1, MINUTE))
                .isEqualTo(one)
                .hasSameHashCodeAs(one);
        assertThat(Limits.documented()).isNotEqualTo(one);
        assertThat(one.toString()).contains("READS", "window=PT1M");
    }
}
