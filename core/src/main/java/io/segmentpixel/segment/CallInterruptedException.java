package io.segmentpixel.segment;

import org.jspecify.annotations.Nullable;

/**
 * The calling thread was interrupted before the call was done; its interrupt flag is set.
 *
 * <pre>{@code
 * catch (CallInterruptedException stopped) {
 *     return; // the flag is still set
 * }
 * }</pre>
 *
 * <p>What to do: end, or clear the flag and call again. Nothing was changed: where that is not sure,
 * {@link OutcomeUnknownException} is thrown.
 */
public final class CallInterruptedException extends SegmentServiceException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what happened.
     *
     * @param message what was tried, what came back, and what the caller can do
     * @param answer what the backend said, {@link BackendAnswer#NONE} if nothing
     * @param cause what broke, null if nothing did
     */
    public CallInterruptedException(String message, BackendAnswer answer, @Nullable Throwable cause) {
        super(message, answer, cause);
    }
}
