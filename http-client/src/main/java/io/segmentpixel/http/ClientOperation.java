package io.segmentpixel.http;

/**
 * What a request is for, as metrics and logs tell requests apart.
 *
 * <pre>{@code
 * registry.counter("segments.requests", "operation", event.operation().name()).increment();
 * }</pre>
 */
public enum ClientOperation {
    /** A login, by password or by key pair. */
    LOGIN,
    /** A segment is created. */
    CREATE,
    /** A segment is read by its id. */
    GET,
    /** A segment is looked for by its code. */
    FIND,
    /** A page of a listing is read. */
    LIST,
    /** One segment is changed. */
    UPDATE,
    /** Several segments are changed in one request. */
    UPDATE_SEVERAL,
    /** A segment is deleted. */
    DELETE
}
