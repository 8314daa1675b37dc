package io.segmentpixel.export;

import io.segmentpixel.segment.PixelType;
import java.util.Optional;
import java.util.Set;

/** One form of a tag in HTML. */
interface Tag {
    /** What a tag may be told beside its call. */
    enum Option {
        NONCE,
        ASYNC,
        CACHE_BUSTER_MACRO,
        OWN_CACHE_BUSTER
    }

    /** Why an image alone is carried. */
    String IMAGE_ONLY = "is a script, and this format carries images only: say asImage()";

    /** The options that this form has a place for. */
    Set<Option> options();

    /** Why the form cannot carry an export with these options. */
    Optional<String> refusal(PixelExport export, TagOptions options);

    void append(PixelExport export, TagOptions options, StringBuilder target);

    /** The same as a text of its own. */
    default String render(PixelExport export, TagOptions options) {
        StringBuilder text = new StringBuilder();
        append(export, options, text);
        return text.toString();
    }

    static Optional<String> imageOnly(PixelExport export) {
        return export.type() == PixelType.IMAGE ? Optional.empty() : Optional.of(IMAGE_ONLY);
    }
}
