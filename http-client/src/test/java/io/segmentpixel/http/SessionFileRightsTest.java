package io.segmentpixel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions are kept only where nobody but their owner can read or replace them. */
class SessionFileRightsTest extends SessionFileStage {
    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw--w----", "rw---x---", "rw----r--", "rw-----w-", "rw------x", "rwxrwxrwx"})
    void a_file_or_lock_file_that_is_open_to_others_is_refused_until_it_is_closed(String rights) throws IOException {
        keepFirst();
        SessionStore store = store();
        for (Path open : List.of(file, lock)) {
            Files.setPosixFilePermissions(open, PosixFilePermissions.fromString(rights));
            String why = "session file " + open + " is open to others, rights " + rights + ": chmod 600 " + open;
            assertRefused(() -> store.lease(ANN, MINUTE), why);
            assertRefused(this::store, why);
            Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-------"));
        }

        assertThat(store.lease(ANN, MINUTE)).isPresent();
    }

    @Test
    void a_symbolic_link_is_refused_even_to_a_file_that_would_do() throws IOException {
        keepFirst();
        SessionStore store = store();
        for (Path linked : List.of(file, lock)) {
            Path moved = Files.move(linked, folder.resolve("moved"));
            Files.createSymbolicLink(linked, moved);
            assertRefused(() -> store.lease(ANN, MINUTE), linked + " is a symbolic link: remove it");
            assertRefused(this::store, linked + " is a symbolic link: remove it");
            Files.move(
                    moved,
                    Files.createDirectory(folder.resolve("for " + linked.getFileName()))
                            .resolve("old"));
            assertRefused(this::store, linked + " is a symbolic link: remove it");
            Files.delete(linked);
        }

        assertThat(store.lease(ANN, MINUTE)).isPresent();
    }

    @Test
    void a_folder_in_place_of_a_file_is_refused() throws IOException {
        Files.createDirectory(lock);
        assertRefused(this::store, lock + " is no regular file: remove it");
        Files.delete(lock);
        Files.createDirectory(file);

        assertRefused(this::store, file + " is no regular file: remove it");
    }

    @Test
    void what_belongs_to_another_user_is_refused() throws IOException {
        Files.createFile(file, OwnerOnlyFolder.rights());
        UserPrincipal root =
                file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("root");
        UserPrincipal we = Files.getOwner(file);
        UserPrincipal other = we.equals(root) ? nobody() : root;

        assertThat(new OwnerOnlyFolder(folder, we).checked(file)).isPresent();
        if (!we.equals(root)) {
            assertRefused(
                    () -> new OwnerOnlyFolder(folder, other).checked(file),
                    "session folder " + folder + " belongs to " + we.getName() + ", not to root");
        } else {
            assertRefused(
                    () -> new OwnerOnlyFolder(folder, other).checked(file),
                    "session file " + file + " belongs to root, not to nobody: remove it, or choose another path");
        }
    }

    @Test
    void a_file_of_another_owner_is_refused() throws IOException {
        keepFirst();
        SessionStore store = store();
        UserPrincipal we = Files.getOwner(file);
        for (Path foreign : List.of(file, lock)) {
            giveAway(foreign);
            String why = "session file " + foreign + " belongs to nobody, not to " + we.getName() + ": remove it";
            assertRefused(() -> store.lease(ANN, MINUTE), why);
            assertRefused(this::store, why);
            Files.setOwner(foreign, we);
        }

        assertThat(store.lease(ANN, MINUTE)).isPresent();
    }

    @Test
    void a_folder_of_another_owner_is_refused() throws IOException {
        SessionStore store = store();
        giveAway(folder);

        assertRefused(() -> store.read(ANN), "session folder " + folder + " belongs to nobody, not to ");
        assertRefused(this::store, "use a folder of your own (mkdir -m 700)");
    }

    private static void giveAway(Path path) throws IOException {
        boolean isRoot = Files.getOwner(path).getName().equals("root");
        assumeTrue(isRoot || "true".equals(System.getenv("CI")), "only root can give a file away");
        Files.setOwner(path, nobody());
    }

    private static UserPrincipal nobody() throws IOException {
        return FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwx-w----", "rwxrwxr-x", "rwx----w-", "rwxrwxrwx"})
    void a_folder_that_others_can_write_is_refused_unless_they_can_touch_only_what_is_theirs(String rights)
            throws Exception {
        SessionStore store = store();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(rights));
        String why =
                "session folder " + folder + " can be written by others, rights " + rights + ": chmod go-w " + folder;
        assertRefused(() -> store.read(ANN), why);
        assertRefused(() -> store.lease(ANN, MINUTE), why);
        assertRefused(this::store, why);
        assertThat(new ProcessBuilder("chmod", "+t", folder.toString()).start().waitFor())
                .isZero();

        assertThat(store.lease(ANN, MINUTE)).isPresent();
    }

    @Test
    void a_folder_that_others_can_read_will_do() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThat(store().lease(ANN, MINUTE)).isPresent();
    }

    @Test
    void a_link_to_the_folder_leads_to_the_same_sessions_and_leases() throws IOException {
        Path link = Files.createSymbolicLink(temporary.resolve("link"), folder);
        keepFirst();
        SessionStore linked = FileSessionStore.at(link.resolve("sessions"), KEY, clock);
        taken(ANN);

        assertThat(linked.read(ANN)).isEqualTo(FIRST);
        assertThat(linked.lease(ANN, MINUTE)).isEmpty();
    }

    @Test
    void a_folder_that_is_not_there_is_said() {
        Path absent = folder.resolve("absent");

        assertThatThrownBy(() -> FileSessionStore.at(absent.resolve("sessions"), KEY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("session file " + absent + "/sessions: its folder must be there; make it with mkdir -m 700 "
                        + absent);
        assertThatThrownBy(() -> FileSessionStore.at(Path.of("/"), KEY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("session file /: must be the path of a file");
    }

    @Test
    void a_file_system_without_rights_is_refused() throws IOException {
        URI archive = URI.create("jar:" + folder.resolve("archive.zip").toUri());
        try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
            assertThatThrownBy(() -> FileSessionStore.at(zip.getPath("/sessions"), KEY))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("session folder /: its file system knows no POSIX rights;"
                            + " sessions must be on one that can keep a file for its owner only");
        }
    }
}
