package io.segmentpixel.http;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A session file in a folder of its own, and stores that keep sessions in it. */
abstract class SessionFileStage extends SessionStoreStage {
    static final SecretKey KEY = SealTest.key(32);

    @TempDir
    Path temporary;

    Path folder;
    Path file;
    Path lock;

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

    void keepFirst() {
        try (SessionStore.Lease lease = taken(ANN)) {
            lease.keep(FIRST);
        }
    }

    List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    static String rightsOf(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    static FileAttribute<?> rights(String rights) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights));
    }

    static void assertRefused(ThrowingCallable call, String why) {
        assertThatThrownBy(call).isInstanceOf(IllegalStateException.class).hasMessageContaining(why);
    }
}
