package io.segmentpixel.pixel;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A host that takes pixel calls.
 *
 * <pre>{@code
 * PixelHost.SECURE.name(); // secure.adnxs.com
 * PixelHost reseller = PixelHost.of("pixel.reseller.example");
 * }</pre>
 *
 * <p>Resellers serve the platform under hosts of their own, so any host name is taken. Platform documentation: <em>Export
 * a Segment Pixel</em> and <em>Segment Pixels Advanced</em>.
 */
public final class PixelHost {
    /** The host in what the console exports, {@code secure.adnxs.com}. */
    public static final PixelHost SECURE = new PixelHost("secure.adnxs.com");

    /** The host of non-secure pixels, {@code ib.adnxs.com}; it serves https, too. */
    public static final PixelHost IB = new PixelHost("ib.adnxs.com");

    private static final int LONGEST = 253;
    private static final Pattern LABELS =
            Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?){0,126}");

    private final String name;

    private PixelHost(String name) {
        this.name = name;
    }

    /**
     * The host of this name.
     *
     * @param hostName 1 to 253 characters: labels of 1 to 63 of {@code A-Z a-z 0-9 -}, joined by dots, none of which starts
     *     or ends with {@code -}; no scheme, no port. Upper case becomes lower case
     * @return the host
     * @throws IllegalArgumentException if the name breaks that rule
     */
    public static PixelHost of(String hostName) {
        Objects.requireNonNull(hostName, "host name");
        String name = hostName.toLowerCase(Locale.ROOT);
        Check.require(
                hostName.length() <= LONGEST && LABELS.matcher(name).matches(),
                "host name",
                Check.quoted(hostName),
                "must be labels of A-Z a-z 0-9 - joined by dots, at most " + LONGEST
                        + " characters, without scheme and port");
        return new PixelHost(name);
    }

    /**
     * The host name.
     *
     * @return in lower case
     */
    public String name() {
        return name;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PixelHost host && host.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** The host name alone, as it stands in a call. */
    @Override
    public String toString() {
        return name;
    }
}
