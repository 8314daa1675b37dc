package io.segmentpixel.page;

/**
 * How an audit went, beside what it found.
 *
 * @param unreadPages how many pages could not be read
 * @param isComplete whether all pages were come to
 */
record AuditCourse(long unreadPages, boolean isComplete) {
    /** Of an audit in which nothing happened. */
    static final AuditCourse SMOOTH = new AuditCourse(0, true);

    AuditCourse cutShort() {
        return new AuditCourse(unreadPages, false);
    }
}
