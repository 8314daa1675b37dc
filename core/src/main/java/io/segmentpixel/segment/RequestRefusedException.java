package io.segmentpixel.segment;

import org.jspecify.annotations.Nullable;

/**
 * The backend refused the request for what it says.
 *
 * <pre>{@code
 * catch (RequestRefusedException refused) {
 *     log.error("{}: {}", refused.answer().errorId(), refused.answer().error());
 * }
 * }</pre>
 *
 * <p>What to do: mend the request; sending it again as it is changes nothing. Nothing was changed. Platform documentation:
 * <em>API Semantics</em>.
 */
public final class RequestRefusedException extends SegmentServiceException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what happened.
     *
     * @param message what was tried, what came back, and what the caller can do
     * @param answer what the backend said, {@link BackendAnswer#NONE} if nothing
     * @param cause what broke, null if nothing did
     */
    public RequestRefusedException(String message, BackendAnswer answer, @Nullable Throwable cause) {
        super(message, answer, cause);
    }
}
