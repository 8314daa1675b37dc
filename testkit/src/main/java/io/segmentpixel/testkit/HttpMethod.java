package io.segmentpixel.testkit;

import java.util.stream.Stream;

/**
 * The method of an HTTP request.
 *
 * <pre>{@code
 * assertThat(sandbox.journal().calls(POST)).hasSize(1);
 * }</pre>
 */
public enum HttpMethod {
    /** Reads. */
    GET,
    /** Creates, or logs in. */
    POST,
    /** Changes. */
    PUT,
    /** Deletes. */
    DELETE,
    /** Any other; the platform knows none. */
    OTHER;

    static HttpMethod of(String name) {
        return Stream.of(values())
                .filter(method -> method != OTHER && method.name().equals(name))
                .findFirst()
                .orElse(OTHER);
    }
}
