package io.segmentpixel.page;

import io.segmentpixel.segment.Segment;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Totals of pages that no audit has read. */
public final class GivenTotals {
    private GivenTotals() {}

    /**
     * The totals of some pages.
     *
     * @param pages the pages
     * @param segments what is said of the segments on them
     * @param segmentsWithoutPages what is said of the others
     * @param stepsWithoutPages what is said of the funnel
     * @return the totals
     */
    public static AuditSummary of(
            List<AuditedPage> pages,
            List<SegmentTotal> segments,
            List<Segment> segmentsWithoutPages,
            List<Funnel.Step> stepsWithoutPages) {
        Map<FindingCode, Long> findings = new EnumMap<>(FindingCode.class);
        pages.forEach(page -> page.findings().forEach(finding -> findings.merge(finding.code(), 1L, Long::sum)));
        long pixels = pages.stream().mapToLong(page -> page.placed().size()).sum();
        return new AuditSummary(pages.size(), pixels, findings, segments, segmentsWithoutPages, stepsWithoutPages);
    }
}
