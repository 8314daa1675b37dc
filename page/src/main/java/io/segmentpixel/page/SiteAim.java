package io.segmentpixel.page;

/** What a run over a site is for. */
enum SiteAim {
    /** To make the site as the funnel wants it. */
    PLACE,
    /** To say what that would change. */
    SHOW,
    /** To take the funnel's tags out of it. */
    REMOVE;

    boolean writes() {
        return this != SHOW;
    }
}
