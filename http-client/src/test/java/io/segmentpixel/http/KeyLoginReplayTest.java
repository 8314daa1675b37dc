package io.segmentpixel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.segmentpixel.segment.LoginRefusedException;
import io.segmentpixel.segment.SegmentId;
import java.security.PrivateKey;
import java.security.Security;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class KeyLoginReplayTest {
    private static final SegmentId ID = SegmentId.of(17);

    @AutoClose
    private final ScriptedBackend backend = new ScriptedBackend();

    KeyLoginReplayTest() {
        backend.onKeyLogin(Answers.token("token-1"), Answers.token("token-2"));
        backend.onGet(Answers.segment(17, "seventeen"));
    }

    private SegmentClient client(PrivateKey key) {
        return backend.settings()
                .credentials(Credentials.keyPair("user", "key-1", key))
                .build();
    }

    private static Jwt jwt(Instant issuedAt) throws Exception {
        return Jwt.signed("key-1", Keys.RSA.getPrivate(), "user", issuedAt);
    }

    @Test
    void a_login_by_key_sends_a_signed_token_as_plain_text_and_gets_the_one_to_use() throws Exception {
        try (SegmentClient client = client(Keys.RSA.getPrivate())) {
            assertThat(client.get(ID).shortName()).isEqualTo("seventeen");
        }

        assertThat(backend.sent()).containsExactly("login", "GET");
        LoggedRequest login = backend.requests().get(0);
        assertThat(login.getMethod().getName()).isEqualTo("POST");
        assertThat(login.getUrl()).isEqualTo("/v2/auth/jwt");
        assertThat(login.header("Content-Type").values()).containsExactly("text/plain");
        assertThat(login.getBodyAsString()).isEqualTo(jwt(FakeTime.START).text());
        assertThat(login.containsHeader("Authorization")).isFalse();
        assertThat(backend.lastRequest().getHeader("Authorization")).isEqualTo("token-1");
    }

    @Test
    void every_login_is_signed_anew_with_its_own_time() throws Exception {
        backend.onGet(Answers.segment(17, "before"), Answers.loggedOut(), Answers.segment(17, "after"));
        Duration later = Duration.ofHours(2);
        try (SegmentClient client = client(Keys.RSA.getPrivate())) {
            assertThat(client.get(ID).shortName()).isEqualTo("before");
            backend.time.advance(later);
            assertThat(client.get(ID).shortName()).isEqualTo("after");
        }

        assertThat(backend.sent()).containsExactly("login", "GET", "GET", "login", "GET");
        assertThat(backend.requests().get(3).getBodyAsString())
                .isEqualTo(jwt(FakeTime.START.plus(later)).text());
        assertThat(backend.lastRequest().getHeader("Authorization")).isEqualTo("token-2");
    }

    @Test
    void a_refused_login_by_key_names_what_to_check() {
        backend.onKeyLogin(Answers.failure(200, "UNAUTH", "", "no such key"));

        try (SegmentClient client = client(Keys.RSA.getPrivate())) {
            assertThatThrownBy(() -> client.get(ID))
                    .isInstanceOf(LoginRefusedException.class)
                    .hasMessage("login: HTTP 200, UNAUTH, \"no such key\"; check user name, key name, key and this"
                            + " machine's clock; too many refused logins lock the account for five minutes");
        }
        assertThat(backend.sent()).containsExactly("login");
    }

    @Test
    void neither_the_signed_token_nor_its_signature_is_shown_where_the_backend_repeats_it() throws Exception {
        Jwt jwt = jwt(FakeTime.START);
        backend.onKeyLogin(
                Answers.failure(200, "SYNTAX", "", "odd: " + jwt.text() + ", of signature " + jwt.signature()));

        try (SegmentClient client = client(Keys.RSA.getPrivate())) {
            assertThatThrownBy(() -> client.get(ID))
                    .isInstanceOf(LoginRefusedException.class)
                    .hasMessage(
                            "login: HTTP 200, SYNTAX, \"odd: ***, of signature ***\"; check user name, key name, key and this machine\'s clock; too many"
                                    + " refused logins lock the account for five minutes");
        }
    }

    @Test
    void a_key_that_never_shows_itself_signs_where_it_is() {
        HardwareToken token = new HardwareToken();
        Security.addProvider(token);
        try (SegmentClient client = client(new HardwareToken.HiddenKey("RSA", new AtomicBoolean(true)))) {
            assertThat(client.get(ID).shortName()).isEqualTo("seventeen");
        } finally {
            Security.removeProvider(token.getName());
        }

        assertThat(Keys.hasSigned(
                        Keys.RSA.getPublic(), backend.requests().get(0).getBodyAsString()))
                .isTrue();
    }

    @Test
    void a_key_that_does_not_sign_is_no_login_and_nothing_is_sent() {
        try (SegmentClient client = client(new HardwareToken.HiddenKey("RSA", new AtomicBoolean(true)))) {
            assertThatThrownBy(() -> client.get(ID))
                    .isInstanceOf(LoginRefusedException.class)
                    .hasMessage("login: the private key of key name \"key-1\" does not sign"
                            + " (java.security.InvalidKeyException: No installed provider supports this key:"
                            + " io.segmentpixel.http.HardwareToken$HiddenKey); check the key, and the hardware that"
                            + " holds it");
        }
        assertThat(backend.sent()).isEmpty();
    }

    @Test
    void a_key_signs_as_soon_as_its_hardware_is_there_again() {
        HardwareToken token = new HardwareToken();
        AtomicBoolean plugged = new AtomicBoolean();
        Security.addProvider(token);
        try (SegmentClient client = client(new HardwareToken.HiddenKey("RSA", plugged))) {
            assertThatThrownBy(() -> client.get(ID))
                    .isInstanceOf(LoginRefusedException.class)
                    .hasMessageContaining("(java.security.ProviderException: no card in the reader)");
            assertThat(backend.sent()).isEmpty();

            plugged.set(true);
            assertThat(client.get(ID).shortName()).isEqualTo("seventeen");
        } finally {
            Security.removeProvider(token.getName());
        }
        assertThat(backend.sent()).containsExactly("login", "GET");
    }
}
