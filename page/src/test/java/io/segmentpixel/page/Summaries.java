package io.segmentpixel.page;

import io.segmentpixel.pixel.SegmentCall;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentRef;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The totals of some pages, for tests of reports. */
public final class Summaries {
    private Summaries() {}

    public static AuditSummary of(
            Collection<AuditedPage> pages, List<Segment> segmentsWithoutPages, List<Funnel.Step> stepsWithoutPages) {
        Map<FindingCode, Long> findings = new EnumMap<>(FindingCode.class);
        Map<SegmentRef, SegmentTotal> segments = new LinkedHashMap<>();
        long pixels = 0;
        for (AuditedPage page : pages) {
            page.findings().forEach(finding -> findings.merge(finding.code(), 1L, Long::sum));
            page.placed().forEach(pixel -> total(pixel)
                    .forEach(total -> segments.merge(total.segment(), total, Summaries::sum)));
            pixels += page.placed().size();
        }
        return new AuditSummary(
                pages.size(),
                pixels,
                findings,
                List.copyOf(segments.values()),
                segmentsWithoutPages,
                stepsWithoutPages);
    }

    public static AuditSummary cutShort(AuditSummary summary) {
        return summary.cutShort();
    }

    private static Stream<SegmentTotal> total(PlacedPixel pixel) {
        return pixel.call().stream()
                .filter(SegmentCall.class::isInstance)
                .map(SegmentCall.class::cast)
                .flatMap(call -> call.added().stream()
                        .map(segment -> new SegmentTotal(segment, Optional.empty(), pixel.name(), 1, 1)));
    }

    private static SegmentTotal sum(SegmentTotal one, SegmentTotal other) {
        return new SegmentTotal(
                one.segment(),
                one.member(),
                one.name().or(other::name),
                one.pages() + other.pages(),
                one.pixels() + other.pixels());
    }
}
