package io.segmentpixel.page;

import io.segmentpixel.export.PixelExport;
import io.segmentpixel.pixel.ConversionCall;
import io.segmentpixel.pixel.PixelCall;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tells which steps of a funnel a page belongs to, and which of their pixels it does not bear. */
final class FunnelCheck {
    private final List<Funnel.Step> steps;
    private final SegmentKeys keys;

    FunnelCheck(PageContext context, Optional<Funnel> funnel) {
        this.steps = funnel.map(Funnel::steps).orElse(List.of());
        this.keys = SegmentKeys.of(context, funnel);
    }

    /** The steps whose rule holds. */
    BitSet held(SitePage page) {
        BitSet held = new BitSet();
        IntStream.range(0, steps.size())
                .filter(step -> steps.get(step).rule().holds(page))
                .forEach(held::set);
        return held;
    }

    /** A finding for each pixel that should be active on a page and is not. */
    List<Finding> missing(BitSet held, List<PlacedPixel> placed) {
        List<PixelCall> active = placed.stream()
                .filter(pixel -> pixel.fires().isActive())
                .flatMap(pixel -> pixel.call().stream())
                .toList();
        Set<SegmentKeys.Key> added =
                active.stream().flatMap(call -> keys.added(call).stream()).collect(Collectors.toSet());
        Set<SegmentKeys.Key> removed =
                active.stream().flatMap(call -> keys.removed(call).stream()).collect(Collectors.toSet());
        return held.stream()
                .mapToObj(steps::get)
                .filter(step -> !isThere(step.export().call(), active, added, removed))
                .collect(
                        Collectors.toMap(Funnel.Step::export, step -> step, (first, same) -> first, LinkedHashMap::new))
                .values()
                .stream()
                .map(FunnelCheck::finding)
                .toList();
    }

    /** By the segments that it adds; a call that adds none, by its conversion, or by the segments that it takes out. */
    private boolean isThere(
            PixelCall wanted, List<PixelCall> active, Set<SegmentKeys.Key> added, Set<SegmentKeys.Key> removed) {
        if (wanted instanceof ConversionCall conversion) {
            return active.stream()
                    .anyMatch(call ->
                            call instanceof ConversionCall other && other.id().equals(conversion.id()));
        }
        return wanted.added().isEmpty()
                ? removed.containsAll(keys.removed(wanted))
                : added.containsAll(keys.added(wanted));
    }

    private static Finding finding(Funnel.Step step) {
        PixelExport export = step.export();
        return Finding.ofPage(
                FindingCode.MISSING_FROM_FUNNEL,
                "The page belongs to the step " + step + ", and no active pixel of it does what "
                        + export.call().query() + " asks.");
    }
}
