package io.segmentpixel.testkit;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * A fault: something that goes wrong, on purpose, between a client and a sandbox.
 *
 * <pre>{@code
 * sandbox.faults().next(Fault.tooManyRequests(Duration.ofSeconds(3)));
 * sandbox.faults().on(Operation.CREATE).next(Fault.internalError().butDone());
 * }</pre>
 *
 * <p>A fault that spoils the way (slow, endless, reset within the answer, truncated, wrong gzip) lies over a call that is carried
 * out. One that breaks the connection earlier, or answers something else, keeps the call from being carried out; with
 * {@link #butDone} it is carried out all the same. Durations are real time, but for {@link #refused(Duration)}, which goes by the
 * sandbox's clock. Immutable. Platform documentation: <em>API Usage Constraints</em>.
 */
public sealed interface Fault {
    /**
     * No connection: whoever connects is refused.
     *
     * @param down how long, by the sandbox's clock; longer than zero, at most 3650 days
     */
    record Refused(Duration down) implements Fault {
        /**
         * Checks that it is longer than zero.
         *
         * @param down how long, by the sandbox's clock; longer than zero, at most 3650 days
         * @throws IllegalArgumentException if it is not so
         */
        public Refused {
            Limits.longerThanZero("down", down);
        }

        @Override
        public Fault butDone() {
            throw new IllegalArgumentException("refused: cannot be done all the same, because no request comes");
        }
    }

    /**
     * A connection that is reset.
     *
     * @param moment when
     * @param done whether the call is carried out all the same
     */
    record Reset(Moment moment, boolean done) implements Fault {
        /** When a connection is reset. */
        public enum Moment {
            /** Once the first line of the request has come, and nothing else of it is read. */
            BEFORE_THE_REQUEST,
            /** Within the request: once a part of its body has come, or its head where it has no body. */
            IN_THE_REQUEST,
            /** Once the whole request has come, and before the first byte of an answer. */
            AFTER_THE_REQUEST,
            /** When half of the answer's body is sent; half of its head, where it has no body. */
            IN_THE_ANSWER
        }

        /**
         * Checks that only a call whose whole request has come can be done.
         *
         * @param moment when
         * @param done whether the call is carried out all the same
         * @throws IllegalArgumentException if it is not so
         */
        public Reset {
            Objects.requireNonNull(moment, "moment");
            if (done && moment.compareTo(Moment.AFTER_THE_REQUEST) < 0) {
                throw new IllegalArgumentException(
                        "reset " + moment + ": cannot be done all the same, because the request does not come whole");
            }
        }

        @Override
        public Fault butDone() {
            return new Reset(moment, true);
        }
    }

    /**
     * An answer that takes its time.
     *
     * @param part what is late
     * @param pause how long; longer than zero, at most 3650 days
     */
    record Slow(Part part, Duration pause) implements Fault {
        /** A part of an answer. */
        public enum Part {
            /** Nothing comes before the pause is over. */
            HEADER,
            /** Headers and half of the body come at once, the rest after the pause. */
            BODY,
            /** A part of the body comes, and then a byte after each pause, without an end. */
            ENDLESS
        }

        /**
         * Checks that it is longer than zero.
         *
         * @param part what is late
         * @param pause how long; longer than zero, at most 3650 days
         * @throws IllegalArgumentException if it is not so
         */
        public Slow {
            Objects.requireNonNull(part, "part");
            Limits.longerThanZero("pause", pause);
        }
    }

    /**
     * The right answer, spoilt on its way.
     *
     * @param way how
     */
    record Spoilt(Way way) implements Fault {
        /** How an answer is spoilt. */
        public enum Way {
            /** Only the first half of the JSON comes, as though it were all. */
            TRUNCATED,
            /** The headers say gzip, and the body is none. */
            WRONG_GZIP
        }

        /**
         * Checks that it is there.
         *
         * @param way how
         */
        public Spoilt {
            Objects.requireNonNull(way, "way");
        }
    }

    /**
     * Another answer than the right one.
     *
     * @param name what it is called
     * @param status the HTTP status; 200 to 599
     * @param headers names and values, one after the other
     * @param body the body
     * @param done whether the call is carried out all the same
     */
    record Answer(String name, int status, List<String> headers, String body, boolean done) implements Fault {
        /**
         * Checks the status, and that each header has a value.
         *
         * @param name what it is called
         * @param status the HTTP status; 200 to 599
         * @param headers names and values, one after the other
         * @param body the body
         * @param done whether the call is carried out all the same
         * @throws IllegalArgumentException if it is not so
         */
        public Answer {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(body, "body");
            headers = AnswerHead.checked(status, headers, body);
        }

        @Override
        public Fault butDone() {
            return new Answer(name, status, headers, body, true);
        }
    }

    /**
     * A failure as the platform words it: in its envelope, and with the ids of request and user that it sends beside.
     *
     * @param name what it is called
     * @param status the HTTP status; 200 to 599
     * @param headers further headers, names and values, one after the other
     * @param errorId the {@code error_id}
     * @param errorCode the {@code error_code}, empty for none
     * @param error the text
     * @param done whether the call is carried out all the same
     */
    record Failure(
            String name, int status, List<String> headers, String errorId, String errorCode, String error, boolean done)
            implements Fault {
        /**
         * Checks the status, and that each header has a value.
         *
         * @param name what it is called
         * @param status the HTTP status; 200 to 599
         * @param headers further headers, names and values, one after the other
         * @param errorId the {@code error_id}
         * @param errorCode the {@code error_code}, empty for none
         * @param error the text
         * @param done whether the call is carried out all the same
         * @throws IllegalArgumentException if it is not so
         */
        public Failure {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(errorId, "error id");
            Objects.requireNonNull(errorCode, "error code");
            Objects.requireNonNull(error, "error");
            headers = AnswerHead.checked(status, headers, "an envelope");
        }

        @Override
        public Fault butDone() {
            return new Failure(name, status, headers, errorId, errorCode, error, true);
        }
    }

    /**
     * Connections are refused for a tenth of a second.
     *
     * @return a fault that does not wait for a request: see {@link Faults}
     */
    static Fault refused() {
        return refused(Duration.ofMillis(100));
    }

    /**
     * Connections are refused for a time. Idle ones are closed before; a call of another thread that is on its way on one of them may
     * find it so, and cannot tell whether it was carried out.
     *
     * @param down how long, by the sandbox's clock; longer than zero, at most 3650 days
     * @return a fault that does not wait for a request: see {@link Faults}
     */
    static Fault refused(Duration down) {
        return new Refused(down);
    }

    /**
     * The connection is reset before the request is read.
     *
     * @return a fault; the call is not carried out
     */
    static Fault resetBeforeRequest() {
        return new Reset(Reset.Moment.BEFORE_THE_REQUEST, false);
    }

    /**
     * The connection is reset within the request.
     *
     * @return a fault; the call is not carried out
     */
    static Fault resetInRequest() {
        return new Reset(Reset.Moment.IN_THE_REQUEST, false);
    }

    /**
     * The connection is reset once the request has come.
     *
     * @return a fault; the call is not carried out, unless {@link #butDone} says so
     */
    static Fault resetAfterRequest() {
        return new Reset(Reset.Moment.AFTER_THE_REQUEST, false);
    }

    /**
     * The connection is reset within the answer.
     *
     * @return a fault; the call is carried out
     */
    static Fault resetInAnswer() {
        return new Reset(Reset.Moment.IN_THE_ANSWER, true);
    }

    /**
     * No header comes before this time is over.
     *
     * @param pause longer than zero, at most 3650 days
     * @return a fault; the call is carried out
     */
    static Fault slowHeader(Duration pause) {
        return new Slow(Slow.Part.HEADER, pause);
    }

    /**
     * The second half of the body comes after this time.
     *
     * @param pause longer than zero, at most 3650 days
     * @return a fault; the call is carried out
     */
    static Fault slowBody(Duration pause) {
        return new Slow(Slow.Part.BODY, pause);
    }

    /**
     * The answer never ends, though something comes every twentieth of a second, unless it has no body.
     *
     * @return a fault; the call is carried out
     */
    static Fault neverEnding() {
        return new Slow(Slow.Part.ENDLESS, Duration.ofMillis(50));
    }

    /**
     * HTTP 500 with a text.
     *
     * @return a fault; the call is not carried out
     */
    static Fault internalError() {
        return new Answer("HTTP 500", 500, List.of("Content-Type", "text/plain"), "Internal Server Error", false);
    }

    /**
     * HTTP 503 that says nothing of whether the call was carried out, and not when to come again.
     *
     * @return a fault; the call is not carried out
     */
    static Fault unavailable() {
        return WordedFault.unavailable();
    }

    /**
     * HTTP 503 that says nothing of whether the call was carried out, with {@code Retry-After}.
     *
     * @param retryAfter whole seconds, 0 or more
     * @return a fault; the call is not carried out
     */
    static Fault unavailable(Duration retryAfter) {
        return WordedFault.unavailable(retryAfter);
    }

    /**
     * HTTP 503 with {@code x-ratelimit-code}: the request was turned away.
     *
     * @return a fault; the call is not carried out
     */
    static Fault turnedAway() {
        return WordedFault.turnedAway();
    }

    /**
     * HTTP 503 with {@code x-ratelimit-code} and {@code Retry-After}: the request was turned away.
     *
     * @param retryAfter whole seconds, 0 or more
     * @return a fault; the call is not carried out
     */
    static Fault turnedAway(Duration retryAfter) {
        return WordedFault.turnedAway(retryAfter);
    }

    /**
     * HTTP 307 to another address.
     *
     * @param location where it points to
     * @return a fault; the call is not carried out
     */
    static Fault redirect(String location) {
        return new Answer(
                "HTTP 307", 307, List.of("Location", Objects.requireNonNull(location, "location")), "", false);
    }

    /**
     * HTTP 429 as the platform's pages show it.
     *
     * @param retryAfter whole seconds, 0 or more
     * @return a fault; the call is not carried out
     */
    static Fault tooManyRequests(Duration retryAfter) {
        return WordedFault.tooManyRequests(retryAfter);
    }

    /**
     * {@code RATE_EXCEEDED} in an HTTP 200.
     *
     * @return a fault; the call is not carried out
     */
    static Fault rateExceeded() {
        return WordedFault.failure("RATE_EXCEEDED", "SYSTEM", "RATE_EXCEEDED", "You have exceeded your request limit");
    }

    /**
     * {@code SYSTEM} with {@code UNKNOWN} in an HTTP 200.
     *
     * @return a fault; the call is not carried out
     */
    static Fault systemError() {
        return WordedFault.failure("SYSTEM", "SYSTEM", "UNKNOWN", "An unknown error occurred");
    }

    /**
     * {@code NOAUTH}, as though the session were over.
     *
     * @return a fault; the call is not carried out
     */
    static Fault loggedOut() {
        return WordedFault.failure("NOAUTH", "NOAUTH", "", "Authentication failed - not logged in");
    }

    /**
     * More requests at once than allowed: {@code SYSTEM} with {@code SERVICE_UNAVAILABLE} in an HTTP 200.
     *
     * @return a fault; the call is not carried out
     */
    static Fault tooManyAtOnce() {
        return WordedFault.failure(
                "too many at once",
                "SYSTEM",
                "SERVICE_UNAVAILABLE",
                "Too many concurrent requests, or a service is down");
    }

    /**
     * A page of HTML in an HTTP 200, as a proxy sends it.
     *
     * @return a fault; the call is not carried out
     */
    static Fault html() {
        return new Answer(
                "HTML",
                200,
                List.of("Content-Type", "text/html; charset=utf-8"),
                "<!doctype html><title>Sign in</title><p>Please sign in to the network.</p>",
                false);
    }

    /**
     * The first half of the right JSON.
     *
     * @return a fault; the call is carried out
     */
    static Fault truncatedJson() {
        return new Spoilt(Spoilt.Way.TRUNCATED);
    }

    /**
     * The right answer under headers that say gzip, which it is not.
     *
     * @return a fault; the call is carried out
     */
    static Fault wrongGzip() {
        return new Spoilt(Spoilt.Way.WRONG_GZIP);
    }

    /**
     * The same fault over a call that is carried out: done, but answered so.
     *
     * @return a fault; this one if the call is carried out anyway
     * @throws IllegalArgumentException if the request never comes whole, so that it cannot be carried out
     */
    default Fault butDone() {
        return this;
    }
}
