package io.segmentpixel.acceptance;

import io.segmentpixel.testkit.Fault;
import java.time.Duration;

/** The faults of the matrix: all that the sandbox has, and those of writes that are carried out all the same. */
enum MatrixColumn {
    REFUSED(Fault.refused()),
    RESET_BEFORE_REQUEST(Fault.resetBeforeRequest()),
    RESET_IN_REQUEST(Fault.resetInRequest()),
    RESET_AFTER_REQUEST(Fault.resetAfterRequest()),
    RESET_AFTER_REQUEST_BUT_DONE(Fault.resetAfterRequest().butDone()),
    RESET_IN_ANSWER(Fault.resetInAnswer()),
    SLOW_HEADER(Fault.slowHeader(Duration.ofSeconds(2))),
    SLOW_BODY(Fault.slowBody(Duration.ofSeconds(2))),
    NEVER_ENDING(Fault.neverEnding()),
    INTERNAL_ERROR(Fault.internalError()),
    INTERNAL_ERROR_BUT_DONE(Fault.internalError().butDone()),
    UNAVAILABLE(Fault.unavailable()),
    UNAVAILABLE_BUT_DONE(Fault.unavailable().butDone()),
    UNAVAILABLE_AGAIN_AT_ONCE(Fault.unavailable(Duration.ZERO)),
    UNAVAILABLE_FOR_A_SECOND_BUT_DONE(Fault.unavailable(Duration.ofSeconds(1)).butDone()),
    TURNED_AWAY(Fault.turnedAway()),
    TURNED_AWAY_FOR_A_SECOND(Fault.turnedAway(Duration.ofSeconds(1))),
    REDIRECT(Fault.redirect("/segment")),
    REDIRECT_BUT_DONE(Fault.redirect("/segment").butDone()),
    TOO_MANY_REQUESTS(Fault.tooManyRequests(Duration.ofSeconds(1))),
    RATE_EXCEEDED(Fault.rateExceeded()),
    SYSTEM_ERROR(Fault.systemError()),
    SYSTEM_ERROR_BUT_DONE(Fault.systemError().butDone()),
    LOGGED_OUT(Fault.loggedOut()),
    TOO_MANY_AT_ONCE(Fault.tooManyAtOnce()),
    TOO_MANY_AT_ONCE_BUT_DONE(Fault.tooManyAtOnce().butDone()),
    HTML(Fault.html()),
    HTML_BUT_DONE(Fault.html().butDone()),
    TRUNCATED_JSON(Fault.truncatedJson()),
    WRONG_GZIP(Fault.wrongGzip());

    @SuppressWarnings("ImmutableEnumChecker") // a fault is immutable, as it says itself
    private final Fault fault;

    MatrixColumn(Fault fault) {
        this.fault = fault;
    }

    Fault fault() {
        return fault;
    }

    /** The kind of a fault, whatever its durations, and whether or not the call is carried out. */
    static String kind(Fault fault) {
        if (fault instanceof Fault.Reset reset) {
            return "reset " + reset.moment();
        }
        if (fault instanceof Fault.Slow slow) {
            return "slow " + slow.part();
        }
        if (fault instanceof Fault.Spoilt spoilt) {
            return "spoilt " + spoilt.way();
        }
        if (fault instanceof Fault.Answer answer) {
            return answer.name();
        }
        return fault instanceof Fault.Failure failure ? failure.name() : "refused";
    }

    /** The call is carried out, and the caller gets another answer, or none. */
    boolean isCarriedOut() {
        if (fault instanceof Fault.Reset reset) {
            return reset.done();
        }
        if (fault instanceof Fault.Answer answer) {
            return answer.done();
        }
        if (fault instanceof Fault.Failure failure) {
            return failure.done();
        }
        return !isRefusal();
    }

    /** No request comes, so that the sandbox cannot tell the operation, and notes nothing. */
    boolean isRefusal() {
        return this == REFUSED;
    }

    /** The client has to end the request itself, in real time. */
    boolean stalls() {
        return fault instanceof Fault.Slow;
    }

    /** It was surely not carried out, and the client can know that. */
    boolean isSurelyNotDone() {
        return switch (this) {
            case REFUSED, TURNED_AWAY, TURNED_AWAY_FOR_A_SECOND, TOO_MANY_REQUESTS, RATE_EXCEEDED, LOGGED_OUT -> true;
            default -> false;
        };
    }

    /** Something that is no answer of the service, which another attempt would not change. */
    boolean isNoAnswer() {
        return switch (this) {
            case REDIRECT, REDIRECT_BUT_DONE, HTML, HTML_BUT_DONE, TRUNCATED_JSON -> true;
            default -> false;
        };
    }
}
