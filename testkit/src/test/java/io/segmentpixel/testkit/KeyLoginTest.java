package io.segmentpixel.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A login by key pair, signed here by the JDK alone. */
class KeyLoginTest {
    private static final KeyPair KEYS = keys();
    private static final KeyPair OTHER_KEYS = keys();
    private static final String HEADER = "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"prod\"}";
    private static final String CLAIMS = "{\"sub\":\"bot\",\"iat\":1772366400}";

    @AutoClose
    private final Sandbox sandbox = Sandbox.builder()
            .users(SandboxUser.named("bot").withKey("prod", KEYS.getPublic()).withKey("next", OTHER_KEYS.getPublic()))
            .start();

    private final RawApi api = RawApi.of(sandbox);

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException missing) {
            throw new AssertionError(missing);
        }
    }

    private static String signed(String header, String claims, KeyPair keys) {
        try {
            String text = encoded(header.getBytes(UTF_8)) + "." + encoded(claims.getBytes(UTF_8));
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(text.getBytes(UTF_8));
            return text + "." + encoded(signature.sign());
        } catch (GeneralSecurityException failure) {
            throw new AssertionError(failure);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private RawAnswer login(String body, String contentType) {
        HttpResponse<byte[]> response = RawHttp.send(HttpRequest.newBuilder(URI.create(sandbox.url() + "/v2/auth/jwt"))
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body)));
        return new RawAnswer(response.statusCode(), response.headers(), new String(response.body(), UTF_8));
    }

    private RawAnswer login(String body) {
        return login(body, "text/plain");
    }

    @Test
    void a_token_signed_by_the_users_key_logs_in() {
        RawAnswer login = login(signed(HEADER, CLAIMS, KEYS));

        assertThat(login.outcome()).isEqualTo("OK");
        assertThat(login.headers().firstValue("Set-Cookie").orElse("")).startsWith("HBFAPI_SESSID=" + login.token());
        assertThat(api.authorizedBy(login.token()).get("").outcome()).isEqualTo("OK");
    }

    @Test
    void each_of_several_keys_logs_in_under_its_own_name() {
        String next = HEADER.replace("prod", "next");

        assertThat(login(signed(next, CLAIMS, OTHER_KEYS)).outcome()).isEqualTo("OK");
        assertThat(login(signed(HEADER, CLAIMS, OTHER_KEYS)).outcome()).isEqualTo("UNAUTH");
        assertThat(login(signed(next, CLAIMS, KEYS)).outcome()).isEqualTo("UNAUTH");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"alg":"RS256","typ":"JWT","kid":"none"} | {"sub":"bot","iat":1772366400}
            {"alg":"RS256","typ":"JWT"}              | {"sub":"bot","iat":1772366400}
            {"alg":"RS512","typ":"JWT","kid":"prod"} | {"sub":"bot","iat":1772366400}
            {"alg":"none","typ":"JWT","kid":"prod"}  | {"sub":"bot","iat":1772366400}
            {"alg":"RS256","kid":"prod"}             | {"sub":"bot","iat":1772366400}
            {"alg":"RS256","typ":"JWT","kid":"prod"} | {"sub":"sandbox","iat":1772366400}
            {"alg":"RS256","typ":"JWT","kid":"prod"} | {"sub":"bot"}
            {"alg":"RS256","typ":"JWT","kid":"prod"} | {"iat":1772366400}
            {"alg":"RS256","typ":"JWT","kid":"prod"} | {"sub":"bot","iat":"now"}
            """)
    void anything_else_in_it_is_refused(String header, String claims) {
        RawAnswer refused = login(signed(header, claims, KEYS));

        assertThat(refused.status()).isEqualTo(200);
        assertThat(refused.outcome()).isEqualTo("UNAUTH");
        assertThat(refused.token()).isEmpty();
    }

    @Test
    void a_token_that_was_changed_after_it_was_signed_is_refused() {
        String[] parts = signed(HEADER, CLAIMS.replace("bot", "sandbox"), KEYS).split("\\.", -1);
        String claims = encoded(CLAIMS.getBytes(UTF_8));

        assertThat(login(parts[0] + "." + claims + "." + parts[2]).outcome()).isEqualTo("UNAUTH");
        assertThat(login(parts[0] + "." + claims + ".").outcome()).isEqualTo("UNAUTH");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.b", "a.b.c.d", "{}", "%.%.%", "e30.e30.e30.", "bm8.bm8.bm8"})
    void what_is_no_token_is_refused(String body) {
        assertThat(login(body).outcome()).isEqualTo("SYNTAX");
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain,                OK",
        "text/plain; charset=utf-8, OK",
        "TEXT/Plain;charset=UTF-8,  OK",
        "application/json,          SYNTAX",
        "text/plainfoo,             SYNTAX",
        "text/html,                 SYNTAX",
        "plain,                     SYNTAX",
    })
    void a_token_comes_as_plain_text(String contentType, String outcome) {
        assertThat(login(signed(HEADER, CLAIMS, KEYS), contentType).outcome()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"alg":"RS256","typ":"JWT","kid":17}     | {"sub":"null","iat":1772366400}
            {"alg":"RS256","typ":"JWT","kid":"17"}   | {"sub":null,"iat":1772366400}
            """)
    void a_key_name_or_a_subject_that_is_no_text_does_not_log_in(String header, String claims) {
        sandbox.put(SandboxUser.named("null").withKey("17", KEYS.getPublic()));
        String asTexts = signed(HEADER.replace("prod", "17"), CLAIMS.replace("bot", "null"), KEYS);

        assertThat(login(asTexts).outcome()).isEqualTo("OK");
        assertThat(login(signed(header, claims, KEYS)).outcome()).isEqualTo("UNAUTH");
    }

    @Test
    void a_user_that_may_only_read_keeps_its_keys() {
        sandbox.put(SandboxUser.named("bot").withKey("prod", KEYS.getPublic()).readOnly());

        assertThat(login(signed(HEADER, CLAIMS, KEYS)).outcome()).isEqualTo("OK");
    }

    @Test
    void a_refused_token_counts_as_a_refused_login() {
        sandbox.limits(Limits.documented().lockedAfter(2, Duration.ofMinutes(5)));
        login(signed(HEADER, CLAIMS, OTHER_KEYS));
        login(signed(HEADER, CLAIMS, OTHER_KEYS));

        assertThat(login(signed(HEADER, CLAIMS, KEYS)).outcome()).isEqualTo("UNAUTH");
        assertThat(sandbox.journal().calls(Operation.LOGIN).get(2).body()).isEqualTo("***");
    }
}
