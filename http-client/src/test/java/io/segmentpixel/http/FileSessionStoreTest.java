package io.segmentpixel.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.Charset;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileSessionStoreTest extends SessionStoreContract {
    private static final SecretKey KEY = SealTest.key(32);

    @TempDir
    Path temporary;

    private Path folder;
    private Path file;
    private Path lock;

    @BeforeEach
    void a_folder_of_our_own() throws IOException {
        folder = Files.createDirectory(temporary.toRealPath().resolve("own"), rights("rwx------"));
        file = folder.resolve("sessions");
        lock = folder.resolve("sessions.lock");
    }

    /** Another object each time, as another process has. */
    @Override
    SessionStore store() {
        return FileSessionStore.at(file, KEY, clock);
    }

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

    @Test
    void an_interrupted_thread_takes_no_lease_stays_interrupted_and_is_in_nobodys_way() throws Exception {
        SessionStore store = store();
        boolean stayed;
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> store.lease(ANN, MINUTE))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessage("session file " + file + ": the thread was interrupted; nothing was changed");
        } finally {
            stayed = Thread.interrupted();
        }

        assertThat(stayed).isTrue();
        assertThat(CompletableFuture.supplyAsync(() -> store.lease(ANN, MINUTE)).get(10, TimeUnit.SECONDS))
                .isPresent();
    }

    @Test
    void an_interrupted_thread_keeps_and_gives_back_and_stays_interrupted() {
        SessionStore.Lease lease = taken(ANN);
        boolean isKept;
        boolean stayed;
        Thread.currentThread().interrupt();
        try {
            isKept = lease.keep(FIRST);
            lease.close();
        } finally {
            stayed = Thread.interrupted();
        }

        assertThat(isKept).isTrue();
        assertThat(stayed).isTrue();
        assertThat(store().read(ANN)).isEqualTo(FIRST);
        assertThat(store().lease(ANN, MINUTE)).isPresent();
    }

    @Test
    void a_thread_that_is_interrupted_again_and_again_loses_no_change_and_leaves_the_file_whole() throws Exception {
        AtomicBoolean isOver = new AtomicBoolean();
        SessionStore store = store();
        FutureTask<Integer> kept = new FutureTask<>(() -> keptUntil(isOver, store));
        Thread worker = new Thread(kept);
        worker.start();
        for (int i = 0; i < 300; i++) {
            worker.interrupt();
            while (worker.isInterrupted() && worker.isAlive()) {
                Thread.onSpinWait();
            }
            for (int moment = 0; moment < i * 100; moment++) {
                Thread.onSpinWait();
            }
        }
        isOver.set(true);

        assertThat(kept.get(1, TimeUnit.MINUTES)).isPositive();
        assertThat(store().read(ANN).logins()).hasSize(kept.get());
        assertThat(store().lease(ANN, MINUTE)).isPresent();
        assertThat(names()).containsExactly("sessions", "sessions.lock");
    }

    /** How often it kept something, each time under a new lease, and once more when the interrupts are over. */
    private int keptUntil(AtomicBoolean isOver, SessionStore store) {
        int kept = 0;
        boolean isLast = false;
        while (!isLast) {
            isLast = isOver.get();
            Thread.interrupted();
            try (SessionStore.Lease lease = store.lease(ANN, MINUTE).orElseThrow()) {
                kept += lease.keep(store.read(ANN).withLogin(clock.instant())) ? 1 : 0;
            } catch (UncheckedIOException interrupted) {
                assertThat(interrupted).hasMessageContaining("the thread was interrupted; nothing was changed");
            }
        }
        return kept;
    }

    @Test
    void four_processes_that_count_under_the_lease_lose_no_number() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            processes.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            LoginLoop.class.getName(),
                            file.toString(),
                            "50")
                    .inheritIO()
                    .start());
        }
        try {
            for (Process process : processes) {
                assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
                assertThat(process.exitValue()).isZero();
            }
        } finally {
            processes.forEach(Process::destroyForcibly);
        }

        assertThat(counted()).contains("200");
    }

    @Test
    void two_class_loaders_of_one_process_that_count_under_the_lease_lose_no_number() throws Exception {
        List<URL> classPath = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            classPath.add(Path.of(entry).toUri().toURL());
        }
        ExecutorService pool = Executors.newFixedThreadPool(2);
        List<Future<?>> loops = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            loops.add(pool.submit(() -> {
                try (URLClassLoader loader =
                        new URLClassLoader(classPath.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
                    Class<?> loop = loader.loadClass(LoginLoop.class.getName());
                    assertThat(loop).isNotSameAs(LoginLoop.class);
                    String[] arguments = {file.toString(), "50"};
                    return loop.getMethod("main", String[].class).invoke(null, (Object) arguments);
                }
            }));
        }
        for (Future<?> loop : loops) {
            loop.get(2, TimeUnit.MINUTES);
        }
        pool.shutdown();

        assertThat(counted()).contains("100");
    }

    private Optional<String> counted() {
        return FileSessionStore.at(file, LoginLoop.KEY).read(LoginLoop.USER).token();
    }

    private void keepFirst() {
        try (SessionStore.Lease lease = taken(ANN)) {
            lease.keep(FIRST);
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private static String rightsOf(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static FileAttribute<?> rights(String rights) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights));
    }

    private static void assertRefused(ThrowingCallable call, String why) {
        assertThatThrownBy(call).isInstanceOf(IllegalStateException.class).hasMessageContaining(why);
    }
}
