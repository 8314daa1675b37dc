package io.segmentpixel.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;

/** Tells which pixels of a page make a call for visitors for whom another one makes it already. */
final class Duplicates {
    private static final Set<String> PLAIN = Set.of(
            "src",
            "width",
            "height",
            "style",
            "border",
            "alt",
            "type",
            "async",
            "defer",
            "charset",
            "language",
            "hspace",
            "vspace",
            "referrerpolicy",
            "decoding",
            "nonce",
            "crossorigin",
            "class",
            "aria-hidden");

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

        /** Whether the two are of one kind and say the same in the same words, so that nothing but the call goes with the pixel. */
        boolean isSame() {
            return pixel.taken() != null
                    && kept.taken() != null
                    && pixel.placed().element().equals(kept.placed().element())
                    && pixel.parsed().type().equals(kept.parsed().type())
                    && isPlain(taken())
                    && pixel.parsed().host().equals(kept.parsed().host())
                    && SameCall.inWords(pixel.parsed(), kept.parsed());
        }
    }

    /** Whether an element does nothing but make its call: nobody looks for it, nothing waits for it. */
    private static boolean isPlain(Element element) {
        return element.stream()
                .flatMap(one -> one.attributes().asList().stream())
                .allMatch(attribute -> PLAIN.contains(attribute.getKey().toLowerCase(Locale.ROOT)));
    }

    /** The duplicates; of what stands in different branches of a template, one is sent. */
    static List<Duplicate> among(List<FoundPixel> pixels, Branches branches) {
        return among(pixels).stream()
                .filter(duplicate -> !branches.areBetween(
                        duplicate.pixel().placed().region().offset(),
                        duplicate.kept().placed().region().offset()))
                .toList();
    }

    private static List<Duplicate> among(List<FoundPixel> pixels) {
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
            } else if (other.audience().includes(pixel.audience()) && (!other.isBlocked() || pixel.isBlocked())) {
                duplicates.add(new Duplicate(pixel, other));
            } else if (pixel.audience().includes(other.audience())) {
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
