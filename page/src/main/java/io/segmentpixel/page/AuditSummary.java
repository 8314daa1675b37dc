package io.segmentpixel.page;

import io.segmentpixel.segment.Segment;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What there was on all pages of an audit.
 *
 * <pre>{@code
 * AuditSummary summary = SiteAudit.on(PageContext.https()).directory(root);
 * summary.findings().get(FindingCode.DUPLICATE); // how many
 * }</pre>
 */
public final class AuditSummary {
    private final long pages;
    private final long pixels;
    private final Map<FindingCode, Long> findings;
    private final List<SegmentTotal> segments;
    private final List<Segment> segmentsWithoutPages;
    private final List<Funnel.Step> stepsWithoutPages;

    AuditSummary(
            long pages,
            long pixels,
            Map<FindingCode, Long> findings,
            List<SegmentTotal> segments,
            List<Segment> segmentsWithoutPages,
            List<Funnel.Step> stepsWithoutPages) {
        this.pages = pages;
        this.pixels = pixels;
        Map<FindingCode, Long> counts = new EnumMap<>(FindingCode.class);
        counts.putAll(findings);
        this.findings = Collections.unmodifiableMap(counts);
        this.segments = List.copyOf(segments);
        this.segmentsWithoutPages = List.copyOf(segmentsWithoutPages);
        this.stepsWithoutPages = List.copyOf(stepsWithoutPages);
    }

    /**
     * How many pages were audited.
     *
     * @return with those that could not be read
     */
    public long pages() {
        return pages;
    }

    /**
     * How many pixels stand on them.
     *
     * @return active or not
     */
    public long pixels() {
        return pixels;
    }

    /**
     * How many findings there are of each code.
     *
     * @return an immutable map in the order of the codes, without those of which there is none
     */
    public Map<FindingCode, Long> findings() {
        return findings;
    }

    /**
     * How many findings are as grave as this, or graver.
     *
     * @param severity the least severity that counts
     * @return 0 or more
     */
    public long count(Severity severity) {
        return findings.entrySet().stream()
                .filter(entry -> entry.getKey().severity().compareTo(severity) <= 0)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /**
     * The segments that the pixels name.
     *
     * @return an immutable list: ids ascending, then codes
     */
    public List<SegmentTotal> segments() {
        return segments;
    }

    /**
     * The account's segments that no active pixel names on any page.
     *
     * @return an immutable list, empty where the account's segments are not known
     */
    public List<Segment> segmentsWithoutPages() {
        return segmentsWithoutPages;
    }

    /**
     * The steps of the funnel whose rule held on no page.
     *
     * @return an immutable list, in the order of the funnel
     */
    public List<Funnel.Step> stepsWithoutPages() {
        return stepsWithoutPages;
    }
}
