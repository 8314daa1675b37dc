package io.segmentpixel.page;

/**
 * What became of a page of a site.
 *
 * <pre>{@code
 * report.count(PageOutcome.CHANGED); // how many pages
 * }</pre>
 */
public enum PageOutcome {
    /** Tags were placed, replaced or removed; in a dry run, they would be. */
    CHANGED,
    /** The page is as the funnel wants it already. */
    UNCHANGED,
    /** There is nothing to do, because it is no page of its own: a symbolic link, an empty file, one of another kind. */
    SKIPPED,
    /** The page's HTML does not allow it, see {@link PlacementException}; the page is as it was. */
    REFUSED,
    /** The file, or the size of the page, does not allow it; the page is as it was. */
    FAILED,
    /** The run was interrupted before it came to this page. */
    NOT_REACHED
}
