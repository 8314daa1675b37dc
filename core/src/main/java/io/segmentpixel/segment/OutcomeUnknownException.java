package io.segmentpixel.segment;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The request may have been carried out or not: it was sent, and no answer came that says.
 *
 * <pre>{@code
 * catch (OutcomeUnknownException doubtful) {
 *     log.warn("look at the backend: {}, {}", doubtful.getMessage(), doubtful.candidate());
 * }
 * }</pre>
 *
 * <p>What to do: look at what stands at the backend before the request is made again. A create without a code cannot be
 * found by its code, so list the segments of that name; where a segment was found that may be the one,
 * {@link #candidate()} has it. An update that does not append, and a delete, can be made again without harm.
 */
@SuppressWarnings("serial") // the values that it carries are for the program that caught it
public final class OutcomeUnknownException extends SegmentServiceException {
    /** What was to be created, null for an update or a delete. */
    private final @Nullable NewSegment request;

    /** The segment that has the code now, null if none was found. */
    private final @Nullable Segment candidate;

    /**
     * An update or a delete of which nobody knows whether it was carried out.
     *
     * @param message what was tried, what came back, and what the caller can do
     * @param answer what the backend said, {@link BackendAnswer#NONE} if nothing
     * @param cause what broke, null if nothing did
     */
    public OutcomeUnknownException(String message, BackendAnswer answer, @Nullable Throwable cause) {
        super(message, answer, cause);
        this.request = null;
        this.candidate = null;
    }

    /**
     * A create of which nobody knows whether it was carried out.
     *
     * @param message what was tried, what came back, and what the caller can do
     * @param answer what the backend said, {@link BackendAnswer#NONE} if nothing
     * @param cause what broke, null if nothing did
     * @param request what was to be created
     * @param candidate the segment that has the code now, null if none was found or looked for
     */
    public OutcomeUnknownException(
            String message,
            BackendAnswer answer,
            @Nullable Throwable cause,
            NewSegment request,
            @Nullable Segment candidate) {
        super(message, answer, cause);
        this.request = Objects.requireNonNull(request, "request");
        this.candidate = candidate;
    }

    /**
     * What was to be created.
     *
     * @return empty for an update or a delete
     */
    public Optional<NewSegment> request() {
        return Optional.ofNullable(request);
    }

    /**
     * The segment that has the code now, but is not in every part what was asked for.
     *
     * @return empty if none was found, or none could be looked for
     */
    public Optional<Segment> candidate() {
        return Optional.ofNullable(candidate);
    }
}
