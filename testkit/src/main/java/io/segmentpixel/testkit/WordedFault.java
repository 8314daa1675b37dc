package io.segmentpixel.testkit;

import java.time.Duration;
import java.util.List;

/** Failures in the words of the platform, and those of a server in front of it. */
final class WordedFault {
    private static final List<String> TURNED_AWAY = List.of("x-ratelimit-code", "503");
    private static final List<String> PLAIN_TEXT = List.of("Content-Type", "text/plain");

    private WordedFault() {}

    static Fault unavailable() {
        return unavailable("HTTP 503", PLAIN_TEXT);
    }

    static Fault unavailable(Duration retryAfter) {
        return unavailable("HTTP 503 with Retry-After", AnswerHead.withRetryAfter(retryAfter, PLAIN_TEXT));
    }

    private static Fault unavailable(String name, List<String> headers) {
        return new Fault.Answer(name, 503, headers, "Service Unavailable", false);
    }

    static Fault turnedAway() {
        return turnedAway("HTTP 503 with x-ratelimit-code", TURNED_AWAY);
    }

    static Fault turnedAway(Duration retryAfter) {
        return turnedAway(
                "HTTP 503 with x-ratelimit-code and Retry-After", AnswerHead.withRetryAfter(retryAfter, TURNED_AWAY));
    }

    private static Fault turnedAway(String name, List<String> headers) {
        String error = "The service has exceeded its request limit";
        return new Fault.Failure(name, 503, headers, "SYSTEM", "SERVICE_UNAVAILABLE", error, false);
    }

    static Fault tooManyRequests(Duration retryAfter) {
        List<String> headers =
                AnswerHead.withRetryAfter(retryAfter, List.of("x-ratelimit-code", "429", "x-ratelimit-count", "1000"));
        String error = "You have exceeded your request limit";
        return new Fault.Failure("HTTP 429", 429, headers, "SYSTEM", "RATE_EXCEEDED", error, false);
    }

    /** A failure that comes, as most do, with HTTP 200. */
    static Fault failure(String name, String errorId, String errorCode, String error) {
        return new Fault.Failure(name, 200, List.of(), errorId, errorCode, error, false);
    }
}
