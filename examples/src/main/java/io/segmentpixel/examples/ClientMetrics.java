package io.segmentpixel.examples;

import io.micrometer.core.instrument.MeterRegistry;
import io.segmentpixel.http.ClientEvent;
import io.segmentpixel.http.ClientListener;

/**
 * The metrics of a {@link io.segmentpixel.http.SegmentClient} in a Micrometer registry: its requests counted and timed.
 *
 * <pre>{@code
 * SegmentClient.builder().listener(new ClientMetrics(registry));
 * }</pre>
 *
 * <table>
 *   <caption>Meters; each has the tag {@code operation}</caption>
 *   <tr><th>{@code segment.client.requests}</th><td>timer of requests, by {@code status} and {@code error}</td></tr>
 *   <tr><th>{@code segment.client.held.back}</th><td>timer of waits before a request may be sent</td></tr>
 *   <tr><th>{@code segment.client.retried}</th><td>counter of repeats</td></tr>
 *   <tr><th>{@code segment.client.logins}</th><td>counter of logins</td></tr>
 * </table>
 */
public final class ClientMetrics implements ClientListener {
    private static final String OPERATION = "operation";
    private static final String NONE = "none";

    private final MeterRegistry registry;

    /**
     * Counts in this registry.
     *
     * @param registry where the meters are
     */
    public ClientMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void answered(ClientEvent event) {
        String error = event.errorId().isEmpty() ? NONE : event.errorId();
        requests(event, Integer.toString(event.httpStatus()), error);
    }

    @Override
    public void unanswered(ClientEvent event) {
        requests(event, NONE, "NO_ANSWER");
    }

    private void requests(ClientEvent event, String status, String error) {
        registry.timer("segment.client.requests", OPERATION, operation(event), "status", status, "error", error)
                .record(event.duration());
    }

    @Override
    public void retried(ClientEvent event) {
        registry.counter("segment.client.retried", OPERATION, operation(event)).increment();
    }

    @Override
    public void heldBack(ClientEvent event) {
        registry.timer("segment.client.held.back", OPERATION, operation(event)).record(event.duration());
    }

    @Override
    public void loggedIn(ClientEvent event) {
        registry.counter("segment.client.logins", OPERATION, operation(event)).increment();
    }

    private static String operation(ClientEvent event) {
        return event.operation().name();
    }
}
