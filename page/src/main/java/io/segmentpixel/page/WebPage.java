package io.segmentpixel.page;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A page as a server sent it, to be audited.
 *
 * <pre>{@code
 * WebPage page = WebPage.of("https://shop.example/cart/", body).withCharset(StandardCharsets.UTF_8);
 * AuditSummary summary = SiteAudit.on(PageContext.anyScheme()).pages(Stream.of(page));
 * }</pre>
 *
 * <p>It is immutable, but for the array of its bytes, which is not copied: change none of them before the page is audited.
 */
public final class WebPage {
    private final String url;
    private final byte[] html;
    private final Optional<Charset> charset;
    private final List<String> policies;

    private WebPage(String url, byte[] html, Optional<Charset> charset, List<String> policies) {
        this.url = url;
        this.html = html;
        this.charset = charset;
        this.policies = policies;
    }

    /**
     * A page.
     *
     * @param url the address that it came from, which reports call it by; not blank. With {@code https} or {@code http} it says how
     *     the page is served
     * @param html its bytes, without the encodings of the transfer
     * @return the page
     * @throws IllegalArgumentException if the address is blank
     */
    public static WebPage of(String url, byte[] html) {
        if (Objects.requireNonNull(url, "url").isBlank()) {
            throw new IllegalArgumentException("url " + OneLine.quoted(url) + ": must not be blank");
        }
        return new WebPage(url, Objects.requireNonNull(html, "html"), Optional.empty(), List.of());
    }

    /**
     * With the charset of its header {@code Content-Type}.
     *
     * @param named the charset, which counts more than what the page says itself
     * @return a changed copy
     */
    public WebPage withCharset(Charset named) {
        return new WebPage(url, html, Optional.of(named), policies);
    }

    /**
     * With one more header {@code Content-Security-Policy}; all of them hold, beside those of the audit's context.
     *
     * @param policy the header's value as it came, also where it is a wrong one: it is read as browsers read it
     * @return a changed copy
     */
    public WebPage withContentSecurityPolicy(String policy) {
        Objects.requireNonNull(policy, "policy");
        return new WebPage(
                url,
                html,
                charset,
                Stream.concat(policies.stream(), Stream.of(policy)).toList());
    }

    /**
     * The address that it came from.
     *
     * @return as it was given
     */
    public String url() {
        return url;
    }

    byte[] html() {
        return html;
    }

    /** What is known of this page, with what is known of all. */
    PageContext in(PageContext all) {
        PageContext context = all;
        if (url.regionMatches(true, 0, "https:", 0, 6)) {
            context = context.with(true);
        } else if (url.regionMatches(true, 0, "http:", 0, 5)) {
            context = context.with(false);
        }
        if (charset.isPresent()) {
            context = context.withCharset(charset.get());
        }
        return policies.isEmpty()
                ? context
                : context.withContentSecurityPolicy(String.join(
                        ",",
                        Stream.concat(
                                        all.audit().policies().stream(),
                                        policies.stream().map(PagePolicies::asBrowsersReadIt))
                                .toList()));
    }

    /** The address, and how many bytes it has. */
    @Override
    public String toString() {
        return OneLine.of(url) + " (" + html.length + " bytes)";
    }
}
