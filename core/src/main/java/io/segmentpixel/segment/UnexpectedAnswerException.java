package io.segmentpixel.segment;

import org.jspecify.annotations.Nullable;

/**
 * The backend answered something that is no answer of the segment service.
 *
 * <pre>{@code
 * catch (UnexpectedAnswerException odd) {
 *     log.error("request {}: {}", odd.answer().requestId(), odd.getMessage());
 * }
 * }</pre>
 *
 * <p>What to do: check the base URL, and whether a proxy stands between; else report it with the request id. Nothing was
 * changed: where that is not sure, {@link OutcomeUnknownException} is thrown.
 */
public final class UnexpectedAnswerException extends SegmentServiceException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what happened.
     *
     * @param message what was tried, what came back, and what the caller can do
     * @param answer what the backend said, {@link BackendAnswer#NONE} if nothing
     * @param cause what broke, null if nothing did
     */
    public UnexpectedAnswerException(String message, BackendAnswer answer, @Nullable Throwable cause) {
        super(message, answer, cause);
    }
}
