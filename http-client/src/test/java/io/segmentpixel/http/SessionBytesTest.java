package io.segmentpixel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class SessionBytesTest {
    private static final Hold HOLD = new Hold("somebody", Instant.MIN, Instant.MAX);

    @Property
    void what_is_written_is_read(@ForAll String user, @ForAll @NotEmpty String token, @ForAll Instant login)
            throws IOException {
        Map<String, Kept> all = Map.of(
                user,
                new Kept(StoredSession.none().withToken(token).withLogin(login), Hold.nobodys()),
                user + "2",
                new Kept(StoredSession.none(), HOLD));

        assertThat(SessionBytes.read(SessionBytes.of(all))).isEqualTo(all);
    }

    @Test
    void a_text_may_be_longer_than_java_itself_writes_one() throws IOException {
        String token = "x".repeat(100_000);
        Map<String, Kept> all = Map.of("user", new Kept(StoredSession.none().withToken(token), HOLD));

        assertThat(SessionBytes.read(SessionBytes.of(all))).isEqualTo(all);
    }

    @Test
    void what_ends_early_is_not_read() {
        byte[] bytes = SessionBytes.of(
                Map.of("user", new Kept(StoredSession.none().withToken("t").withLogin(Instant.EPOCH), HOLD)));

        for (int length = 0; length < bytes.length; length++) {
            byte[] part = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> SessionBytes.read(part))
                    .as("the first %s bytes", length)
                    .isInstanceOf(EOFException.class);
        }
    }
}
