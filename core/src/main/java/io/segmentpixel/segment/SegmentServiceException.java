package io.segmentpixel.segment;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link SegmentService} throws when it could not do what was asked; there is one subclass for each thing that a
 * caller can do about it.
 *
 * <pre>{@code
 * try {
 *     segments.create(cart);
 * } catch (SegmentConflictException taken) {
 *     segments.find(code);
 * } catch (OutcomeUnknownException unknown) {
 *     log.warn("look at {} before you create it again", unknown.candidate());
 * }
 * }</pre>
 *
 * <p>No message holds a password or a token.
 */
public abstract class SegmentServiceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Not kept where an exception is serialized. */
    private final transient @Nullable BackendAnswer answer;

    /**
     * Says what happened.
     *
     * @param message what was tried, what came back, and what the caller can do
     * @param answer what the backend said, {@link BackendAnswer#NONE} if nothing
     * @param cause what broke, null if nothing did
     */
    protected SegmentServiceException(String message, BackendAnswer answer, @Nullable Throwable cause) {
        super(Objects.requireNonNull(message, "message"), cause);
        this.answer = Objects.requireNonNull(answer, "answer");
    }

    /**
     * What the backend said.
     *
     * @return {@link BackendAnswer#NONE} if it said nothing
     */
    public BackendAnswer answer() {
        return answer == null ? BackendAnswer.NONE : answer;
    }

    /** Whether it was surely not done because of what the request says: as it is, it would fail again. */
    boolean isForWhatWasSaid() {
        return this instanceof RequestRefusedException
                || this instanceof SegmentConflictException
                || this instanceof SegmentNotFoundException;
    }
}
