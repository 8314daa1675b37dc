package io.segmentpixel.testkit;

import io.segmentpixel.testkit.Fault.Reset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One request and its answer: what is asked for, and what goes wrong with it. */
final class Exchange {
    /** MockWebServer reads the requests of a connection, and asks for their answers, on one thread. */
    private static final ThreadLocal<Exchange> CURRENT = new ThreadLocal<>();

    private final Line line;
    private final RequestLine request;
    private Optional<Fault> fault;
    private final List<Runnable> whenOver = new ArrayList<>();

    Exchange(Line line, RequestLine request, Optional<Fault> fault) {
        this.line = line;
        this.request = request;
        this.fault = fault;
    }

    /** The exchange whose request this thread has read. */
    static Exchange current() {
        return CURRENT.get();
    }

    void isCurrent() {
        CURRENT.set(this);
    }

    Line line() {
        return line;
    }

    RequestLine request() {
        return request;
    }

    Operation operation() {
        return request.operation();
    }

    Optional<Fault> fault() {
        return fault;
    }

    /** Nothing goes wrong with it after all. */
    void goesRight() {
        fault = Optional.empty();
    }

    boolean isReset(Reset.Moment moment) {
        return fault.orElse(null) instanceof Reset reset && reset.moment() == moment;
    }

    /** Has something done when the answer is sent but for its last byte, or the connection is closed. */
    synchronized void whenOver(Runnable action) {
        whenOver.add(action);
    }

    synchronized void end() {
        whenOver.forEach(Runnable::run);
        whenOver.clear();
    }
}
