package io.segmentpixel.pixel;

/**
 * How the address of a call begins.
 *
 * <pre>{@code
 * Scheme.HTTPS.prefix(); // https://
 * }</pre>
 */
public enum Scheme {
    /** Not encrypted: for pages that are served by http themselves. */
    HTTP("http://"),
    /** Encrypted: what the console exports. */
    HTTPS("https://"),
    /** Protocol-relative: the scheme of the page that the address stands on. */
    INHERITED("//");

    private final String prefix;

    Scheme(String prefix) {
        this.prefix = prefix;
    }

    /**
     * What stands before the host.
     *
     * @return {@code http://}, {@code https://} or {@code //}
     */
    public String prefix() {
        return prefix;
    }
}
