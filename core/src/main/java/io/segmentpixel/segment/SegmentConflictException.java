package io.segmentpixel.segment;

import org.jspecify.annotations.Nullable;

/**
 * The request contradicts what stands at the backend; most often, the code is taken.
 *
 * <pre>{@code
 * catch (SegmentConflictException taken) {
 *     Optional<Segment> present = segments.find(code);
 * }
 * }</pre>
 *
 * <p>What to do: look the code up ({@link SegmentService#find}), and use the segment that has it or choose another code.
 * The platform ignores case when it compares codes. Nothing was changed. Platform documentation: <em>Segment Service</em>.
 */
public final class SegmentConflictException extends SegmentServiceException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what happened.
     *
     * @param message what was tried, what came back, and what the caller can do
     * @param answer what the backend said, {@link BackendAnswer#NONE} if nothing
     * @param cause what broke, null if nothing did
     */
    public SegmentConflictException(String message, BackendAnswer answer, @Nullable Throwable cause) {
        super(message, answer, cause);
    }
}
