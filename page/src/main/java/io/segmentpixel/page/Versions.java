package io.segmentpixel.page;

import io.segmentpixel.export.PixelExport;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A tag that is to stand on a page, or is not to, and what stands there of it.
 *
 * @param rendering the tag
 * @param found its versions on the page
 * @param kept the one that may stay
 */
record Versions(Rendering rendering, List<Removal> found, Optional<Removal> kept) {
    /** Of a tag that is wanted, the first version that is written just so stays. */
    static Versions ofWanted(Rendering rendering, List<Removal> found) {
        return new Versions(
                rendering, found, found.stream().filter(rendering::isWrittenAs).findFirst());
    }

    static Versions ofUnwanted(Rendering rendering, List<Removal> found) {
        return new Versions(rendering, found, Optional.empty());
    }

    List<Removal> drops() {
        return found.stream()
                .filter(version -> !kept.equals(Optional.of(version)))
                .toList();
    }

    boolean isMissing() {
        return kept.isEmpty();
    }

    static List<PixelExport> exports(List<Versions> all, Predicate<Versions> which) {
        return all.stream()
                .filter(which)
                .map(versions -> versions.rendering().export())
                .toList();
    }
}
