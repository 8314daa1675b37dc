package io.segmentpixel.http;

import io.segmentpixel.segment.BackendAnswer;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
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
        tell(ClientListener::sent, () -> event(call, attempt));
    }

    void answered(Call call, int attempt, Duration duration, Answer answer) {
        tell(ClientListener::answered, () -> event(call, attempt, duration, answer));
    }

    void unanswered(Call call, int attempt, Duration duration, Throwable broken) {
        tell(
                ClientListener::unanswered,
                () -> event(call, attempt).withDuration(duration).withReason(broken.toString()));
    }

    void retried(Call call, int attempt, Duration wait) {
        tell(ClientListener::retried, () -> event(call, attempt).withDuration(wait));
    }

    void heldBack(Call call, int attempt, Duration wait) {
        tell(ClientListener::heldBack, () -> event(call, attempt).withDuration(wait));
    }

    void loggedIn(Call call, int attempt, Duration duration, Answer answer) {
        tell(ClientListener::loggedIn, () -> event(call, attempt, duration, answer));
    }

    private static ClientEvent event(Call call, int attempt) {
        return ClientEvent.of(call.operation(), call.number(), attempt);
    }

    private ClientEvent event(Call call, int attempt, Duration duration, Answer answer) {
        BackendAnswer said = answer.summary();
        return event(call, attempt)
                .withDuration(duration)
                .withAnswer(said.httpStatus(), said.requestId(), said.errorId());
    }

    private void tell(BiConsumer<ClientListener, ClientEvent> what, Supplier<ClientEvent> event) {
        if (listener == NOBODY) {
            return;
        }
        try {
            what.accept(listener, event.get());
        } catch (Throwable ofTheListener) { // also what is checked: not every language declares it
            LOG.warn("the client's listener failed", ofTheListener);
        }
    }
}
