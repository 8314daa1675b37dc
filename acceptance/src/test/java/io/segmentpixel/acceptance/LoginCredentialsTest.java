package io.segmentpixel.acceptance;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentpixel.http.Credentials;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.segment.LoginRefusedException;
import io.segmentpixel.segment.SegmentServiceException;
import io.segmentpixel.testkit.ApiCall;
import io.segmentpixel.testkit.Fault;
import io.segmentpixel.testkit.SandboxUser;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a client logs in with, and what it does when that is refused or cannot be had. */
class LoginCredentialsTest extends LoginStage {
    private static final Duration LOCK = Duration.ofMinutes(5);

    @ParameterizedTest
    @EnumSource
    void a_wrong_secret_costs_one_request_for_64_threads(Proof proof) throws InterruptedException {
        SegmentClient client = client(proof.wrong(sandbox));

        assertThat(inManyThreads(client)).hasSize(THREADS).allSatisfy(failure -> assertThat(failure)
                .isInstanceOf(LoginRefusedException.class));

        assertThat(sandbox.journal().calls()).hasSize(1);
    }

    @Test
    void a_password_that_is_changed_while_the_client_runs_is_taken_from_the_supplier() {
        AtomicReference<String> vault = new AtomicReference<>(sandbox.password());
        SegmentClient client = built(
                settings().credentials(() -> Credentials.password(sandbox.username(), requireNonNull(vault.get()))));
        client.get(id);

        vault.set("changed");
        sandbox.put(sandbox.user().withPassword("changed"));
        client.get(id);
        assertLogins(1);
        sandbox.endSessions();
        client.get(id);

        assertLogins(2);
        assertThat(logins()).allMatch(ApiCall::isDone);
    }

    @Test
    void a_refused_login_is_tried_at_once_with_other_credentials_but_not_with_the_same_for_five_minutes() {
        AtomicReference<String> vault = new AtomicReference<>("wrong");
        SegmentClient client = built(
                settings().credentials(() -> Credentials.password(sandbox.username(), requireNonNull(vault.get()))));
        assertThatThrownBy(() -> client.get(id)).isInstanceOf(LoginRefusedException.class);

        assertThatThrownBy(() -> client.get(id))
                .isInstanceOf(LoginRefusedException.class)
                .hasMessageContaining("not repeated before 2026-03-01T12:05:00Z");
        clock.advance(LOCK.minusMillis(1));
        assertThatThrownBy(() -> client.get(id)).isInstanceOf(LoginRefusedException.class);
        assertLogins(1);

        vault.set("wrong as well");
        assertThatThrownBy(() -> client.get(id)).isInstanceOf(LoginRefusedException.class);
        assertLogins(2);

        vault.set(sandbox.password());
        client.get(id);
        assertLogins(3);
    }

    @Test
    void a_refused_login_is_tried_again_with_the_same_credentials_after_five_minutes() {
        SegmentClient client = client(Credentials.password(sandbox.username(), "set later"));
        assertThatThrownBy(() -> client.get(id)).isInstanceOf(LoginRefusedException.class);
        sandbox.put(sandbox.user().withPassword("set later"));

        clock.advance(LOCK);
        client.get(id);

        assertLogins(2);
    }

    @Test
    void why_a_login_is_refused_is_said() {
        SegmentClient refused = client(Proof.PASSWORD.wrong(sandbox));
        SegmentClient refusedKey = client(Proof.KEY_PAIR.wrong(sandbox));
        sandbox.put(SandboxUser.named("expired").withPassword("secret").withExpiredPassword());
        sandbox.put(SandboxUser.named("disabled").withPassword("secret").disabled());
        SegmentClient expired = client(Credentials.password("expired", "secret"));
        SegmentClient disabled = client(Credentials.password("disabled", "secret"));

        assertThat(refusal(refused))
                .contains("check user name and password")
                .contains("too many refused logins lock the account for five minutes");
        assertThat(refusal(refusedKey))
                .contains("check user name, key name, key and this machine's clock")
                .contains("too many refused logins lock the account for five minutes");
        assertThat(refusal(expired))
                .contains("NOAUTH_EXPIRED")
                .contains("the password has expired")
                .doesNotContain("five minutes", "check user name");
        assertThat(refusal(disabled))
                .contains("NOAUTH_DISABLED")
                .contains("the user is disabled")
                .doesNotContain("five minutes", "check user name");
    }

    private String refusal(SegmentClient client) {
        AtomicReference<String> message = new AtomicReference<>("");
        assertThatThrownBy(() -> client.get(id))
                .isInstanceOfSatisfying(
                        LoginRefusedException.class, refused -> message.set(String.valueOf(refused.getMessage())));
        return requireNonNull(message.get());
    }

    @Test
    void a_session_that_is_refused_right_after_its_login_is_not_blamed_on_the_password() {
        SegmentClient client = client(Proof.PASSWORD);
        sandbox.faults().next(2, Fault.loggedOut());

        assertThat(refusal(client))
                .contains("the session was refused twice in a row")
                .doesNotContain("password", "five minutes");

        assertLogins(2);
        client.get(id);
    }

    @Test
    void a_supplier_that_fails_fails_the_operation_and_nothing_is_sent() throws InterruptedException {
        AtomicReference<RuntimeException> vaultFailure =
                new AtomicReference<>(new IllegalStateException("the vault is sealed"));
        SegmentClient client = built(settings().credentials(() -> {
            RuntimeException failure = vaultFailure.get();
            if (failure != null) {
                throw failure;
            }
            return Proof.PASSWORD.right(sandbox);
        }));

        assertThat(inManyThreads(client)).hasSize(THREADS).allSatisfy(failure -> assertThat(failure)
                .isInstanceOf(SegmentServiceException.class)
                .hasMessageContaining("not sent, because there are no credentials")
                .hasMessageContaining("the vault is sealed"));
        assertThat(sandbox.journal().calls()).isEmpty();

        vaultFailure.set(null);
        assertThat(inManyThreads(client)).isEmpty();
        assertLogins(1);
    }

    @Test
    void an_error_of_the_supplier_keeps_nobody_waiting_for_its_login() throws InterruptedException {
        AtomicReference<Error> failure = new AtomicReference<>(new NoClassDefFoundError("vault"));
        SegmentClient client = built(settings().credentials(() -> {
            Error present = failure.get();
            if (present != null) {
                throw present;
            }
            return Proof.PASSWORD.right(sandbox);
        }));

        assertThat(inManyThreads(client)).hasSize(THREADS).allSatisfy(thrown -> assertThat(thrown)
                .isInstanceOf(NoClassDefFoundError.class));

        failure.set(null);
        assertThat(inManyThreads(client)).isEmpty();
    }
}
