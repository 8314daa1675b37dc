package io.segmentpixel.examples.showcase;

import io.segmentpixel.testkit.Fault;
import io.segmentpixel.testkit.Limits;
import io.segmentpixel.testkit.Operation;
import io.segmentpixel.testkit.Sandbox;
import java.time.Duration;
import java.util.List;

/**
 * Something that goes wrong between the client and the stand-in.
 *
 * @param name by which a form names it
 * @param words for people
 * @param beginning lets it happen
 */
record Trouble(String name, String words, Beginning beginning) {
    /** How it begins. */
    @FunctionalInterface
    interface Beginning {
        /** Lets it happen to the next calls of an operation. */
        void in(Sandbox sandbox, Operation operation, int times);
    }

    private static final Duration A_SECOND = Duration.ofSeconds(1);

    static final List<Trouble> ALL = List.of(
            fault(
                    "lost",
                    "It is done, but the answer is lost",
                    Fault.resetAfterRequest().butDone()),
            fault("broken", "The connection breaks before", Fault.resetBeforeRequest()),
            fault("down", "The backend is down (503)", Fault.unavailable()),
            fault("many", "Too many requests (429)", Fault.tooManyRequests(A_SECOND)),
            fault("logged-out", "The session is over", Fault.loggedOut()),
            fault("system", "An error within an HTTP 200", Fault.systemError()),
            fault("half", "Half of the answer comes", Fault.truncatedJson()),
            fault("proxy", "A proxy answers with a page", Fault.html()),
            fault("slow", "The answer takes a second", Fault.slowHeader(A_SECOND)),
            new Trouble(
                    "limit",
                    "A limit: two writes a second",
                    (sandbox, operation, times) ->
                            sandbox.limits(Limits.documented().withWrites(2, A_SECOND))));

    private static Trouble fault(String name, String words, Fault fault) {
        return new Trouble(name, words, (sandbox, operation, times) -> sandbox.faults()
                .on(operation)
                .next(times, fault));
    }

    /**
     * The trouble that a form names.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    static Trouble named(String name) {
        return ALL.stream()
                .filter(trouble -> trouble.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Choice.none(
                        "fault", name, ALL.stream().map(Trouble::name).toList()));
    }

    /** All is well again. */
    static void end(Sandbox sandbox) {
        sandbox.faults().clear();
        sandbox.limits(Limits.documented());
    }
}
