package io.segmentpixel.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigInteger;
import java.security.interfaces.RSAPrivateKey;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;

class JwtTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.999Z");

    @Property(seed = "17")
    void whatever_the_names_hold_is_read_back_and_is_signed(
            @ForAll("names") String username, @ForAll("names") String keyName) throws Exception {
        String token = Jwt.signed(keyName, Keys.RSA.getPrivate(), username, NOW).text();

        List<String> parts = List.of(token.split("\\.", -1));
        assertThat(parts).hasSize(3).allMatch(part -> part.matches("[A-Za-z0-9_-]+"));
        assertThat(json(parts.get(0)))
                .isEqualTo(JSON.createObjectNode()
                        .put("alg", "RS256")
                        .put("typ", "JWT")
                        .put("kid", keyName));
        assertThat(json(parts.get(1)))
                .isEqualTo(JSON.createObjectNode().put("sub", username).put("iat", 1_772_366_400));
        assertThat(Keys.hasSigned(Keys.RSA.getPublic(), token)).isTrue();
    }

    @Property(seed = "17", tries = 100)
    void the_time_is_said_in_whole_seconds(@ForAll @LongRange(min = 0, max = 253_402_300_799L) long seconds)
            throws Exception {
        Jwt jwt = Jwt.signed("key-1", Keys.RSA.getPrivate(), "user", Instant.ofEpochSecond(seconds, 999_999_999));

        assertThat(json(jwt.claims().split("\\.", -1)[1]).get("iat").asLong()).isEqualTo(seconds);
    }

    @Example
    void it_is_shown_without_its_signature() throws Exception {
        Jwt jwt = Jwt.signed("key-1", Keys.RSA.getPrivate(), "user", NOW);

        assertThat(jwt).hasToString(jwt.claims() + ".***");
        assertThat(jwt.text()).isEqualTo(jwt.claims() + "." + jwt.signature());
    }

    @Example
    void a_key_that_has_numbers_but_no_encoding_signs() throws Exception {
        Jwt jwt = Jwt.signed("key-1", new Unencoded((RSAPrivateKey) Keys.RSA.getPrivate()), "user", NOW);

        assertThat(jwt).isEqualTo(Jwt.signed("key-1", Keys.RSA.getPrivate(), "user", NOW));
    }

    /** A key of a provider that has an encoding for none of its keys. */
    private record Unencoded(RSAPrivateKey key) implements RSAPrivateKey {
        @Override
        public BigInteger getModulus() {
            return key.getModulus();
        }

        @Override
        public BigInteger getPrivateExponent() {
            return key.getPrivateExponent();
        }

        @Override
        public String getAlgorithm() {
            return key.getAlgorithm();
        }

        @Override
        public @Nullable String getFormat() {
            return null;
        }

        @Override
        public byte @Nullable [] getEncoded() {
            return null;
        }
    }

    @Provide
    Arbitrary<String> names() {
        Arbitrary<String> odd =
                Arbitraries.of("\"", "\\", "ü", "日本", "😀", "{}", "\u0000", "\n", "\u2028", "</", "sub");
        Arbitrary<String> any = Arbitraries.strings().all().filter(JwtTest::isWhole);
        return Arbitraries.oneOf(odd, any).list().ofMinSize(1).ofMaxSize(6).map(parts -> String.join("", parts));
    }

    /** Half a surrogate pair is no character, and nothing can carry it. */
    private static boolean isWhole(String text) {
        return text.codePoints().noneMatch(point -> point >= 0xD800 && point <= 0xDFFF);
    }

    private static JsonNode json(String base64) throws Exception {
        return JSON.readTree(Base64.getUrlDecoder().decode(base64));
    }
}
