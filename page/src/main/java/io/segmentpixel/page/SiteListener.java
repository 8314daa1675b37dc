package io.segmentpixel.page;

/**
 * Is told of each page of a site as soon as it is done.
 *
 * <pre>{@code
 * SiteListener progress = (done, of, page) -> System.out.printf("%d of %d: %s%n", done, of, page);
 * }</pre>
 *
 * <p>It is told on the thread that called, page by page in the order of the report. What it throws ends the run: pages that
 * are at work are finished, no further one is begun, and the exception goes to the caller.
 */
@FunctionalInterface
public interface SiteListener {
    /**
     * A page is done.
     *
     * @param done how many are done, this one among them
     * @param of how many there are in all
     * @param page what became of it
     */
    void pageDone(int done, int of, PageResult page);
}
