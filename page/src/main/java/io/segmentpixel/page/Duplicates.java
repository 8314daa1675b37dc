package io.segmentpixel.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;

/** Tells which pixels of a page make a call for visitors for whom another one makes it already. */
final class Duplicates {
    private Duplicates() {}

    /**
     * Two pixels with the same call.
     *
     * @param pixel the one that is not needed
     * @param kept the one that makes the call for all its visitors
     */
    record Duplicate(FoundPixel pixel, FoundPixel kept) {
        /** The element that goes if the pixel does. */
        Element taken() {
            return Objects.requireNonNull(pixel.taken(), "an element");
        }

        /** Whether the two are of one kind, so that nothing but the call goes with the pixel. */
        boolean isSame() {
            return pixel.taken() != null
                    && kept.taken() != null
                    && pixel.placed().element().equals(kept.placed().element())
                    && pixel.parsed().type().equals(kept.parsed().type())
                    && pixel.parsed().host().equals(kept.parsed().host());
        }
    }

    static List<Duplicate> among(List<FoundPixel> pixels) {
        Map<Object, List<FoundPixel>> byCall = new LinkedHashMap<>();
        for (FoundPixel pixel : pixels) {
            boolean isSure = pixel.counts()
                    && (pixel.unblocked() == Fires.ON_LOAD || pixel.unblocked() == Fires.WITHOUT_SCRIPTS);
            if (isSure && pixel.isWhole()) {
                pixel.placed().call().ifPresent(call -> byCall.computeIfAbsent(
                                SameCall.key(call), key -> new ArrayList<>())
                        .add(pixel));
            }
        }
        return byCall.values().stream().flatMap(Duplicates::ofOneCall).toList();
    }

    /** There are three kinds of audience, so that few are kept. */
    private static Stream<Duplicate> ofOneCall(List<FoundPixel> pixels) {
        List<Duplicate> duplicates = new ArrayList<>();
        List<FoundPixel> kept = new ArrayList<>();
        for (FoundPixel pixel : pixels) {
            FoundPixel other = kept.stream()
                    .filter(one -> one.audience().meets(pixel.audience()))
                    .findFirst()
                    .orElse(null);
            if (other == null) {
                kept.add(pixel);
            } else if (other.audience().includes(pixel.audience())) {
                duplicates.add(new Duplicate(pixel, other));
            } else {
                kept.stream()
                        .filter(one -> one.audience().meets(pixel.audience()))
                        .forEach(one -> duplicates.add(new Duplicate(one, pixel)));
                kept.removeIf(one -> one.audience().meets(pixel.audience()));
                kept.add(pixel);
            }
        }
        return duplicates.stream();
    }

    /** One sentence about it. */
    static String inWords(Duplicate duplicate) {
        return "The call " + duplicate.pixel().inWords() + " is made on line "
                + duplicate.kept().placed().region().line() + " too.";
    }
}
