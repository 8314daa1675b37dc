package io.segmentpixel.page;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How an audit went, beside what it found.
 *
 * @param unreadPages how many pages could not be read
 * @param mendedPages how many pages were mended
 * @param mended how many findings of each code are mended
 * @param isComplete whether all pages were come to
 */
record AuditCourse(long unreadPages, long mendedPages, Map<FindingCode, Long> mended, boolean isComplete) {
    /** Of an audit in which nothing happened. */
    static final AuditCourse SMOOTH = new AuditCourse(0, 0, Map.of(), true);

    AuditCourse {
        Map<FindingCode, Long> counts = new EnumMap<>(FindingCode.class);
        counts.putAll(mended);
        mended = Collections.unmodifiableMap(counts);
    }

    AuditCourse cutShort() {
        return new AuditCourse(unreadPages, mendedPages, mended, false);
    }
}
