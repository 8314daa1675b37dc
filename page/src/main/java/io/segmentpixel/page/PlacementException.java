package io.segmentpixel.page;

/**
 * A tag cannot stand where it was to be placed, or cannot be taken out, without harm to the page; the page is as it was.
 *
 * <pre>{@code
 * try {
 *     placer.place(page, export);
 * } catch (PlacementException refused) {
 *     System.err.println(refused.getMessage()); // in the head: an image would end the head; export it as JavaScript, …
 * }
 * }</pre>
 *
 * <p>What to do: read the reason, and choose another place or mend the page.
 */
public final class PlacementException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Says where and why not.
     *
     * @param message the place, the reason, and what to do
     */
    public PlacementException(String message) {
        super(message);
    }
}
