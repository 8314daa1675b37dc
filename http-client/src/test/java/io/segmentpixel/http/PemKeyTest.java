package io.segmentpixel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PemKeyTest {
    private static final byte[] DER = Keys.RSA.getPrivate().getEncoded();
    private static final String PEM = Keys.pem(Keys.RSA.getPrivate());
    private static final String DAMAGED = "key: is damaged, or of a kind that Java does not know; copy it again";
    private static final String NO_BASE64 =
            "key: is damaged, its lines are no base64; copy it again, with line breaks in place of any written \\n";
    private static final String MAKE_ONE =
            "; make one with: openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out key.pem";

    static Stream<String> goodTexts() {
        return Stream.of(
                PEM,
                PEM.replace("\n", "\r\n"),
                PEM.replace("\n", " "),
                PEM.strip(),
                "\uFEFF" + PEM,
                "Bag Attributes\n    friendlyName: shop\nKey Attributes: <No Attributes>\n" + PEM,
                Keys.pem("CERTIFICATE", new byte[] {1, 2, 3}) + PEM + Keys.pem("CERTIFICATE", new byte[] {4}));
    }

    @ParameterizedTest
    @MethodSource("goodTexts")
    void a_key_is_read_whatever_stands_around_it(String pem) {
        assertThat(PemKey.read("key", pem)).isEqualTo(Keys.RSA.getPrivate());
    }

    static Stream<Arguments> refusals() {
        String convert = "with: openssl pkcs8 -topk8 -nocrypt -in key.pem -out key.pkcs8.pem";
        String noPem = "key: is no PEM; must hold the line -----BEGIN PRIVATE KEY-----";
        String ec = "key: is of kind EC, must be RSA" + MAKE_ONE;
        return Stream.of(
                Arguments.of(
                        labelled("RSA PRIVATE KEY"),
                        "key: is PKCS#1 (BEGIN RSA PRIVATE KEY), must be PKCS#8; convert it " + convert),
                Arguments.of(
                        labelled("ENCRYPTED PRIVATE KEY"),
                        "key: is encrypted, must be in clear; decrypt it " + convert),
                Arguments.of(
                        labelled("OPENSSH PRIVATE KEY"),
                        "key: is in OpenSSH's own format, must be PKCS#8; convert a copy with: ssh-keygen -p -m PKCS8 -f"
                                + " copy"),
                Arguments.of(labelled("EC PRIVATE KEY"), ec),
                Arguments.of(labelled("EC PARAMETERS") + labelled("EC PRIVATE KEY"), ec),
                Arguments.of(labelled("DSA PRIVATE KEY"), "key: is of kind DSA, must be RSA" + MAKE_ONE),
                Arguments.of(labelled("PUBLIC KEY"), "key: is a public key; give the private key that belongs to it"),
                Arguments.of(
                        labelled("RSA PUBLIC KEY"), "key: is a public key; give the private key that belongs to it"),
                Arguments.of(labelled("CERTIFICATE"), "key: is a certificate; give the private key that belongs to it"),
                Arguments.of(
                        labelled("X509 CRL"),
                        "key: is a PEM of something else; must hold the line -----BEGIN PRIVATE KEY-----"),
                Arguments.of("", noPem),
                Arguments.of(Keys.base64(DER), noPem),
                Arguments.of(PEM + PEM, "key: is 2 keys; keep the one that the key name stands for"),
                Arguments.of(
                        PEM.substring(0, PEM.indexOf("-----END")),
                        "key: is cut off; must end with the line -----END PRIVATE KEY-----"),
                Arguments.of(PEM.replace("\n", "\\n"), NO_BASE64),
                Arguments.of(PEM.replaceFirst("\nMII", "\n!II"), NO_BASE64),
                Arguments.of(Keys.pem("PRIVATE KEY", new byte[0]), DAMAGED),
                Arguments.of(Keys.pem("PRIVATE KEY", "no key".getBytes(StandardCharsets.UTF_8)), DAMAGED),
                Arguments.of(Keys.pem("PRIVATE KEY", Keys.RSA.getPublic().getEncoded()), DAMAGED));
    }

    private static String labelled(String label) {
        return Keys.pem(label, DER);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void what_is_no_pkcs8_is_refused_by_what_it_is(String text, String message) {
        assertThatThrownBy(() -> PemKey.read("key", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message)
                .hasNoCause();
    }

    static Stream<Arguments> otherKinds() {
        return Stream.of(
                Arguments.of("EC", 256, "EC"),
                Arguments.of("Ed25519", 255, "EdDSA"),
                Arguments.of("X25519", 255, "XDH"),
                Arguments.of("DSA", 1024, "DSA"),
                Arguments.of("RSASSA-PSS", 2048, "RSASSA-PSS"));
    }

    @ParameterizedTest
    @MethodSource("otherKinds")
    void a_key_of_another_kind_is_told_by_its_kind(String kind, int size, String shown) {
        PrivateKey key = Keys.made(kind, size).getPrivate();
        String message = "private key: is of kind " + shown + ", must be RSA" + MAKE_ONE;

        assertRefused(message, () -> Credentials.keyPair("user", "key-1", key));
        assertRefused(message, () -> Credentials.keyPairFromPem("user", "key-1", Keys.pem(key)));
    }

    @Test
    void a_key_that_is_too_short_is_told_by_its_length() {
        PrivateKey key = Keys.made("RSA", 1024).getPrivate();
        String message = "private key: has 1024 bits, must have at least 2048" + MAKE_ONE;

        assertRefused(message, () -> Credentials.keyPair("user", "key-1", key));
        assertRefused(message, () -> Credentials.keyPairFromPem("user", "key-1", Keys.pem(key)));
    }

    private static void assertRefused(String message, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message)
                .hasNoCause();
    }

    @Property(seed = "17")
    void a_damaged_key_is_refused_unless_it_signs_all_the_same(
            @ForAll @IntRange(max = 1_200) int place, @ForAll @IntRange(min = 1, max = 255) int change) {
        byte[] damaged = DER.clone();
        damaged[place % DER.length] ^= (byte) change;

        Optional<PrivateKey> key = readOrRefused(Keys.pem("PRIVATE KEY", damaged));

        key.filter(taken -> taken.getAlgorithm().equals("RSA"))
                .ifPresent(taken -> assertThat(isThatOfTheTests(taken)).isTrue());
    }

    @Property(seed = "17")
    void no_refusal_shows_a_part_of_the_text(
            @ForAll @IntRange(max = 1_800) int from, @ForAll @IntRange(max = 1_800) int length) {
        int start = from % PEM.length();
        int end = Math.min(PEM.length(), start + length);

        readOrRefused(PEM.substring(0, start) + PEM.substring(end));
        readOrRefused(PEM.substring(0, start) + "-----BEGIN " + PEM.substring(end));
    }

    private static boolean isThatOfTheTests(PrivateKey key) {
        Call login = Credentials.keyPair("user", "key-1", key).login(Instant.EPOCH);
        return Optional.ofNullable(login.body())
                .filter(body -> Keys.hasSigned(Keys.RSA.getPublic(), body.text()))
                .isPresent();
    }

    private static Optional<PrivateKey> readOrRefused(String pem) {
        try {
            return Optional.of(PemKey.read("key", pem));
        } catch (IllegalArgumentException refused) {
            assertShowsNothing(refused);
            return Optional.empty();
        }
    }

    private static void assertShowsNothing(IllegalArgumentException refused) {
        String text = Keys.base64(DER).replace("\n", "");
        assertThat(refused).hasNoCause();
        assertThat(IntStream.range(0, text.length() - 6).mapToObj(at -> text.substring(at, at + 6)))
                .noneMatch(String.valueOf(refused.getMessage())::contains);
    }
}
