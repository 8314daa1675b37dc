package io.segmentpixel.segment;

/**
 * There is no segment with this id, or none that the user can see.
 *
 * <pre>{@code
 * catch (SegmentNotFoundException gone) {
 *     log.info("{} was deleted", gone.id());
 * }
 * }</pre>
 *
 * <p>What to do: check the id, and the member that the user belongs to. Nothing was changed. Platform documentation:
 * none; by recorded answers.
 */
public final class SegmentNotFoundException extends SegmentServiceException {
    private static final long serialVersionUID = 1L;

    /** The number that was asked for. */
    private final int id;

    /**
     * No such segment.
     *
     * @param id the id that was asked for
     */
    public SegmentNotFoundException(SegmentId id) {
        this(id, BackendAnswer.NONE);
    }

    /**
     * No such segment, as the backend said.
     *
     * @param id the id that was asked for
     * @param answer what the backend said
     */
    public SegmentNotFoundException(SegmentId id, BackendAnswer answer) {
        super(
                "segment id " + id + ": there is no such segment, or this user cannot see it"
                        + (answer.equals(BackendAnswer.NONE) ? "" : " (" + answer + ")"),
                answer,
                null);
        this.id = id.value();
    }

    /**
     * The id that was asked for.
     *
     * @return the id
     */
    public SegmentId id() {
        return SegmentId.of(id);
    }
}
