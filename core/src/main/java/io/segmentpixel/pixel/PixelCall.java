package io.segmentpixel.pixel;

import io.segmentpixel.segment.PixelType;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a pixel asks of the platform: a call, without the host that takes it and the kind of answer.
 *
 * <pre>{@code
 * PixelCall call = SegmentCall.adding(SegmentId.of(528336));
 * call.query(); // add=528336
 * call.url(Scheme.HTTPS, PixelHost.SECURE, PixelType.IMAGE); // https://secure.adnxs.com/seg?add=528336&t=2
 * }</pre>
 *
 * <p>Platform documentation: <em>Segment Pixels</em>.
 */
public sealed interface PixelCall permits SegmentCall {
    /**
     * The parameters in our order, without {@code t}. Two calls with the same query are equal.
     *
     * @return at least one parameter; everything but list separators and macros is percent-encoded
     */
    String query();

    /**
     * The path that takes such a call.
     *
     * @return {@code /seg} for a segment call
     */
    String path();

    /**
     * The whole address of the call.
     *
     * @param scheme how the address begins
     * @param host the host that takes the call
     * @param type what the host answers
     * @return the address, in plain ASCII
     */
    default String url(Scheme scheme, PixelHost host, PixelType type) {
        Objects.requireNonNull(scheme, "scheme");
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(type, "type");
        return scheme.prefix() + host + path() + "?" + query() + "&t=" + type.parameterValue();
    }

    /**
     * Reads a call back from its address.
     *
     * <pre>{@code
     * PixelCall.parse("https://secure.adnxs.com/seg?add=528336&t=2").flatMap(ParsedCall::call); // the call with add=528336
     * PixelCall.parse("https://www.example.com/seg?add=528336"); // empty: that host is none of the platform's
     * }</pre>
     *
     * @param url any text at all
     * @return what stands there; empty if the text is no address of {@code /seg} on {@code adnxs.com}, {@code adnxs.net} or a
     *     subdomain of them
     */
    static Optional<ParsedCall> parse(String url) {
        return parse(url, Set.of());
    }

    /**
     * Reads a call back from its address, also on other hosts than the platform's own.
     *
     * <pre>{@code
     * PixelCall.parse("https://pixel.reseller.example/seg?add=528336", Set.of("pixel.reseller.example"));
     * }</pre>
     *
     * @param url any text at all
     * @param otherHosts further host names, without port, that take calls; case does not matter
     * @return what stands there; empty if the text is no address of {@code /seg} on one of the hosts
     */
    static Optional<ParsedCall> parse(String url, Set<String> otherHosts) {
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(otherHosts, "other hosts");
        return CallReader.read(url, otherHosts);
    }
}
