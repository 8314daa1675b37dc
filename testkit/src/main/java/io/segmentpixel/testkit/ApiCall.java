package io.segmentpixel.testkit;

import java.time.Instant;
import java.util.Optional;

/**
 * A request that a sandbox got for its API, and how it was answered. Passwords and tokens are not in it.
 *
 * <pre>{@code
 * sandbox.journal().calls(POST).get(0).toString(); // POST /segment?member_id=958 -> 200 OK
 * }</pre>
 *
 * @param time when it came
 * @param method the method
 * @param operation what it asked for
 * @param target path and query as they came, with {@code ***} in place of a secret
 * @param body the body, with {@code ***} in place of a secret; empty if there was none, or it was not read
 * @param user who called, empty if nobody is logged in
 * @param status the HTTP status of the answer; 0 if none was sent
 * @param outcome {@code OK}, or the error id, the error code and the text of the failure, or why there was no answer
 * @param fault what went wrong on purpose
 */
public record ApiCall(
        Instant time,
        HttpMethod method,
        Operation operation,
        String target,
        String body,
        Optional<String> user,
        int status,
        String outcome,
        Optional<Fault> fault) {
    /** A request of which the first line alone was read. */
    static ApiCall notRead(Instant time, Exchange exchange, String why) {
        RequestLine request = exchange.request();
        return new ApiCall(
                time,
                HttpMethod.of(request.method()),
                request.operation(),
                request.shownTarget(),
                "",
                Optional.empty(),
                0,
                why,
                exchange.fault());
    }

    /**
     * Whether it was carried out, as far as the backend is concerned.
     *
     * @return false if the backend refused it, or a fault kept it from being carried out
     */
    public boolean isDone() {
        return outcome.equals("OK");
    }

    /** In one line: what was asked for, and how it was answered. */
    @Override
    public String toString() {
        return method + " " + target + " -> " + status + " " + outcome
                + fault.map(wrong -> " under " + wrong).orElse("");
    }
}
