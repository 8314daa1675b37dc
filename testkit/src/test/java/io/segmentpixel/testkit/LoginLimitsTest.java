package io.segmentpixel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** How many logins are too many, refused ones too, and how long a session lives. */
class LoginLimitsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final SettableClock clock = new SettableClock();

    @AutoClose
    private final Sandbox sandbox = Sandbox.builder().clock(clock).start();

    private final RawApi api = RawApi.loggedIn(sandbox);

    private void limits(Limits limits) {
        sandbox.limits(limits);
    }

    @Test
    void as_many_logins_as_are_set_are_let_in() {
        RawApi nobody = RawApi.of(sandbox);
        limits(Limits.documented().withLogins(3, Duration.ofMinutes(1)));

        assertThat(logins(nobody, sandbox.password(), 3)).containsExactly("OK", "OK", "UNAUTH");
        clock.advance(Duration.ofMinutes(1).minusNanos(1));
        assertThat(logins(nobody, sandbox.password(), 1)).containsExactly("UNAUTH");
        clock.advance(Duration.ofNanos(1));
        assertThat(logins(nobody, sandbox.password(), 4)).containsExactly("OK", "OK", "OK", "UNAUTH");
    }

    private List<String> logins(RawApi nobody, String password, int logins) {
        return IntStream.range(0, logins)
                .mapToObj(login -> nobody.login(sandbox.username(), password).outcome())
                .toList();
    }

    @Test
    void an_account_is_locked_after_ten_refused_logins_if_nothing_else_was_said() {
        RawApi nobody = RawApi.of(sandbox);
        logins(nobody, "wrong", 9);
        assertThat(logins(nobody, sandbox.password(), 1)).containsExactly("OK");

        logins(nobody, "wrong", 1);
        assertThat(logins(nobody, sandbox.password(), 1)).containsExactly("UNAUTH");
        clock.advance(Duration.ofMinutes(5));
        assertThat(logins(nobody, sandbox.password(), 1)).containsExactly("OK");
    }

    @Test
    void refused_logins_that_are_long_ago_lock_nothing() {
        RawApi nobody = RawApi.of(sandbox);
        limits(Limits.documented().lockedAfter(3, MINUTE));
        logins(nobody, "wrong", 2);
        clock.advance(MINUTE);
        logins(nobody, "wrong", 2);
        assertThat(logins(nobody, sandbox.password(), 1)).containsExactly("OK");

        logins(nobody, "wrong", 1);
        assertThat(logins(nobody, sandbox.password(), 1)).containsExactly("UNAUTH");
    }

    @Test
    void refused_logins_that_led_to_a_lock_lead_to_no_other() {
        RawApi nobody = RawApi.of(sandbox);
        limits(Limits.documented().lockedAfter(3, MINUTE));
        logins(nobody, "wrong", 3);
        clock.advance(MINUTE);
        limits(Limits.documented().lockedAfter(3, MINUTE.multipliedBy(10)));

        logins(nobody, "wrong", 2);
        assertThat(logins(nobody, sandbox.password(), 1)).containsExactly("OK");
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
}
