package io.segmentpixel.page;

import io.segmentpixel.page.Duplicates.Duplicate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All that an audit reads from one page. */
final class PageReading {
    private final Page page;
    private final PageContext context;
    private final LineIndex lines;
    private final PagePolicies policies;
    private final List<FoundPixel> pixels;
    private final Mending mending;
    private final Branches branches;

    /**
     * A finding, and what mends it.
     *
     * @param edits nothing where that needs a guess
     */
    record Found(Finding finding, List<Edit> edits) {}

    PageReading(Page page, PageContext context) {
        this.page = page;
        this.context = context;
        this.lines = new LineIndex(page.text());
        this.policies = PagePolicies.of(page, context);
        this.pixels = PixelSearch.on(page, context, lines, policies);
        this.mending = new Mending(page);
        this.branches = new Branches(page.text());
    }

    /** The pixels, in the order of the page's text. */
    List<FoundPixel> pixels() {
        return pixels;
    }

    /** What is wrong with them, in no order. */
    List<Found> found() {
        PlaceFaults places = new PlaceFaults(page, context, policies);
        ConsentFaults consent = new ConsentFaults(context.audit().needsConsent());
        Optional<AccountFaults> account = context.audit()
                .account()
                .map(known -> new AccountFaults(known, context.audit().clock()));
        List<Found> found = new ArrayList<>();
        for (FoundPixel pixel : pixels) {
            RawParameters raw = RawParameters.of(pixel);
            List<Fault> faults = new ArrayList<>(pixel.counts() ? CallFaults.of(pixel, raw) : List.of());
            faults.addAll(places.of(pixel));
            faults.addAll(consent.of(pixel, raw));
            account.ifPresent(known -> faults.addAll(known.of(pixel, raw)));
            for (Fault fault : faults) {
                found.add(found(fault, pixel.placed().region(), mending.of(fault.code(), pixel)));
            }
        }
        Stream.concat(CommentFaults.on(page, pixels, branches).stream(), HalfComments.on(page).stream())
                .map(one -> found(one.fault(), lines.region(one.start(), one.end()), List.of()))
                .forEach(found::add);
        found.addAll(duplicates());
        return found;
    }

    private List<Found> duplicates() {
        List<Duplicate> duplicates = Duplicates.among(pixels, branches);
        boolean isWanted = !context.audit().leftOut().contains(FindingCode.DUPLICATE);
        Mending.Gone gone = isWanted ? mending.without(duplicates) : Mending.Gone.NONE;
        return duplicates.stream()
                .map(duplicate -> found(
                        new Fault(FindingCode.DUPLICATE, Duplicates.inWords(duplicate)),
                        duplicate.pixel().placed().region(),
                        gone.duplicates().contains(duplicate) ? gone.edits() : List.of()))
                .toList();
    }

    private Found found(Fault fault, SourceRegion region, List<Edit> edits) {
        int end = region.offset() + Math.min(region.length(), Finding.LONGEST_SOURCE);
        String piece = page.text().substring(region.offset(), end);
        return new Found(new Finding(fault.code(), fault.explanation(), region, piece, !edits.isEmpty()), edits);
    }
}
