package io.segmentpixel.pixel;

import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.PixelType;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentRef;
import io.segmentpixel.segment.WebUrl;
import java.util.List;
import java.util.Map;
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
 * <p>Platform documentation: <em>Segment Pixels Advanced</em> and <em>Conversion Pixels Advanced</em>.
 */
public sealed interface PixelCall permits SegmentCall, ConversionCall {
    /**
     * The parameters in our order, without {@code t}. Two calls with the same query are equal.
     *
     * @return at least one parameter; everything but list separators and macros is percent-encoded
     */
    default String query() {
        StringBuilder query = new StringBuilder();
        appendQuery(query);
        return query.toString();
    }

    /**
     * Appends the {@link #query}, for those who write many.
     *
     * @param target takes the text
     */
    void appendQuery(StringBuilder target);

    /**
     * The path that takes such a call.
     *
     * @return {@code /seg} for a segment call, {@code /px} for a conversion call
     */
    String path();

    /**
     * The segments that the visitor is put into.
     *
     * @return first the ids and then the codes, each in the order in which they were named; may be empty
     */
    List<SegmentRef> added();

    /**
     * The segments that the visitor is taken out of.
     *
     * @return first the ids and then the codes, each in the order in which they were named; may be empty
     */
    List<SegmentRef> removed();

    /**
     * The member that owns the codes.
     *
     * @return empty if the call names no code
     */
    Optional<MemberId> member();

    /**
     * The parameter {@code other}.
     *
     * @return empty if there is none
     */
    Optional<String> other();

    /**
     * What the call says about the visitor's consent.
     *
     * @return {@link Privacy#none} if nothing
     */
    Privacy privacy();

    /**
     * The address that the answer goes on to.
     *
     * @return empty if there is none
     */
    Optional<WebUrl> redirect();

    /**
     * With the parameter {@code other}.
     *
     * @param text at least one character, without lone surrogates; it stands in the call percent-encoded
     * @return a changed copy
     * @throws IllegalArgumentException if the text breaks that rule, or one of the kind of call
     */
    PixelCall withOther(String text);

    /**
     * With what the visitor agreed to, in place of what was said of it before.
     *
     * @param privacy the signals; {@link Privacy#none} takes them off
     * @return a changed copy
     */
    PixelCall withPrivacy(Privacy privacy);

    /**
     * With an address that the answer goes on to.
     *
     * @param url an absolute http or https address; it stands in the call percent-encoded as a whole
     * @return a changed copy
     * @throws IllegalArgumentException if the address breaks a rule of {@link WebUrl}
     */
    PixelCall redirectingTo(String url);

    /**
     * The same call with codes in the place of ids. An id that has no code here stays.
     *
     * <pre>{@code
     * call.withCodes(MemberId.of(958), Map.of(SegmentId.of(528336), SegmentCode.of("shop_cart")))
     *         .query(); // add_code=shop_cart&member=958
     * }</pre>
     *
     * @param owner the owner of the codes
     * @param codes the codes of ids
     * @return a changed copy
     * @throws IllegalArgumentException if a code is not {@linkplain SegmentCode#isUsableInCalls usable in calls}, two ids have
     *     the same one, a segment has one value by its id and another by its code, or the call names codes of another member
     */
    PixelCall withCodes(MemberId owner, Map<SegmentId, SegmentCode> codes);

    /**
     * The same call, divided into the fewest whose addresses are not too long.
     *
     * <pre>{@code
     * List<PixelCall> parts = call.split(Scheme.HTTPS, PixelHost.SECURE, PixelType.IMAGE, 2_048);
     * }</pre>
     *
     * <p>Together they name the same segments with the same values, in the same order, and each says the same of the visitor's
     * consent. A redirect is on one of them only, and a conversion is counted by one of them only, with its {@code other};
     * the others are then segment calls. The {@code other} of a segment call is on each.
     *
     * @param scheme how the addresses begin
     * @param host the host that takes the calls
     * @param type what the host answers
     * @param longest the most characters that an address may have
     * @return this call alone if it is short enough
     * @throws IllegalArgumentException if it cannot be divided that far; the message names the part that is too long
     */
    default List<PixelCall> split(Scheme scheme, PixelHost host, PixelType type, int longest) {
        int length = url(scheme, host, type).length();
        return length <= longest ? List.of(this) : CallSplit.of(this, longest - (length - query().length()));
    }

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
        StringBuilder url = new StringBuilder();
        url.append(scheme.prefix()).append(host.name()).append(path()).append('?');
        appendQuery(url);
        return url.append("&t=").append(type.parameterValue()).toString();
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
     * @return what stands there; empty if the text is no address of {@code /seg} or {@code /px} on {@code adnxs.com},
     *     {@code adnxs.net} or a subdomain of them
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
     * @return what stands there; empty if the text is no address of {@code /seg} or {@code /px} on one of the hosts
     */
    static Optional<ParsedCall> parse(String url, Set<String> otherHosts) {
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(otherHosts, "other hosts");
        return CallReader.read(url, otherHosts);
    }
}
