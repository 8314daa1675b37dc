package io.segmentpixel.segment;

import org.jspecify.annotations.Nullable;

/**
 * The backend could not be reached, or could not answer, within the time allowed.
 *
 * <pre>{@code
 * catch (BackendUnavailableException outage) {
 *     queue.again(job);
 * }
 * }</pre>
 *
 * <p>What to do: try again later. Nothing was changed: where that is not sure, {@link OutcomeUnknownException} is thrown.
 * Platform documentation: <em>API Semantics</em>, <em>API Usage Constraints</em>.
 */
public final class BackendUnavailableException extends SegmentServiceException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what happened.
     *
     * @param message what was tried, what came back, and what the caller can do
     * @param answer what the backend said, {@link BackendAnswer#NONE} if nothing
     * @param cause what broke, null if nothing did
     */
    public BackendUnavailableException(String message, BackendAnswer answer, @Nullable Throwable cause) {
        super(message, answer, cause);
    }
}
