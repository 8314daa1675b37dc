package io.segmentpixel.examples;

import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.HtmlFormat;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.export.WhenNoConsentPlatform;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How the tags of a site are written. */
enum TagForm {
    /** As the console exports a script. */
    HTML,
    /** As the console exports an image. */
    IMAGE,
    /** An image for visitors without scripts. */
    NOSCRIPT,
    /** A script that asks for an image. */
    BEACON,
    /** A script that waits for the page's consent platform. */
    GATED;

    /**
     * The one of a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    static TagForm named(String name) {
        return Arrays.stream(values())
                .filter(form -> form.toString().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--format " + name + ": must be "
                        + Arrays.stream(values()).map(TagForm::toString).collect(Collectors.joining(", "))));
    }

    HtmlFormat format() {
        return switch (this) {
            case HTML, IMAGE -> ExportFormats.htmlTag();
            case NOSCRIPT -> ExportFormats.noscript();
            case BEACON -> ExportFormats.beacon();
            case GATED -> ExportFormats.consentGated(WhenNoConsentPlatform.STAY_SILENT);
        };
    }

    /**
     * The pixel as this form needs it.
     *
     * @throws IllegalArgumentException if the pixel's piggybacks do not allow it
     */
    PixelExport typed(PixelExport export) {
        return switch (this) {
            case HTML, GATED -> export;
            case IMAGE, NOSCRIPT, BEACON -> export.asImage();
        };
    }

    /** Whether it may stand in a page's head, where an image would end it. */
    boolean isScript() {
        return this != IMAGE && this != NOSCRIPT;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
