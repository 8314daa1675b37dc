package io.segmentpixel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {
    private static final PrivateKey KEY = Keys.RSA.getPrivate();
    private static final String PEM = Keys.pem(KEY);

    @TempDir
    Path folder;

    private Path file(String content) throws Exception {
        return Files.writeString(folder.resolve("segment-key.pem"), content);
    }

    @Test
    void one_key_is_the_same_however_it_was_handed_in() throws Exception {
        Credentials credentials = Credentials.keyPair("user", "key-1", KEY);

        assertThat(Credentials.keyPairFromPem("user", "key-1", PEM))
                .isEqualTo(credentials)
                .hasSameHashCodeAs(credentials);
        assertThat(Credentials.keyPair("user", "key-1", file(PEM)))
                .isEqualTo(credentials)
                .hasSameHashCodeAs(credentials);
    }

    @Test
    void every_part_makes_a_difference() {
        PrivateKey other = Keys.made("RSA", 2048).getPrivate();

        assertThat(Credentials.keyPair("user", "key-1", KEY))
                .isNotEqualTo(Credentials.keyPair("another", "key-1", KEY))
                .isNotEqualTo(Credentials.keyPair("user", "key-2", KEY))
                .isNotEqualTo(Credentials.keyPair("user", "key-1", other))
                .isNotEqualTo(Credentials.password("user", "key-1"))
                .isNotEqualTo("user");
        assertThat(Credentials.password("user", "secret"))
                .isEqualTo(Credentials.password("user", "secret"))
                .hasSameHashCodeAs(Credentials.password("user", "secret"))
                .isNotEqualTo(Credentials.password("user", "another"))
                .isNotEqualTo(Credentials.password("another", "secret"));
    }

    @Test
    void keys_that_do_not_show_themselves_are_compared_by_themselves() {
        AtomicBoolean plugged = new AtomicBoolean(true);
        Credentials credentials = Credentials.keyPair("user", "key-1", new HardwareToken.HiddenKey("RSA", plugged));

        assertThat(credentials)
                .isEqualTo(Credentials.keyPair("user", "key-1", new HardwareToken.HiddenKey("RSA", plugged)))
                .isNotEqualTo(Credentials.keyPair(
                        "user", "key-1", new HardwareToken.HiddenKey("RSA", new AtomicBoolean(true))))
                .isNotEqualTo(Credentials.keyPair("user", "key-1", KEY));
        assertThat(Credentials.keyPair("user", "key-1", KEY)).isNotEqualTo(credentials);
    }

    @Test
    void a_hidden_key_of_another_kind_is_told_by_its_kind() {
        PrivateKey key = new HardwareToken.HiddenKey("EC", new AtomicBoolean(true));

        assertThatThrownBy(() -> Credentials.keyPair("user", "key-1", key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("private key: is of kind EC, must be RSA; ");
    }

    @Test
    void only_names_are_shown() {
        Credentials byKey = Credentials.keyPairFromPem("user", "key-1", PEM);

        assertThat(byKey).hasToString("Credentials[username=user, keyName=key-1]");
        assertThat(byKey.username()).isEqualTo("user");
        assertThat(Credentials.password("user", "secret")).hasToString("Credentials[username=user]");
    }

    @Test
    void a_login_request_shows_no_secret_and_names_those_it_holds() {
        Call byPassword = Credentials.password("us\"er", "pa\"ss").login(Instant.EPOCH);
        Call byKey = Credentials.keyPair("user", "key-1", KEY).login(Instant.EPOCH);

        assertThat(byPassword).hasToString("login");
        assertThat(byPassword.body()).hasToString("application/json").satisfies(body -> assertThat(body.text())
                .isEqualTo("{\"auth\":{\"username\":\"us\\\"er\",\"password\":\"pa\\\"ss\"}}"));
        assertThat(byPassword.secrets()).containsExactly("pa\"ss");
        assertThat(byKey).hasToString("login");
        assertThat(byKey.body()).hasToString("text/plain").satisfies(body -> assertThat(byKey.secrets())
                .containsExactlyInAnyOrder(
                        body.text(), body.text().substring(body.text().lastIndexOf('.') + 1)));
        assertThat(byPassword.kind()).isEqualTo(Call.Kind.LOGIN);
        assertThat(byKey.kind()).isEqualTo(Call.Kind.LOGIN);
    }

    @Test
    void names_must_not_be_empty() {
        assertThatThrownBy(() -> Credentials.keyPair("", "key-1", KEY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("user name \"\": must not be empty");
        assertThatThrownBy(() -> Credentials.keyPairFromPem("user", "", PEM))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("key name \"\": must not be empty");
    }

    @Test
    void a_file_that_holds_no_key_is_named_without_its_content() throws Exception {
        Path file = file("geheim");

        assertThatThrownBy(() -> Credentials.keyPair("user", "key-1", file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("private key " + file + ": is no PEM; must hold the line -----BEGIN PRIVATE KEY-----")
                .hasNoCause();
    }

    @Test
    void a_file_that_holds_a_short_key_is_named() throws Exception {
        Path file = file(Keys.pem(Keys.made("RSA", 1024).getPrivate()));

        assertThatThrownBy(() -> Credentials.keyPair("user", "key-1", file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("private key " + file + ": has 1024 bits, must have at least 2048; ");
    }

    @Test
    void a_file_of_bytes_is_no_pem() throws Exception {
        Path file = Files.write(folder.resolve("segment-key.der"), KEY.getEncoded());

        assertThatThrownBy(() -> Credentials.keyPair("user", "key-1", file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("private key " + file + ": is no PEM; ");
    }

    @Test
    void a_file_that_cannot_be_read_is_named() {
        Path file = folder.resolve("missing.pem");

        assertThatThrownBy(() -> Credentials.keyPair("user", "key-1", file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage(
                        "private key " + file + ": cannot be read (java.nio.file.NoSuchFileException: " + file + ")")
                .hasCauseInstanceOf(NoSuchFileException.class);
    }
}
