package io.segmentpixel.http;

import io.segmentpixel.segment.AccessDeniedException;
import io.segmentpixel.segment.BackendAnswer;
import io.segmentpixel.segment.BackendUnavailableException;
import io.segmentpixel.segment.CallInterruptedException;
import io.segmentpixel.segment.LoginRefusedException;
import io.segmentpixel.segment.RateLimitedException;
import io.segmentpixel.segment.RequestRefusedException;
import io.segmentpixel.segment.SegmentConflictException;
import io.segmentpixel.segment.SegmentLimitException;
import io.segmentpixel.segment.SegmentServiceException;
import io.segmentpixel.segment.UnexpectedAnswerException;
import java.security.cert.CertificateException;
import java.time.Duration;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Judges what came of an attempt: by the body first, then by the HTTP status. */
final class Classifier {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int NOT_FOUND = 404;
    private static final int UNAVAILABLE = 503;

    Verdict of(Call call, Answer answer) {
        if (answer.isSuccess()) {
            return new Verdict.Done(answer);
        }
        if (isTurnedAway(answer)) {
            return turnedAway(call, answer);
        }
        if (isOutage(answer)) {
            return passing(
                    new BackendUnavailableException(
                            message(call, answer, "the backend failed; try again later"), answer.summary(), null),
                    answer);
        }
        return isFailureOfTheService(answer) ? refused(call, answer) : notAnAnswer(call, answer);
    }

    /** What no answer, or half an answer, means. */
    Verdict of(Call call, Transport.SendException broken, boolean isGivenUp) {
        Throwable cause = broken.getCause();
        boolean isUntrusted = cause instanceof SSLPeerUnverifiedException
                || (cause instanceof SSLHandshakeException && cause.getCause() instanceof CertificateException);
        String advice = isUntrusted
                ? "the certificate of the backend is not trusted; check the base URL, or give an HTTP client that trusts it"
                : "check the base URL and the network, or try again later";
        SegmentServiceException why = isGivenUp
                ? new CallInterruptedException(call + ": interrupted while it was sent", BackendAnswer.NONE, cause)
                : new BackendUnavailableException(
                        call + ": no answer (" + cause + "); " + advice, BackendAnswer.NONE, cause);
        return new Verdict.Failed(why, broken.mayHaveArrived(), !isGivenUp && !isUntrusted, Duration.ZERO);
    }

    private static boolean isTurnedAway(Answer answer) {
        return isSurelyTurnedAway(answer) || answer.httpStatus() == TOO_MANY_REQUESTS;
    }

    private static boolean isSurelyTurnedAway(Answer answer) {
        boolean limited = answer.httpStatus() == TOO_MANY_REQUESTS || answer.httpStatus() == UNAVAILABLE;
        return answer.errorCode().equals("RATE_EXCEEDED") || (limited && answer.rateLimitCode());
    }

    private static Verdict turnedAway(Call call, Answer answer) {
        RateLimitedException why = new RateLimitedException(
                message(call, answer, "too many requests; try again later, with fewer at a time"),
                answer.retryAfter(),
                answer.summary());
        return new Verdict.Failed(why, !isSurelyTurnedAway(answer), true, answer.retryAfter());
    }

    private static boolean isOutage(Answer answer) {
        return answer.errorId().equals("SYSTEM") || (answer.errorId().isEmpty() && answer.httpStatus() / 100 == 5);
    }

    private static Verdict passing(SegmentServiceException why, Answer answer) {
        return new Verdict.Failed(why, true, true, answer.retryAfter());
    }

    /** A failure of several objects may carry no error id, but a list of errors. */
    private static boolean isFailureOfTheService(Answer answer) {
        boolean saysError = answer.text("status").equalsIgnoreCase("error")
                || answer.response().has("errors");
        return saysError || !answer.errorId().isEmpty() || !answer.text("error").isEmpty();
    }

    private static Verdict refused(Call call, Answer answer) {
        if (call.kind() == Call.Kind.LOGIN) {
            return new Verdict.Refused(loginRefused(call, answer));
        }
        if (call.operation() == ClientOperation.UPDATE_SEVERAL && isCarriedOutInPart(answer)) {
            return new Verdict.Failed(
                    new RequestRefusedException(
                            message(call, answer, "a part of it was carried out; look at what stands there"),
                            answer.summary(),
                            null),
                    true,
                    false,
                    Duration.ZERO);
        }
        if (isMissing(answer)) {
            return new Verdict.Missing(answer.summary());
        }
        return switch (answer.errorId()) {
            case "NOAUTH" -> new Verdict.LoggedOut(sessionRefused(call, answer), false);
            case "NOAUTH_EXPIRED", "NOAUTH_DISABLED" -> new Verdict.Refused(loginRefused(call, answer));
            case "UNAUTH" ->
                new Verdict.Refused(new AccessDeniedException(
                        message(call, answer, "this user may not do it; use another user or ask for the right"),
                        answer.summary(),
                        null));
            case "INTEGRITY" ->
                new Verdict.Refused(new SegmentConflictException(
                        message(call, answer, "it contradicts what stands there; is the code taken?"),
                        answer.summary(),
                        null));
            case "LIMIT" ->
                new Verdict.Refused(new SegmentLimitException(
                        message(call, answer, "the account is full; delete segments that are not used"),
                        answer.summary(),
                        null));
            default ->
                new Verdict.Refused(
                        new RequestRefusedException(message(call, answer, "mend the request"), answer.summary(), null));
        };
    }

    /** A failure of several objects that shows some of them all the same. */
    private static boolean isCarriedOutInPart(Answer answer) {
        return answer.response().path("segments").size() > 0;
    }

    private static boolean isMissing(Answer answer) {
        return answer.errorCode().equals("NOTFOUND_SEGMENT")
                || answer.text("error").equalsIgnoreCase("resource not found")
                || answer.httpStatus() == NOT_FOUND;
    }

    private static LoginRefusedException loginRefused(Call call, Answer answer) {
        String advice =
                switch (answer.errorId()) {
                    case "NOAUTH_EXPIRED" -> "the password has expired; set a new one";
                    case "NOAUTH_DISABLED" -> "the user is disabled; ask the platform to enable it";
                    default ->
                        (answer.httpStatus() == NOT_FOUND ? "check the base URL; " : "")
                                + (call.isLoginByKey()
                                        ? "check user name, key name, key and this machine's clock"
                                        : "check user name and password")
                                + "; too many refused logins lock the account for five minutes";
                };
        return new LoginRefusedException(message(call, answer, advice), answer.summary(), null);
    }

    /** It is shown only where a new session does not help: then the login was right, and the password is not to blame. */
    private static LoginRefusedException sessionRefused(Call call, Answer answer) {
        String advice =
                "the session was refused twice in a row, the second time with a new token; check whether a proxy keeps"
                        + " the header Authorization back, and whether somebody else ends the sessions of this user";
        return new LoginRefusedException(message(call, answer, advice), answer.summary(), null);
    }

    private static Verdict notAnAnswer(Call call, Answer answer) {
        SegmentServiceException why = new UnexpectedAnswerException(
                message(
                        call,
                        answer,
                        "that is no answer of the segment service; check the base URL, and whether a proxy"
                                + " stands between"),
                answer.summary(),
                null);
        return new Verdict.Failed(why, true, false, Duration.ZERO);
    }

    private static String message(Call call, Answer answer, String advice) {
        return call + ": " + answer.summary() + "; " + advice;
    }
}
