package io.segmentpixel.page;

import io.segmentpixel.export.ContentSecurityPolicy;
import io.segmentpixel.pixel.ParsedCall;
import io.segmentpixel.pixel.PixelCall;
import io.segmentpixel.pixel.Scheme;
import io.segmentpixel.segment.WebUrl;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;

/** The content security policies that a page is under: those that the server sends, and those that the page's head says itself. */
final class PagePolicies {
    private static final String UPGRADING = "upgrade-insecure-requests";

    /** No page has more policies of its own, or longer ones, that anybody means. */
    private static final int MOST = 20;

    private static final int LONGEST = 10_000;

    /** A script that runs by one of these may let others run, whatever their host. */
    private static final List<String> PASSING_ON = List.of("'strict-dynamic'", "'nonce-");

    private static final String HEADER = "content-security-policy";

    private static final Pattern NAME = Pattern.compile(HEADER, Pattern.CASE_INSENSITIVE);

    private final List<String> sent;
    private final List<Said> said;
    private final boolean isSecure;
    private final Map<Question, Boolean> answers = new HashMap<>();

    /** A policy in the page, which counts from where it stands. */
    private record Said(String policy, int start) {}

    /** What a policy was asked, most often by many pixels. */
    private record Question(String policy, String directive, String url, String nonce) {
        boolean answer() {
            return ContentSecurityPolicy.allows(policy, directive, url, nonce);
        }
    }

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
                        .filter(meta -> meta.attr("content").length() <= LONGEST)
                        .limit(MOST)
                        .map(meta -> new Said(
                                asBrowsersReadIt(meta.attr("content")),
                                Page.start(meta).orElse(0)))
                        .toList()
                : List.of();
        return new PagePolicies(
                context.audit().policies(), said, context.isSecure().orElse(false));
    }

    /**
     * The policies of a header.
     *
     * @throws IllegalArgumentException if it begins with its name
     */
    static List<String> sent(String header) {
        List<String> policies = Stream.of(header.split(","))
                .map(String::strip)
                .filter(policy -> !policy.isEmpty())
                .toList();
        if (policies.stream().anyMatch(policy -> policy.regionMatches(true, 0, HEADER, 0, HEADER.length()))) {
            throw new IllegalArgumentException(
                    "policy: must be the value of the header Content-Security-Policy, without its name");
        }
        return policies;
    }

    /** A policy as browsers read it: where the header's name stands in the value as well, it is a directive that they do not know. */
    static String asBrowsersReadIt(String policy) {
        return NAME.matcher(policy).replaceAll("unknown");
    }

    /** Whether all of them allow an element's call. */
    boolean allow(Element element, int start, Ask.Kind kind, ParsedCall parsed) {
        return inForce(start).stream()
                .allMatch(policy -> allows(policy, element, kind, url(parsed, isAskedSecurely(kind, parsed, start))));
    }

    /** The address that the call goes on to, if one of them does not allow that. */
    Optional<String> refusedRedirect(Element element, int start, Ask.Kind kind, ParsedCall parsed) {
        return parsed.call().flatMap(PixelCall::redirect).map(WebUrl::value).filter(url -> inForce(start).stream()
                .anyMatch(policy -> !allows(policy, element, kind, url)));
    }

    /** Whether all of them let a script run that stands in the page, as far as the page tells. */
    boolean run(Element script, int start) {
        return inForce(start).stream().noneMatch(policy -> InlinePolicy.forbids(policy, script));
    }

    /** Whether a script may make a call, in one of several ways: by an image, by a request, or by a script that it inserts. */
    boolean allowFromScript(int start, List<String> ways, ParsedCall parsed) {
        String url = url(parsed, isAskedSecurely(Ask.Kind.IMAGE, parsed, start));
        return ways.stream()
                .anyMatch(way -> inForce(start).stream().allMatch(policy -> allowsFromScript(policy, way, url)));
    }

    private boolean allowsFromScript(String policy, String way, String url) {
        return allows(new Question(policy, way, url, ""))
                || (way.equals(Ask.Kind.SCRIPT.directive())
                        && PASSING_ON.stream().anyMatch(word -> Mention.of(word, policy)));
    }

    private List<String> inForce(int start) {
        return said.isEmpty()
                ? sent
                : Stream.concat(
                                sent.stream(),
                                said.stream().filter(one -> one.start() < start).map(Said::policy))
                        .toList();
    }

    private boolean allows(String policy, Element element, Ask.Kind kind, String url) {
        return kind.directive().isEmpty() || allows(new Question(policy, kind.directive(), url, element.attr("nonce")));
    }

    private boolean allows(Question question) {
        return question.policy.isBlank() || answers.computeIfAbsent(question, Question::answer);
    }

    /** Whether one of them has browsers ask for everything by https. */
    boolean isUpgrading(int start) {
        return inForce(start).stream().anyMatch(policy -> Mention.of(UPGRADING, policy));
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
