package io.segmentpixel.http;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The contract over sessions in a file. */
class FileSessionStoreContractTest extends SessionStoreContract {
    @TempDir
    Path folder;

    /** Another object each time, as another process has. */
    @Override
    SessionStore store() {
        return FileSessionStore.at(folder.resolve("sessions"), SealTest.key(32), clock);
    }
}
