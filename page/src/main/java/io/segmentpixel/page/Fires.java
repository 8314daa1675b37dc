package io.segmentpixel.page;

/**
 * When a pixel that stands on a page makes its call.
 *
 * <pre>{@code
 * audit.placed().stream().filter(pixel -> pixel.fires() == Fires.ON_LOAD).forEach(System.out::println);
 * }</pre>
 */
public enum Fires {
    /** When the page loads, for every visitor whose browser runs scripts, and mostly for the others too. */
    ON_LOAD,
    /** When the page loads, but only where no scripts run: it stands in a {@code <noscript>}. */
    WITHOUT_SCRIPTS,
    /** By what the visitor's screen is, or how far the visitor scrolls: {@code srcset}, {@code <picture>}, {@code loading="lazy"}. */
    PERHAPS,
    /** If a script makes the call, or the visitor does something: the address is a text in a script, or in another attribute. */
    ON_DEMAND,
    /** For nobody: it stands in a comment, a template or a text area, or browsers block it. */
    NEVER;

    /**
     * Whether the page makes the call by itself, for some visitors at least.
     *
     * @return true for {@link #ON_LOAD}, {@link #WITHOUT_SCRIPTS} and {@link #PERHAPS}
     */
    public boolean isActive() {
        return compareTo(PERHAPS) <= 0;
    }

    /** The one of two that is the less often. */
    Fires atMost(Fires other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
