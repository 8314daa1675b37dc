package io.segmentpixel.page;

import io.segmentpixel.pixel.PixelHost;
import io.segmentpixel.pixel.Scheme;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.segment.SegmentService;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
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
 * <p>A context is immutable and can be shared between threads. Platform documentation: <em>Segment Pixels Advanced</em>, on secure
 * pixels.
 */
public final class PageContext {
    static final PageContext UNKNOWN =
            new PageContext(Optional.empty(), Optional.empty(), Set.of(), AuditContext.NOTHING_KNOWN);

    private final Optional<Boolean> isSecure;
    private final Optional<Charset> charset;
    private final Set<String> otherHosts;
    private final AuditContext audit;

    private PageContext(
            Optional<Boolean> isSecure, Optional<Charset> charset, Set<String> otherHosts, AuditContext audit) {
        this.isSecure = isSecure;
        this.charset = charset;
        this.otherHosts = otherHosts;
        this.audit = audit;
    }

    /**
     * A page of which nobody says how it is served. Nothing is said then of secure and non-secure pixels.
     *
     * @return the context
     */
    public static PageContext anyScheme() {
        return UNKNOWN;
    }

    /**
     * A page that is served over https. A non-secure pixel must not stand on it: browsers block the script, and block the image
     * or ask for it by https.
     *
     * @return the context
     */
    public static PageContext https() {
        return UNKNOWN.with(true);
    }

    /**
     * A page that is served over http. By the platform's rule a secure pixel must not stand on it.
     *
     * @return the context
     */
    public static PageContext http() {
        return UNKNOWN.with(false);
    }

    /** The same, served over https or http. */
    PageContext with(boolean secure) {
        return new PageContext(Optional.of(secure), charset, otherHosts, audit);
    }

    private PageContext with(AuditContext changed) {
        return new PageContext(isSecure, charset, otherHosts, changed);
    }

    /**
     * With the segments of an account, as they are now: they are listed once. Then an audit finds pixels of segments that the
     * account does not have, and the like.
     *
     * <pre>{@code
     * PageAudit.of(page, PageContext.https().knowing(client)).findings(); // 57:1 error unknown-segment: …
     * }</pre>
     *
     * @param segments lists them
     * @return a changed copy, which holds all of them
     * @throws io.segmentpixel.segment.SegmentServiceException if they cannot be listed
     */
    public PageContext knowing(SegmentService segments) {
        try (Stream<Segment> all = Objects.requireNonNull(segments, "segments").list(SegmentQuery.all())) {
            return knowing(all.toList());
        }
    }

    /**
     * With the segments of an account.
     *
     * @param segments all of them; what pixels name beside them is unknown
     * @return a changed copy
     */
    public PageContext knowing(Collection<Segment> segments) {
        return with(audit.with(new Account(segments)));
    }

    /**
     * A page for visitors whose consent each call must pass on, as the platform demands it in the European Economic Area.
     *
     * @return a changed copy
     */
    public PageContext requiringConsent() {
        return with(audit.requiringConsent());
    }

    /**
     * With what the server sends as {@code Content-Security-Policy}; a policy in the page itself is seen without it.
     *
     * @param policy the header's value; several headers are joined by commas, as HTTP has it
     * @return a changed copy, with this policy alone
     * @throws IllegalArgumentException if it begins with the header's name
     */
    public PageContext withContentSecurityPolicy(String policy) {
        return with(audit.withPolicies(PagePolicies.sent(policy)));
    }

    /**
     * Without some findings, as in {@code leavingOut(FindingCode.LAZY_IMAGE)}.
     *
     * @param codes what is not to be reported
     * @return a changed copy, which leaves out these alone
     */
    public PageContext leavingOut(FindingCode... codes) {
        return with(audit.leavingOut(Set.copyOf(List.of(codes))));
    }

    /**
     * With another clock than the system's, which tells how long ago a segment was changed.
     *
     * @param clock tells the time
     * @return a changed copy
     */
    public PageContext withClock(Clock clock) {
        return with(audit.with(Objects.requireNonNull(clock, "clock")));
    }

    AuditContext audit() {
        return audit;
    }

    /** Whether the page is served over https, if somebody said so. */
    Optional<Boolean> isSecure() {
        return isSecure;
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
        return new PageContext(
                isSecure, Optional.of(saysNoOrder ? StandardCharsets.UTF_16LE : named), otherHosts, audit);
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
                Stream.of(hosts).map(PixelHost::of).map(PixelHost::name).collect(Collectors.toUnmodifiableSet()),
                audit);
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
