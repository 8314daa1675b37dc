package io.segmentpixel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.SegmentLimitException;
import io.segmentpixel.segment.SegmentQuery;
import java.io.IOException;
import java.io.InputStream;
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
import org.junit.jupiter.params.provider.ValueSource;

/** How many calls and segments are too many, and how that is said. */
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
    void calls_that_had_no_limit_do_not_count_against_one_that_is_set_later() {
        reads(3);
        limits(Limits.documented().withReads(2, MINUTE));
        assertThat(reads(3)).containsExactly(200, 200, 429);

        limits(Limits.documented());
        assertThat(reads(3)).containsOnly(200);
        limits(Limits.documented().withReads(3, MINUTE));
        assertThat(reads(2)).containsExactly(200, 429);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_was_counted_counts_on_in_windows_of_another_length(boolean isSliding) {
        Duration second = Duration.ofSeconds(1);
        limits(as(isSliding, Limits.documented().withReads(2, second)));
        reads(2);
        clock.advance(second);
        assertThat(reads(3)).containsExactly(200, 200, 429);

        limits(as(isSliding, Limits.documented().withReads(5, MINUTE)));
        assertThat(reads(2)).containsExactly(200, 429);
        clock.advance(second);
        limits(as(isSliding, Limits.documented().withReads(2, second)));
        assertThat(reads(3)).containsExactly(200, 200, 429);
        limits(as(isSliding, Limits.documented().withReads(8, MINUTE)));
        assertThat(reads(2)).containsExactly(200, 429);
    }

    private static Limits as(boolean isSliding, Limits limits) {
        return isSliding ? limits.sliding() : limits;
    }

    @Test
    void a_fixed_window_opens_anew_with_the_first_call_behind_the_one_before() {
        limits(Limits.documented().withReads(2, MINUTE));
        reads(1);
        clock.advance(Duration.ofSeconds(70));
        reads(1);
        clock.advance(Duration.ofSeconds(59));

        assertThat(reads(2)).containsExactly(200, 429);
        clock.advance(Duration.ofSeconds(1));
        assertThat(reads(1)).containsExactly(200);
    }

    @ParameterizedTest
    @CsvSource({"true, 3, 40", "true, 2, 50", "true, 1, 60", "true, 0, 60", "false, 2, 30"})
    void retry_after_says_when_there_is_room_under_a_limit_that_was_lowered(
            boolean isSliding, int most, String retryAfter) {
        limits(as(isSliding, Limits.documented().withReads(4, MINUTE)));
        reads(1);
        for (int call = 1; call < 4; call++) {
            clock.advance(Duration.ofSeconds(10));
            reads(1);
        }
        limits(as(isSliding, Limits.documented().withReads(most, MINUTE)));

        RawAnswer refused = api.get("");

        assertThat(refused.headers().firstValue("x-ratelimit-count")).contains("4");
        assertThat(refused.headers().firstValue("Retry-After")).contains(retryAfter);
        clock.advance(Duration.ofSeconds(Long.parseLong(retryAfter) - 1));
        assertThat(reads(1)).containsExactly(429);
        clock.advance(Duration.ofSeconds(1));
        assertThat(reads(1)).containsExactly(most == 0 ? 429 : 200);
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
        "TOO_MANY_REQUESTS_429, 429, 429, 2, 60",
        "SERVICE_UNAVAILABLE_503, 503, 503, 2, 60",
        "OLD_405, 405, '', '', 60",
    })
    void a_refusal_comes_in_the_way_that_is_asked_for(
            Limits.Refusal refusal, int status, String code, String count, String retryAfter) {
        limits(Limits.documented().withReads(2, MINUTE).refusingBy(refusal));
        reads(2);

        RawAnswer refused = api.get("");

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.headers().firstValue("x-ratelimit-code").orElse("")).isEqualTo(code);
        assertThat(refused.headers().firstValue("x-ratelimit-count").orElse("")).isEqualTo(count);
        assertThat(refused.headers().allValues("Retry-After")).containsExactly(retryAfter);
        assertThat(refused.outcome()).isEqualTo("SYSTEM RATE_EXCEEDED");
    }

    @Test
    void retry_after_may_come_twice_with_the_larger_one_right() {
        limits(Limits.documented().withReads(0, MINUTE).repeatingRetryAfter());

        assertThat(api.get("").headers().allValues("Retry-After")).containsExactly("1", "60");
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
    void as_many_requests_at_once_as_are_set_are_those_of_one_user() throws IOException {
        SandboxUser colleague = SandboxUser.named("colleague");
        sandbox.put(colleague);
        RawApi colleagues = api.loggedInAs(colleague);
        limits(Limits.documented().withRequestsAtOnce(2));
        sandbox.faults().on(Operation.LIST).next(2, Fault.neverEnding());

        try (InputStream first = api.opened("/segment");
                InputStream other = colleagues.opened("/segment")) {
            assertThat(first.read()).isNotNegative();
            assertThat(other.read()).isNotNegative();
            assertThat(api.get("?id=17").outcome()).isEqualTo("SYNTAX NOTFOUND_SEGMENT");
            assertThat(colleagues.get("?id=17").outcome()).isEqualTo("SYNTAX NOTFOUND_SEGMENT");
            limits(Limits.documented().withRequestsAtOnce(1));
            assertThat(api.get("?id=17").outcome()).isEqualTo("SYSTEM SERVICE_UNAVAILABLE");
            limits(Limits.documented().withRequestsAtOnce(2));
            assertThat(api.get("?id=17").outcome()).isEqualTo("SYNTAX NOTFOUND_SEGMENT");
        }
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
    void each_account_is_full_for_itself() {
        InMemorySegments others = sandbox.segments(MemberId.of(31));
        limits(Limits.documented().withSegments(1));
        others.create(NewSegment.named("theirs"));

        assertThat(api.post("", CART).outcome()).isEqualTo("OK");
        assertThat(api.post("", CART).outcome()).isEqualTo("LIMIT");
        assertThatThrownBy(() -> others.create(NewSegment.named("more"))).isInstanceOf(SegmentLimitException.class);
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
