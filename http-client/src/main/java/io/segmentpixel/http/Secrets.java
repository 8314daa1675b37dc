package io.segmentpixel.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.segmentpixel.segment.BackendAnswer;
import java.util.Comparator;
import java.util.List;
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

    /** The longest first, as a secret may hold another: a signed login its signature, a token a short password. */
    String masked(String text) {
        String masked = text;
        for (String secret : longestFirst()) {
            masked = masked.replace(secret, "***");
        }
        return masked;
    }

    private List<String> longestFirst() {
        return known.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }
}
