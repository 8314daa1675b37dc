package io.segmentpixel.acceptance;

import java.util.Collection;
import java.util.List;

/** Looks for secrets in what was shown. */
final class Leaks {
    private Leaks() {}

    /** The texts that hold one of the secrets. */
    static List<String> of(Collection<String> texts, Collection<String> secrets) {
        return texts.stream()
                .filter(text -> secrets.stream().anyMatch(text::contains))
                .toList();
    }
}
