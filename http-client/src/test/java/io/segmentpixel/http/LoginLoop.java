package io.segmentpixel.http;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;

/** A process of its own that counts up the number kept as token, each time under the lease. */
public final class LoginLoop {
    static final String USER = "counter";
    static final SecretKeySpec KEY = new SecretKeySpec(new byte[16], "AES");

    private LoginLoop() {}

    /** Counts in the file of the first argument as often as the second says. */
    public static void main(String[] arguments) {
        SessionStore store = FileSessionStore.at(Path.of(arguments[0]), KEY);
        for (int left = Integer.parseInt(arguments[1]); left > 0; ) {
            Optional<SessionStore.Lease> lease = store.lease(USER, Duration.ofHours(1));
            if (lease.isPresent()) {
                countUp(store, lease.get());
                left--;
            } else {
                Thread.onSpinWait();
            }
        }
    }

    private static void countUp(SessionStore store, SessionStore.Lease lease) {
        try (lease) {
            StoredSession before = store.read(USER);
            int number = Integer.parseInt(before.token().orElse("0"));
            if (!lease.keep(before.withToken(Integer.toString(number + 1)))) {
                throw new IllegalStateException("the lease was lost at " + number);
            }
        }
    }
}
