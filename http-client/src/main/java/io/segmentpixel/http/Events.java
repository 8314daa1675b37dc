package io.segmentpixel.http;

import io.segmentpixel.segment.BackendAnswer;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the caller's listener what happens, without its secrets, and without harm from what it throws. */
final class Events {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentClient.class);
    private static final ClientListener NOBODY = new ClientListener() {};

    private final ClientListener listener;

    Events(ClientListener listener) {
        this.listener = listener;
    }

    static ClientListener nobody() {
        return NOBODY;
    }

    void sent(Call call, int attempt) {
        tell(ClientListener::sent, call, attempt, Duration.ZERO, BackendAnswer.NONE);
    }

    void answered(Call call, int attempt, Duration duration, Answer answer) {
        if (listener != NOBODY) {
            tell(ClientListener::answered, call, attempt, duration, answer.summary());
        }
    }

    void unanswered(Call call, int attempt, Duration duration) {
        tell(ClientListener::unanswered, call, attempt, duration, BackendAnswer.NONE);
    }

    void retried(Call call, int attempt, Duration wait) {
        tell(ClientListener::retried, call, attempt, wait, BackendAnswer.NONE);
    }

    void heldBack(Call call, int attempt, Duration wait) {
        tell(ClientListener::heldBack, call, attempt, wait, BackendAnswer.NONE);
    }

    void loggedIn(Call call, int attempt, Duration duration, Answer answer) {
        tell(ClientListener::loggedIn, call, attempt, duration, answer.summary());
    }

    private void tell(
            BiConsumer<ClientListener, ClientEvent> what,
            Call call,
            int attempt,
            Duration duration,
            BackendAnswer answer) {
        if (listener == NOBODY) {
            return;
        }
        try {
            what.accept(
                    listener,
                    new ClientEvent(
                            call.operation(),
                            attempt,
                            duration,
                            answer.httpStatus(),
                            answer.requestId(),
                            answer.errorId()));
        } catch (RuntimeException | Error ofTheListener) {
            LOG.warn("the client's listener failed", ofTheListener);
        }
    }
}
