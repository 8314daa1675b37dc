package io.segmentpixel.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.segmentpixel.segment.BackendAnswer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The secrets that a client knows or knew, so that none is shown where a backend repeats it in an error text. */
final class Secrets {
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    /** Remembers a secret, as it is and as it stands in JSON. */
    void know(String secret) {
        known.add(secret);
        String inJson = JsonNodeFactory.instance.textNode(secret).toString();
        known.add(inJson.substring(1, inJson.length() - 1));
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
        for (String secret : known) {
            masked = masked.replace(secret, "***");
        }
        return masked;
    }
}
