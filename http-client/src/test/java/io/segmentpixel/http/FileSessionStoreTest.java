package io.segmentpixel.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in a session file, and what is done about one that is damaged. */
class FileSessionStoreTest extends SessionFileStage {
    @Test
    void a_store_that_was_there_before_sees_what_another_keeps() {
        SessionStore earlier = store();
        keepFirst();

        assertThat(earlier.read(ANN)).isEqualTo(FIRST);
    }

    @Test
    void files_are_made_for_their_owner_only_and_none_but_these_is_left() throws IOException {
        keepFirst();

        assertThat(rightsOf(file)).isEqualTo("rw-------");
        assertThat(rightsOf(lock)).isEqualTo("rw-------");
        assertThat(names()).containsExactly("sessions", "sessions.lock");
    }

    @Test
    void nothing_is_written_before_a_lease_is_taken() throws IOException {
        assertThat(store().read(ANN)).isEqualTo(StoredSession.none());
        assertThat(names()).isEmpty();
    }

    @Test
    void what_a_process_left_that_died_while_it_wrote_is_in_nobodys_way() throws IOException {
        Path left = folder.resolve("sessions.writing");
        Files.createFile(left, rights("rw-r--r--"));
        keepFirst();

        assertThat(store().read(ANN)).isEqualTo(FIRST);
        assertThat(left).doesNotExist();
        assertThat(rightsOf(file)).isEqualTo("rw-------");
    }

    @Test
    void of_a_user_of_whom_nothing_is_kept_nothing_stays_in_the_file() throws IOException {
        keepFirst();
        long one = Files.size(file);
        taken(BOB);
        assertThat(Files.size(file)).isGreaterThan(one);
        clock.advance(MINUTE);
        keepFirst();

        assertThat(Files.size(file)).isEqualTo(one);
    }

    @Test
    void neither_token_nor_user_can_be_read_in_the_file() throws IOException {
        String token = "hbapi:218:5f1e9d3c";
        try (SessionStore.Lease lease = taken(ANN)) {
            lease.keep(FIRST.withToken(token));
        }
        String content = Files.readString(file, ISO_8859_1);

        for (String secret : List.of(token, ANN)) {
            assertThat(content).doesNotContain(forms(secret));
        }
    }

    private static List<String> forms(String secret) {
        List<String> forms = new ArrayList<>();
        for (Charset charset : List.of(UTF_8, UTF_16BE)) {
            byte[] bytes = secret.getBytes(charset);
            String base64 = Base64.getEncoder().withoutPadding().encodeToString(bytes);
            forms.add(new String(bytes, ISO_8859_1));
            forms.add(base64.substring(0, base64.length() - 1));
            forms.add(HexFormat.of().formatHex(bytes));
            forms.add(HexFormat.of().withUpperCase().formatHex(bytes));
        }
        return forms;
    }

    @Test
    void the_file_is_different_each_time_the_same_is_kept() throws IOException {
        SessionStore.Lease lease = taken(ANN);
        lease.keep(FIRST);
        byte[] once = Files.readAllBytes(file);
        lease.keep(FIRST);

        assertThat(Files.readAllBytes(file)).hasSameSizeAs(once).isNotEqualTo(once);
    }

    @Test
    void a_file_of_another_key_is_refused_and_left_as_it_is() throws IOException {
        keepFirst();
        byte[] before = Files.readAllBytes(file);

        assertThatThrownBy(() -> FileSessionStore.at(file, SealTest.key(16), clock))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "session file " + file
                                + " was written with another key or another version, or is damaged: delete it, only a login is lost");
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void a_single_bit_that_is_flipped_anywhere_is_seen() throws IOException {
        keepFirst();
        SessionStore store = store();
        byte[] content = Files.readAllBytes(file);

        for (int bit = 0; bit < content.length * Byte.SIZE; bit++) {
            byte[] flipped = content.clone();
            flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            Files.write(file, flipped);
            assertThatThrownBy(() -> store.read(ANN)).as("bit %s", bit).isInstanceOf(IllegalStateException.class);
        }
        Files.write(file, content);
        assertThat(store.read(ANN)).isEqualTo(FIRST);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 16, 31, 32, 60})
    void an_empty_or_shortened_file_is_refused_by_every_method_until_it_is_deleted(int length) throws IOException {
        keepFirst();
        SessionStore store = store();
        SessionStore.Lease lease = taken(ANN);
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), length));

        assertRefused(() -> store.read(ANN), "damaged");
        assertRefused(() -> store.lease(BOB, MINUTE), "damaged");
        assertRefused(() -> lease.keep(SECOND), "damaged");
        assertRefused(lease::close, "damaged");
        assertRefused(this::store, "damaged");
        Files.delete(file);
        assertThat(lease.keep(SECOND)).isFalse();
        lease.close();
        assertThat(store.read(ANN)).isEqualTo(StoredSession.none());
        assertThat(store.lease(ANN, MINUTE)).isPresent();
    }

    @Test
    void a_folder_that_vanishes_is_a_failure_of_the_store() throws IOException {
        SessionStore store = store();
        Files.delete(folder);

        assertThatThrownBy(() -> store.lease(ANN, MINUTE))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("session file " + file + ": cannot be used, ")
                .hasMessageEndingWith("; nothing was changed");
    }

    @Test
    void a_text_of_it_shows_the_path_alone() {
        assertThat(store()).hasToString("FileSessionStore[" + file + "]");
    }
}
