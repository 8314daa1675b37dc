package io.segmentpixel.segment;

import org.jspecify.annotations.Nullable;

/**
 * The backend did not accept the login.
 *
 * <p>What to do: check user name and password. It is not tried again by itself, because too many refused logins lock the
 * account for five minutes. Nothing was changed.
 */
public final class LoginRefusedException extends SegmentServiceException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what happened.
     *
     * @param message what was tried, what came back, and what the caller can do
     * @param answer what the backend said, {@link BackendAnswer#NONE} if nothing
     * @param cause what broke, null if nothing did
     */
    public LoginRefusedException(String message, BackendAnswer answer, @Nullable Throwable cause) {
        super(message, answer, cause);
    }
}
