package io.segmentpixel.page;

import io.segmentpixel.segment.Segment;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

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
    private final AuditCourse course;

    AuditSummary(
            long pages,
            long pixels,
            Map<FindingCode, Long> findings,
            List<SegmentTotal> segments,
            List<Segment> segmentsWithoutPages,
            List<Funnel.Step> stepsWithoutPages) {
        this(pages, pixels, findings, segments, segmentsWithoutPages, stepsWithoutPages, AuditCourse.SMOOTH);
    }

    AuditSummary(
            long pages,
            long pixels,
            Map<FindingCode, Long> findings,
            List<SegmentTotal> segments,
            List<Segment> segmentsWithoutPages,
            List<Funnel.Step> stepsWithoutPages,
            AuditCourse course) {
        this.pages = pages;
        this.pixels = pixels;
        Map<FindingCode, Long> counts = new EnumMap<>(FindingCode.class);
        counts.putAll(findings);
        this.findings = Collections.unmodifiableMap(counts);
        this.segments = List.copyOf(segments);
        this.segmentsWithoutPages = List.copyOf(segmentsWithoutPages);
        this.stepsWithoutPages = List.copyOf(stepsWithoutPages);
        this.course = course;
    }

    /**
     * The totals of single pages.
     *
     * <pre>{@code
     * AuditSummary.of(List.of(AuditedPage.of("index.html", PageAudit.of(html, context))), context);
     * }</pre>
     *
     * @param pages what was found on each
     * @param context what they were audited with: its account's segments are looked for, and the findings that it leaves out
     *     are not counted
     * @return the totals; no step of a funnel is in them
     */
    public static AuditSummary of(Collection<AuditedPage> pages, PageContext context) {
        AuditTotals totals = new AuditTotals(Objects.requireNonNull(context, "context"), Optional.empty());
        pages.forEach(totals::add);
        return totals.summary();
    }

    /** The same of an audit that was ended early. */
    AuditSummary cutShort() {
        return new AuditSummary(
                pages, pixels, findings, segments, segmentsWithoutPages, stepsWithoutPages, course.cutShort());
    }

    /**
     * Whether all pages were come to.
     *
     * @return false if an interrupt ended the audit early: the totals are those of the pages before it, so that segments and
     *     steps may stand on pages though they are said to stand on none
     */
    public boolean isComplete() {
        return course.isComplete();
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
     * How many of the pages could not be read.
     *
     * @return as many as {@link #pages} if nothing was audited, whatever was found. Not counted is what was read and could not be
     *     mended; of {@linkplain #of given pages}, those count that have no other finding than {@link FindingCode#UNREADABLE}
     */
    public long unreadPages() {
        return course.unreadPages();
    }

    /**
     * How many pages were changed by {@link SiteAudit#mend}.
     *
     * @return 0 if nothing was to be mended
     */
    public long mendedPages() {
        return course.mendedPages();
    }

    /**
     * How many findings of each code {@link SiteAudit#mend} mended; they are none of {@link #findings}.
     *
     * @return an immutable map in the order of the codes, without those of which there is none
     */
    public Map<FindingCode, Long> mended() {
        return course.mended();
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

    /** The numbers, in one line. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "AuditSummary[%,d pages, %,d pixels, findings %s%s]",
                pages,
                pixels,
                findings,
                isComplete() ? "" : ", cut short");
    }
}
