package io.segmentpixel.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import okhttp3.Headers;

/** The head of an answer on purpose: its status, and its headers as names and values in turn. */
final class AnswerHead {
    private AnswerHead() {}

    /** The headers, if an answer with this status and body can be sent under them. */
    static List<String> checked(int status, List<String> namesAndValues, String body) {
        List<String> headers = List.copyOf(namesAndValues);
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("status " + status + ": must be 200 to 599");
        }
        if (headers.size() % 2 != 0) {
            throw new IllegalArgumentException("headers " + headers + ": must be names and values in turn");
        }
        Headers sent = Headers.of(headers.toArray(String[]::new)); // refuses what no header can be
        for (String ofTheServer : List.of("Connection", "Content-Length", "Transfer-Encoding")) {
            if (sent.get(ofTheServer) != null) {
                throw new IllegalArgumentException(
                        "header " + ofTheServer + ": is the server's own, which frames the answer");
            }
        }
        if ((status == 204 || status == 205 || status == 304) && !body.isEmpty()) {
            throw new IllegalArgumentException("status " + status + ": has no body");
        }
        return headers;
    }

    /** These headers and {@code Retry-After}, which is whole seconds. */
    static List<String> withRetryAfter(Duration wait, List<String> headers) {
        if (Objects.requireNonNull(wait, "retry after").isNegative() || wait.toNanosPart() != 0) {
            throw new IllegalArgumentException("retry after " + wait + ": must be whole seconds, 0 or more");
        }
        List<String> more = new ArrayList<>(headers);
        more.addAll(List.of("Retry-After", Long.toString(wait.toSeconds())));
        return List.copyOf(more);
    }
}
