package io.segmentpixel.page.report;

import io.segmentpixel.page.Finding;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * What tells that a finding is that of an earlier run, though the lines have moved: the page, the code and the piece of source
 * without its blanks, and which one of several alike it is.
 */
final class Fingerprints {
    private final String page;
    private final Map<String, Integer> alike = new HashMap<>();

    Fingerprints(String page) {
        this.page = page;
    }

    /** Of the page's next finding, in order. */
    String next(Finding finding) {
        // the sentence may name lines, so it counts only where there is no source
        String piece = finding.source().isBlank() ? finding.explanation() : finding.source();
        String what = page + "\n" + finding.code().code() + "\n" + withoutBlanks(piece);
        return HexFormat.of().formatHex(Sha256.of(what + "\n" + alike.merge(what, 1, Integer::sum)));
    }

    private static String withoutBlanks(String text) {
        StringBuilder rest = new StringBuilder(text.length());
        text.codePoints()
                .filter(character -> !Character.isWhitespace(character))
                .forEach(rest::appendCodePoint);
        return rest.toString();
    }
}
