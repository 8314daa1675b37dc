package io.segmentpixel.segment;

import org.jspecify.annotations.Nullable;

/**
 * The backend did not accept the login, or the session that it had opened by one; or there is nothing to log in with.
 *
 * <pre>{@code
 * catch (LoginRefusedException refused) {
 *     log.error("{}: {}", refused.answer().errorId(), refused.getMessage());
 * }
 * }</pre>
 *
 * <p>What to do: check user name and password; with a key pair, check user name, key name, key and this machine's clock.
 * The message says if the password has expired or the user is disabled. It is not tried again by itself with the same
 * credentials, because too many refused logins lock the account for five minutes. Nothing was changed. Platform
 * documentation: <em>API Semantics</em>, <em>Manage Your Username and Password</em>.
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
