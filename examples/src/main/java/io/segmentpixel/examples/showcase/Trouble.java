package io.segmentpixel.examples.showcase;

import io.segmentpixel.testkit.Fault;
import io.segmentpixel.testkit.Limits;
import io.segmentpixel.testkit.Operation;
import io.segmentpixel.testkit.Sandbox;
import java.time.Duration;

/** Something that goes wrong between the client and the stand-in. */
enum Trouble {
    ANSWER_LOST(
            "The segment is created, and the answer is lost",
            Fault.resetAfterRequest().butDone()),
    CONNECTION_LOST("The connection breaks before the request is read", Fault.resetBeforeRequest()),
    OUTAGE("The backend is out of order (503)", Fault.unavailable()),
    TURNED_AWAY("Too many requests (429): come again in a second", Fault.tooManyRequests(Duration.ofSeconds(1))),
    LOGGED_OUT("The session is over", Fault.loggedOut()),
    SYSTEM_ERROR("The backend fails within an HTTP 200", Fault.systemError()),
    HALF_AN_ANSWER("Half of the answer comes", Fault.truncatedJson()),
    OTHER_ANSWER("A proxy answers with a page", Fault.html()),
    SLOW("The answer takes a second", Fault.slowHeader(Duration.ofSeconds(1))),
    TWO_WRITES_A_SECOND(
            "No fault, but a limit: two writes a second", Limits.documented().withWrites(2, Duration.ofSeconds(1)));

    private final String words;
    private final Object cause;

    Trouble(String words, Object cause) {
        this.words = words;
        this.cause = cause;
    }

    String words() {
        return words;
    }

    /** Lets it happen to the next calls of an operation. */
    void begin(Sandbox sandbox, Operation operation, int times) {
        if (cause instanceof Fault fault) {
            sandbox.faults().on(operation).next(times, fault);
        } else if (cause instanceof Limits limits) {
            sandbox.limits(limits);
        }
    }

    /** All is well again. */
    static void end(Sandbox sandbox) {
        sandbox.faults().clear();
        sandbox.limits(Limits.documented());
    }
}
