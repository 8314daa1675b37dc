package io.segmentpixel.page;

import io.segmentpixel.export.ContentSecurityPolicy;
import io.segmentpixel.pixel.ParsedCall;
import io.segmentpixel.pixel.PixelCall;
import io.segmentpixel.pixel.Scheme;
import io.segmentpixel.segment.WebUrl;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;

/** The content security policies that a page is under: those that the server sends, and those that the page's head says itself. */
final class PagePolicies {
    private static final String UPGRADING = "upgrade-insecure-requests";
    /** No page has more policies of its own that anybody means. */
    private static final int MOST = 20;

    private static final String HEADER = "content-security-policy";

    private final List<String> sent;
    private final List<Said> said;
    private final boolean isSecure;

    /** A policy in the page, which counts from where it stands. */
    private record Said(String policy, int start) {}

    private PagePolicies(List<String> sent, List<Said> said, boolean isSecure) {
        this.sent = sent;
        this.said = said;
        this.isSecure = isSecure;
    }

    static PagePolicies of(Page page, PageContext context) {
        List<Said> said = Mention.of("http-equiv", page.text()) && Mention.of(HEADER, page.text())
                ? page.tree().head().select("meta[http-equiv]").stream()
                        .filter(meta -> meta.attr("http-equiv").strip().equalsIgnoreCase(HEADER))
                        .filter(Page::isLive)
                        .limit(MOST)
                        .map(meta ->
                                new Said(meta.attr("content"), Page.start(meta).orElse(0)))
                        .toList()
                : List.of();
        return new PagePolicies(
                context.audit().policies(), said, context.isSecure().orElse(false));
    }

    /** Whether all of them allow an element's call. */
    boolean allow(Element element, int start, Ask.Kind kind, ParsedCall parsed) {
        return inForce(start)
                .allMatch(policy -> allows(policy, element, kind, url(parsed, isAskedSecurely(kind, parsed, start))));
    }

    /** The address that the call goes on to, if one of them does not allow that. */
    Optional<String> refusedRedirect(Element element, int start, Ask.Kind kind, ParsedCall parsed) {
        return parsed.call().flatMap(PixelCall::redirect).map(WebUrl::value).filter(url -> inForce(start)
                .anyMatch(policy -> !allows(policy, element, kind, url)));
    }

    private Stream<String> inForce(int start) {
        return Stream.concat(
                sent.stream(), said.stream().filter(one -> one.start() < start).map(Said::policy));
    }

    private static boolean allows(String policy, Element element, Ask.Kind kind, String url) {
        if (policy.isBlank() || kind.directive().isEmpty()) {
            return true;
        }
        return element.hasAttr("nonce")
                ? ContentSecurityPolicy.allows(policy, kind.directive(), url, element.attr("nonce"))
                : ContentSecurityPolicy.allows(policy, kind.directive(), url);
    }

    /** Whether one of them has browsers ask for everything by https. */
    boolean isUpgrading(int start) {
        return inForce(start).anyMatch(policy -> Mention.of(UPGRADING, policy));
    }

    /** Browsers ask for an image by https in place of http before they ask the policy. */
    private boolean isAskedSecurely(Ask.Kind kind, ParsedCall parsed, int start) {
        return parsed.scheme() != Scheme.HTTP || (isSecure && kind.isMixedAllowed()) || isUpgrading(start);
    }

    private static String url(ParsedCall parsed, boolean isSecure) {
        return (isSecure ? "https://" : "http://")
                + parsed.host()
                + parsed.call().map(PixelCall::path).orElse("/seg");
    }
}
