package io.segmentpixel.page;

import io.segmentpixel.pixel.PixelHost;
import io.segmentpixel.pixel.Scheme;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is known of a page beside its own text.
 *
 * <pre>{@code
 * PagePlacer placer = PagePlacer.atEndOfBody().on(PageContext.https());
 * placer.place(page, PixelExport.of(segment).nonSecure()); // PlacementException: must not stand on an https page
 * }</pre>
 *
 * <p>Platform documentation: <em>Export a Segment Pixel</em>, on secure and non-secure pixels.
 */
public final class PageContext {
    static final PageContext UNKNOWN = new PageContext(Optional.empty(), Optional.empty(), Set.of());

    private final Optional<Boolean> isSecure;
    private final Optional<Charset> charset;
    private final Set<String> otherHosts;

    private PageContext(Optional<Boolean> isSecure, Optional<Charset> charset, Set<String> otherHosts) {
        this.isSecure = isSecure;
        this.charset = charset;
        this.otherHosts = otherHosts;
    }

    /**
     * A page that is served over https. A non-secure pixel must not stand on it: browsers block the script, and block the image
     * or ask for it by https.
     *
     * @return the context
     */
    public static PageContext https() {
        return new PageContext(Optional.of(true), Optional.empty(), Set.of());
    }

    /**
     * A page that is served over http. By the platform's rule a secure pixel must not stand on it.
     *
     * @return the context
     */
    public static PageContext http() {
        return new PageContext(Optional.of(false), Optional.empty(), Set.of());
    }

    /**
     * With the charset of the HTTP header {@code Content-Type}, which counts more than what the page says itself, and less than
     * a byte order mark. It matters for pages that are handed over as bytes. UTF-16 alone is read as UTF-16LE, as browsers do.
     *
     * @param named the charset
     * @return a changed copy
     */
    public PageContext withCharset(Charset named) {
        boolean saysNoOrder = Objects.requireNonNull(named, "charset").equals(StandardCharsets.UTF_16);
        return new PageContext(isSecure, Optional.of(saysNoOrder ? StandardCharsets.UTF_16LE : named), otherHosts);
    }

    /**
     * With further hosts that take the platform's calls, so that tags which call them are found: resellers serve the platform
     * under hosts of their own.
     *
     * @param hosts host names, as {@link PixelHost} takes them
     * @return a changed copy, with these hosts alone
     * @throws IllegalArgumentException if one is no host name
     */
    public PageContext servedAlsoFrom(String... hosts) {
        return new PageContext(
                isSecure,
                charset,
                Stream.of(hosts).map(PixelHost::of).map(PixelHost::name).collect(Collectors.toUnmodifiableSet()));
    }

    Set<String> otherHosts() {
        return otherHosts;
    }

    /** Why a pixel must not stand here, by its scheme. */
    Optional<String> refuse(boolean isPixelSecure) {
        return isSecure.filter(secure -> secure != isPixelSecure)
                .map(secure -> isPixelSecure
                        ? "a secure pixel must not stand on an http page; export it by nonSecure()"
                        : "a non-secure pixel must not stand on an https page; export it without nonSecure()");
    }

    /** Whether browsers refuse to make a tag's call: by http on an https page, but for images, which they ask for by https. */
    boolean blocks(StandingTag tag) {
        return isSecure.orElse(false)
                && tag.parsed().scheme() == Scheme.HTTP
                && tag.element().is("script[src], iframe, object, embed");
    }

    Optional<Charset> charset() {
        return charset;
    }

    /** Scheme and charset. */
    @Override
    public String toString() {
        return "PageContext["
                + isSecure.map(secure -> secure ? "https" : "http").orElse("any scheme")
                + charset.map(named -> ", " + named).orElse("") + "]";
    }
}
