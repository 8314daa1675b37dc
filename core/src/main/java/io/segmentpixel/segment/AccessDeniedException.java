package io.segmentpixel.segment;

import org.jspecify.annotations.Nullable;

/**
 * The user is logged in, but may not do this.
 *
 * <pre>{@code
 * catch (AccessDeniedException denied) {
 *     log.error("ask the platform for the right: {}", denied.getMessage());
 * }
 * }</pre>
 *
 * <p>What to do: use another user, or ask for the right. Nothing was changed. Platform documentation: <em>API
 * Semantics</em>.
 */
public final class AccessDeniedException extends SegmentServiceException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what happened.
     *
     * @param message what was tried, what came back, and what the caller can do
     * @param answer what the backend said, {@link BackendAnswer#NONE} if nothing
     * @param cause what broke, null if nothing did
     */
    public AccessDeniedException(String message, BackendAnswer answer, @Nullable Throwable cause) {
        super(message, answer, cause);
    }
}
