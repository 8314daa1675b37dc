package io.segmentpixel.testkit;

/**
 * The first line of a request.
 *
 * @param method the method
 * @param target path and query, as they came
 * @param operation what it asks for
 */
record RequestLine(String method, String target, Operation operation) {
    /** The target without secrets. */
    String shownTarget() {
        return Secrets.inTarget(operation, target);
    }
}
