package io.segmentpixel.segment;

import org.jspecify.annotations.Nullable;

/**
 * The account holds as many segments as it may.
 *
 * <pre>{@code
 * catch (SegmentLimitException full) {
 *     log.error("delete unused segments: {}", full.getMessage());
 * }
 * }</pre>
 *
 * <p>What to do: delete segments that are not used, or ask the platform for more. Nothing was changed. Platform
 * documentation: <em>API Semantics</em>.
 */
public final class SegmentLimitException extends SegmentServiceException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what happened.
     *
     * @param message what was tried, what came back, and what the caller can do
     * @param answer what the backend said, {@link BackendAnswer#NONE} if nothing
     * @param cause what broke, null if nothing did
     */
    public SegmentLimitException(String message, BackendAnswer answer, @Nullable Throwable cause) {
        super(message, answer, cause);
    }
}
