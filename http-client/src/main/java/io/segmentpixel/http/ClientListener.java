package io.segmentpixel.http;

/**
 * A listener that is told what a client does, request by request, for metrics and traces.
 *
 * <pre>{@code
 * SegmentClient.builder().listener(new ClientListener() {
 *     @Override
 *     public void answered(ClientEvent event) {
 *         registry.timer("segments", "operation", event.operation().name()).record(event.duration());
 *     }
 * });
 * }</pre>
 *
 * <p>It is called on the threads that do the work, so it must be quick and must serve any number of them. What it throws is
 * logged and changes nothing.
 */
public interface ClientListener {
    /**
     * A request goes out now. One that finds no connection is not sent.
     *
     * @param event its duration is zero
     */
    default void sent(ClientEvent event) {}

    /**
     * A request was answered, well or not.
     *
     * @param event its duration is the time from the request's sending to the end of its answer
     */
    default void answered(ClientEvent event) {}

    /**
     * A request got no answer, or no whole one: no connection, a broken one, or none in time.
     *
     * @param event its duration is the time until it failed
     */
    default void unanswered(ClientEvent event) {}

    /**
     * A request will be sent once more.
     *
     * @param event its attempt is the one that failed, its duration the wait before the next, zero if there is none
     */
    default void retried(ClientEvent event) {}

    /**
     * A request has to wait before it may be sent: for a budget, for a place in flight, or because the backend turned others
     * of its kind away.
     *
     * @param event its duration is the wait that is over now
     */
    default void heldBack(ClientEvent event) {}

    /**
     * The client logged in.
     *
     * @param event its duration is the time of the request that did it
     */
    default void loggedIn(ClientEvent event) {}
}
