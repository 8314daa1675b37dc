package io.segmentpixel.http;

import io.segmentpixel.segment.BackendAnswer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The secrets that a client knows, so that none is shown where a backend repeats it in an error text. */
final class Secrets {
    private final Map<String, String> byRole = new ConcurrentHashMap<>();

    /** Remembers a secret in place of the one that had its role before. */
    void know(String role, String secret) {
        byRole.put(role, secret);
    }

    BackendAnswer masked(BackendAnswer answer) {
        return new BackendAnswer(
                answer.httpStatus(),
                masked(answer.errorId()),
                masked(answer.errorCode()),
                masked(answer.error()),
                masked(answer.requestId()));
    }

    private String masked(String text) {
        String masked = text;
        for (String secret : byRole.values()) {
            masked = masked.replace(secret, "***");
        }
        return masked;
    }
}
