package io.segmentpixel.acceptance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.segmentpixel.http.Credentials;
import io.segmentpixel.http.FileSessionStore;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.segment.BackendUnavailableException;
import io.segmentpixel.segment.CallInterruptedException;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.testkit.Operation;
import io.segmentpixel.testkit.Sandbox;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Four programs that share a session file log in once, and once more when the session is over; nobody reads the token there. */
@Timeout(180)
class SharedSessionTest {
    private static final int PROGRAMS = 4;
    private static final int SEGMENTS_A_TURN = 5;

    @AutoClose
    private final Sandbox sandbox = Sandbox.start();

    @TempDir
    Path temporary;

    private final List<Process> programs = new ArrayList<>();
    private Path file = Path.of("sessions");

    @BeforeEach
    void a_folder_of_our_own() throws IOException {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        Path folder = Files.createDirectory(
                temporary.toRealPath().resolve("own"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        file = folder.resolve("sessions");
    }

    @AfterEach
    void end() {
        programs.forEach(Process::destroyForcibly);
    }

    @Test
    void four_programs_log_in_once_and_once_more_when_the_session_is_over() throws Exception {
        start();

        everyProgramWorks();

        assertThat(sandbox.journal().calls(Operation.LOGIN)).hasSize(1);
        assertThat(sandbox.segments().list(SegmentQuery.all())).hasSize(PROGRAMS * SEGMENTS_A_TURN);

        sandbox.endSessions();
        everyProgramWorks();

        assertThat(sandbox.journal().calls(Operation.LOGIN)).hasSize(2);
        assertThat(sandbox.segments().list(SegmentQuery.all())).hasSize(2 * PROGRAMS * SEGMENTS_A_TURN);
    }

    @Test
    void the_token_that_goes_over_the_wire_cannot_be_read_in_the_file() throws Exception {
        Set<String> tokens = ConcurrentHashMap.newKeySet();
        for (int run = 0; run < 2; run++) {
            try (SegmentClient client = noting(tokens)) {
                client.create(NewSegment.named("Segment " + run));
            }
        }
        String content = Files.readString(file, ISO_8859_1);

        assertThat(tokens).hasSize(1).allMatch(token -> token.length() > 10);
        assertThat(sandbox.journal().calls(Operation.LOGIN)).hasSize(1);
        assertThat(tokens.stream().flatMap(SharedSessionTest::forms)).noneMatch(content::contains);
        assertThat(content).doesNotContain(sandbox.username()).doesNotContain(sandbox.password());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void a_file_that_was_opened_to_others_is_refused_and_not_taken_up_again() throws Exception {
        try (SegmentClient client = noting(ConcurrentHashMap.newKeySet())) {
            client.create(NewSegment.named("Segment"));
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertThatIllegalStateException()
                .isThrownBy(() -> noting(ConcurrentHashMap.newKeySet()))
                .withMessageContaining(file.toString());
        assertThat(sandbox.journal().calls(Operation.LOGIN)).hasSize(1);
    }

    @Test
    void who_finds_the_file_locked_waits_no_longer_than_there_is_time() throws Exception {
        lockedByAnotherProgram();
        try (SegmentClient client = settings().deadline(Duration.ofMillis(300)).build()) {
            assertThatThrownBy(() -> client.get(SegmentId.of(1)))
                    .isInstanceOf(BackendUnavailableException.class)
                    .hasMessageContaining("another process keeps its lock file locked");
        }
        assertThat(sandbox.journal().calls(Operation.LOGIN)).isEmpty();
    }

    @Test
    void who_waits_behind_another_thread_for_a_locked_file_can_be_interrupted_too() throws Exception {
        lockedByAnotherProgram();
        try (SegmentClient client = settings().build();
                SegmentClient next = settings().build()) {
            Caller first = Caller.of(() -> client.get(SegmentId.of(1))).until("FileTurn.lock");
            Caller second = Caller.of(() -> next.get(SegmentId.of(1))).until("FileTurn.comeBeforeOtherThreads");

            assertThat(second.interrupted()).isInstanceOf(CallInterruptedException.class);
            assertThat(first.interrupted()).isInstanceOf(CallInterruptedException.class);
        }
    }

    @Test
    void who_finds_the_file_locked_can_be_interrupted() throws Exception {
        lockedByAnotherProgram();
        try (SegmentClient client = settings().build()) {
            Caller caller = Caller.of(() -> client.get(SegmentId.of(1))).until("FileTurn.lock");

            assertThat(caller.interrupted()).isInstanceOf(CallInterruptedException.class);
        }
        assertThat(sandbox.journal().calls(Operation.LOGIN)).isEmpty();
    }

    private SegmentClient.Builder settings() {
        return Program.settings(sandbox.url(), sandbox.username(), sandbox.password(), file);
    }

    private void lockedByAnotherProgram() throws IOException {
        programs.add(java(LockingProgram.class, file + ".lock"));
        assertThat(programs.get(0).inputReader().readLine()).isEqualTo("locked");
    }

    /** A program that locks a file until it is ended. */
    static final class LockingProgram {
        private LockingProgram() {}

        public static void main(String[] arguments) throws IOException {
            Path lock = Files.createFile(
                    Path.of(arguments[0]),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                    FileLock held = channel.lock()) {
                System.out.println(held.isValid() ? "locked" : "not locked");
                System.in.read();
            }
        }
    }

    /** As it stands, and as somebody may have written it who meant to hide it. */
    private static Stream<String> forms(String token) {
        byte[] bytes = token.getBytes(UTF_8);
        String base64 = Base64.getEncoder().withoutPadding().encodeToString(bytes);
        return Stream.of(
                token,
                base64.substring(0, base64.length() - 1),
                HexFormat.of().formatHex(bytes),
                HexFormat.of().withUpperCase().formatHex(bytes));
    }

    private SegmentClient noting(Set<String> tokens) {
        Interceptor noting = chain -> {
            String token = chain.request().header("Authorization");
            if (token != null) {
                tokens.add(token);
            }
            return chain.proceed(chain.request());
        };
        return settings()
                .httpClient(new OkHttpClient.Builder().addInterceptor(noting).build())
                .build();
    }

    private void start() throws IOException {
        for (int number = 0; number < PROGRAMS; number++) {
            programs.add(java(Program.class, sandbox.url(), sandbox.username(), sandbox.password(), file.toString()));
        }
        for (Process program : programs) {
            assertThat(program.inputReader().readLine()).isEqualTo("ready");
        }
    }

    private static Process java(Class<?> program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** All begin at once, as each of them has started by now. */
    private void everyProgramWorks() throws IOException {
        for (Process program : programs) {
            Writer input = program.outputWriter();
            input.write("work\n");
            input.flush();
        }
        for (Process program : programs) {
            assertThat(program.inputReader().readLine()).isEqualTo("worked");
        }
    }

    /** A program that creates some segments whenever it is told to. */
    static final class Program {
        private static final SecretKey KEY = new SecretKeySpec(new byte[32], "AES");

        private Program() {}

        static SegmentClient.Builder settings(String url, String user, String password, Path file) {
            return SegmentClient.builder()
                    .baseUrl(url)
                    .credentials(Credentials.password(user, password))
                    .sessionStore(FileSessionStore.at(file, KEY));
        }

        public static void main(String[] arguments) throws IOException {
            try (SegmentClient client = settings(arguments[0], arguments[1], arguments[2], Path.of(arguments[3]))
                            .build();
                    BufferedReader turns = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
                System.out.println("ready");
                while (turns.readLine() != null) {
                    IntStream.range(0, SEGMENTS_A_TURN)
                            .parallel()
                            .forEach(number -> client.create(NewSegment.named("Segment " + number)));
                    System.out.println("worked");
                }
            }
        }
    }
}
