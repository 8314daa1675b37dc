package io.segmentpixel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealTest {
    private static final byte[] PLAIN = "what is to be hidden".getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @ValueSource(ints = {16, 24, 32})
    void what_is_sealed_is_opened_by_another_seal_of_the_same_key(int length) {
        byte[] sealed = Seal.with(key(length)).sealed(PLAIN);

        assertThat(Seal.with(key(length)).opened(sealed)).contains(PLAIN);
    }

    @Test
    void no_other_key_opens_it() {
        byte[] sealed = Seal.with(key(32)).sealed(PLAIN);
        byte[] other = key(32).getEncoded();
        other[31] ^= 1;

        assertThat(Seal.with(new SecretKeySpec(other, "AES")).opened(sealed)).isEmpty();
        assertThat(Seal.with(key(16)).opened(sealed)).isEmpty();
    }

    @Test
    void the_same_is_never_sealed_twice_alike() {
        Seal seal = Seal.with(key(32));
        Set<String> nonces = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            nonces.add(Arrays.toString(Arrays.copyOfRange(seal.sealed(PLAIN), 4, 16)));
        }

        assertThat(nonces).hasSize(1000);
    }

    @Test
    void what_was_cut_off_anywhere_or_has_more_at_its_end_is_not_opened() {
        Seal seal = Seal.with(key(32));
        byte[] sealed = seal.sealed(PLAIN);

        for (int length = 0; length < sealed.length; length++) {
            assertThat(seal.opened(Arrays.copyOf(sealed, length)))
                    .as("the first %s bytes", length)
                    .isEmpty();
        }
        assertThat(seal.opened(Arrays.copyOf(sealed, sealed.length + 1))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 17, 31, 33, 64})
    void a_key_of_another_length_is_refused_and_not_shown(int length) {
        assertThatThrownBy(() -> Seal.with(key(length)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("key AES of " + length + " bytes: must be an AES key of 16, 24 or 32 bytes");
    }

    @Test
    void a_key_of_another_kind_is_refused() {
        assertThatThrownBy(() -> Seal.with(new SecretKeySpec(new byte[16], "HmacSHA256")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("key HmacSHA256: must be an AES key of 16, 24 or 32 bytes");
    }

    static SecretKey key(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (7 * i + 1);
        }
        return new SecretKeySpec(bytes, "AES");
    }
}
