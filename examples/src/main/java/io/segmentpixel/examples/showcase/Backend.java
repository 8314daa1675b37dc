package io.segmentpixel.examples.showcase;

import io.segmentpixel.examples.Settings;
import io.segmentpixel.http.ClientListener;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentService;
import io.segmentpixel.segment.SegmentServiceException;
import io.segmentpixel.testkit.Sandbox;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * The backend that holds the segments: a stand-in, or that which the environment names. Visitors and faults are a stand-in's in any
 * case, so that nobody's account suffers.
 */
final class Backend implements AutoCloseable {
    /** So long a person waits. */
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final Optional<Settings> named;
    private final Sandbox standIn;
    private final SegmentClient segments;
    private Optional<Sandbox> visited = Optional.empty();

    private Backend(Optional<Settings> named, Sandbox standIn) {
        this.named = named;
        this.standIn = standIn;
        this.segments =
                named.orElse(settings(standIn)).builder().deadline(DEADLINE).build();
    }

    private static Settings settings(Sandbox standIn) {
        return new Settings(standIn.url(), standIn.username(), standIn.password(), standIn.memberId());
    }

    /**
     * The backend that the environment names, which is asked once, so that wrong settings are told at the start, or a stand-in.
     *
     * @throws IllegalArgumentException if the environment names one by halves
     * @throws SegmentServiceException if the one that it names does not answer, or refuses the login
     */
    static Backend of(Map<String, String> environment) {
        Optional<Settings> named =
                Settings.areIn(environment) ? Optional.of(Settings.from(environment)) : Optional.empty();
        Backend backend = new Backend(named, Sandbox.start());
        try {
            backend.segments.find(SegmentCode.of("showcase"));
            return backend;
        } catch (SegmentServiceException failure) {
            backend.close();
            throw failure;
        }
    }

    /** A client of the stand-in, which tells what it does. */
    SegmentClient clientOfStandIn(ClientListener listener) {
        return settings(standIn).builder().deadline(DEADLINE).listener(listener).build();
    }

    SegmentService segments() {
        return segments;
    }

    Sandbox standIn() {
        return standIn;
    }

    /** Where visitors are put into these segments: one that knows them, as the named backend tells nobody who is in them. */
    Sandbox visitedWith(Collection<Segment> placed) {
        if (named.isEmpty()) {
            return standIn;
        }
        visited.ifPresent(Sandbox::close);
        Sandbox knowing = Sandbox.builder()
                .member(named.get().member())
                .shared(placed.toArray(Segment[]::new))
                .start();
        visited = Optional.of(knowing);
        return knowing;
    }

    /** In a sentence. */
    @Override
    public String toString() {
        return named.map(
                        settings -> "Segments are created on the backend at " + settings
                                + "; visitors and trouble are a stand-in’s, and a new segment takes about 20 minutes to be known everywhere.")
                .orElse("The backend is a stand-in on this machine, and nobody else is asked for anything.");
    }

    @Override
    public void close() {
        segments.close();
        visited.ifPresent(Sandbox::close);
        standIn.close();
    }
}
