package io.segmentpixel.page;

import io.segmentpixel.pixel.PixelCall;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Adds up what there is on the pages of an audit; it grows with the segments that are named, and not with the pages. */
final class AuditTotals {
    private static final Comparator<SegmentTotal> IDS_THEN_CODES = Comparator.comparing(AuditTotals::isCode)
            .thenComparing(AuditTotals::id)
            .thenComparing(AuditTotals::code)
            .thenComparing(total -> total.member().map(member -> member.value()).orElse(0));

    private final PageContext context;
    private final Optional<Funnel> funnel;
    private final SegmentKeys keys;
    private final Map<FindingCode, Long> findings = new EnumMap<>(FindingCode.class);
    private final Map<SegmentKeys.Key, Count> segments = new HashMap<>();
    private final BitSet held = new BitSet();
    private long pages;
    private long pixels;
    private final Map<FindingCode, Long> mended = new EnumMap<>(FindingCode.class);
    private long unreadPages;
    private long mendedPages;

    private static final class Count {
        private long pages;
        private long pixels;
        private Optional<String> name = Optional.empty();
    }

    AuditTotals(PageContext context, Optional<Funnel> funnel) {
        this.context = context;
        this.funnel = funnel;
        this.keys = SegmentKeys.of(context, funnel);
    }

    void add(AuditTask.Audited audited) {
        held.or(audited.held());
        audited.page().ifPresent(this::count);
        unreadPages += audited.isUnread() ? 1 : 0;
        mendedPages += audited.mended().isEmpty() ? 0 : 1;
        audited.mended().forEach(finding -> mended.merge(finding.code(), 1L, Long::sum));
    }

    /** One that somebody else audited. */
    void add(AuditedPage page) {
        count(page);
        boolean isUnread = !page.findings().isEmpty()
                && page.findings().stream().allMatch(finding -> finding.code() == FindingCode.UNREADABLE);
        unreadPages += isUnread && page.placed().isEmpty() ? 1 : 0;
    }

    private void count(AuditedPage page) {
        pages++;
        pixels += page.placed().size();
        page.findings().stream()
                .filter(finding -> !context.audit().leftOut().contains(finding.code()))
                .forEach(finding -> findings.merge(finding.code(), 1L, Long::sum));
        Set<SegmentKeys.Key> active = new HashSet<>();
        page.placed().forEach(pixel -> pixel.call().ifPresent(call -> add(pixel, call, active)));
        active.forEach(key -> count(key).pages++);
    }

    private void add(PlacedPixel pixel, PixelCall call, Set<SegmentKeys.Key> active) {
        Set<SegmentKeys.Key> named = keys.named(call);
        for (SegmentKeys.Key key : named) {
            Count count = count(key);
            count.pixels++;
            if (named.size() == 1) {
                count.name = count.name.or(pixel::name);
            }
        }
        if (pixel.fires().isActive()) {
            active.addAll(named);
        }
    }

    private Count count(SegmentKeys.Key key) {
        return segments.computeIfAbsent(key, unused -> new Count());
    }

    AuditSummary summary() {
        return new AuditSummary(
                pages,
                pixels,
                findings,
                segments(),
                segmentsWithoutPages(),
                stepsWithoutPages(),
                new AuditCourse(unreadPages, mendedPages, mended, true));
    }

    private List<SegmentTotal> segments() {
        return segments.entrySet().stream()
                .map(entry -> total(entry.getKey(), entry.getValue()))
                .sorted(IDS_THEN_CODES)
                .toList();
    }

    private SegmentTotal total(SegmentKeys.Key key, Count count) {
        Optional<String> name = keys.name(key).or(() -> count.name);
        return new SegmentTotal(key.segment(), key.member(), name, count.pages, count.pixels);
    }

    private static boolean isCode(SegmentTotal total) {
        return total.segment() instanceof SegmentCode;
    }

    private static int id(SegmentTotal total) {
        return total.segment() instanceof SegmentId id ? id.value() : 0;
    }

    private static String code(SegmentTotal total) {
        return total.segment() instanceof SegmentCode code ? code.value() : "";
    }

    private List<Segment> segmentsWithoutPages() {
        return context.audit().account().stream()
                .flatMap(account -> account.segments().stream())
                .filter(segment -> Optional.ofNullable(segments.get(SegmentKeys.Key.of(segment.id())))
                        .filter(count -> count.pages > 0)
                        .isEmpty())
                .toList();
    }

    private List<Funnel.Step> stepsWithoutPages() {
        List<Funnel.Step> steps = funnel.map(Funnel::steps).orElse(List.of());
        return IntStream.range(0, steps.size())
                .filter(step -> !held.get(step))
                .mapToObj(steps::get)
                .toList();
    }
}
