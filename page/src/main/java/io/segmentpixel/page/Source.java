package io.segmentpixel.page;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A page as it was handed over: as a text, or as bytes.
 *
 * @param text the text
 * @param encoded the bytes that it was read from
 */
record Source(String text, Optional<EncodedText> encoded) {
    static Source of(String text) {
        return new Source(text, Optional.empty());
    }

    static Source of(EncodedText encoded) {
        return new Source(encoded.text(), Optional.of(encoded));
    }

    Page page() {
        return encoded.map(Page::of).orElseGet(() -> new Page(text));
    }

    Source with(Edits edits) {
        return encoded.map(bytes -> of(bytes.changed(edits))).orElseGet(() -> of(edits.applyTo(text)));
    }

    byte[] bytes() {
        return encoded.map(EncodedText::bytes).orElseGet(() -> text.getBytes(StandardCharsets.UTF_8));
    }
}
