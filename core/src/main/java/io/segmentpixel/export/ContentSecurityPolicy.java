package io.segmentpixel.export;

import io.segmentpixel.segment.PiggybackPixel;
import io.segmentpixel.segment.PixelType;
import io.segmentpixel.segment.WebUrl;
import java.net.IDN;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a page's content security policy must allow so that tags on it fire: the hosts of the calls, of their redirects and
 * piggybacks, and scripts that stand in the page, by their hash or nonce. {@link #allows} tells whether one does.
 *
 * <pre>{@code
 * ContentSecurityPolicy needed = ContentSecurityPolicy.forTags(ExportFormats.htmlTag(), List.of(export));
 * needed.toString(); // script-src https://secure.adnxs.com
 * needed.mergedInto("default-src 'self'"); // default-src 'self'; script-src 'self' https://secure.adnxs.com
 * }</pre>
 *
 * <p>A host that is a number, as in {@code 10.0.0.5}, is named as it is: browsers match it, though the specification has them do so
 * for {@code 127.0.0.1} alone.
 *
 * <p>Platform documentation: none; by <em>Content Security Policy Level 3</em> of the W3C.
 */
public final class ContentSecurityPolicy {
    private static final Pattern COMMENT = Pattern.compile("(?s)<!--.*?--!?>");
    private static final Pattern SCRIPT = Pattern.compile("(?is)<script\\b([^>]*)>(.*?)</script\\s*>");
    private static final Pattern SOURCE = Pattern.compile("(?i)\\ssrc\\s*=");
    private static final Pattern NONCE = Pattern.compile("(?i)\\snonce\\s*=\\s*\"([^\"]*)\"");
    private static final Pattern ORIGIN = Pattern.compile(
            "(?is)(https?://)(?:[^/?#\\\\]*@)?(\\[[^]/?#\\\\]*]|[^/?#\\\\@:]+)((?::\\d+)?)([/\\\\][^?#]*)?(?:[?#].*)?");
    /** What browsers leave out of an address. */
    private static final Pattern LINE_ENDS = Pattern.compile("[\t\r\n]");

    /** Letters for which browsers and older encoders name different hosts. */
    private static final Pattern DIFFERENTLY_ENCODED = Pattern.compile("[\u00df\u1e9e\u03c2\u200c\u200d]");

    private static final Pattern HOST = Pattern.compile("[a-z0-9.-]+");
    private static final Pattern NUMBER = Pattern.compile("(?:.*\\.)?(?:\\d+|0x[0-9a-f]*)\\.?");
    private static final Pattern PLAIN_NUMBER =
            Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");

    private final Set<PolicySource> images = new LinkedHashSet<>();
    private final Set<PolicySource> scripts = new LinkedHashSet<>();

    private ContentSecurityPolicy() {}

    /**
     * What these tags need.
     *
     * @param format how they are written
     * @param exports the pixels
     * @return the directives, none if there are no tags
     * @throws UnsupportedExportException if the format cannot carry one of them
     * @throws IllegalArgumentException if a redirect or a piggyback goes to a host that a policy cannot name, say a macro
     */
    public static ContentSecurityPolicy forTags(HtmlFormat format, Collection<PixelExport> exports) {
        Objects.requireNonNull(format, "format");
        ContentSecurityPolicy policy = new ContentSecurityPolicy();
        exports.forEach(export -> policy.allow(export, format.render(export)));
        return policy;
    }

    private void allow(PixelExport export, String tag) {
        boolean isImage = export.type() == PixelType.IMAGE;
        String host = origin(export.url());
        boolean isElement = allowScripts(COMMENT.matcher(tag).replaceAll(""), host, isImage);
        Set<PolicySource> hosts = isImage ? images : scripts;
        if (isImage || !isElement) {
            hosts.add(PolicySource.host(host));
        }
        export.call().redirect().ifPresent(url -> hosts.add(PolicySource.host(origin(url.value()))));
        export.segments().stream()
                .flatMap(segment -> segment.piggybackPixels().stream())
                .map(PiggybackPixel::url)
                .map(WebUrl::value)
                .forEach(url -> hosts.add(PolicySource.host(origin(url))));
    }

    /** Allows the script elements of a tag; gives whether one of them makes the call by its own address. */
    private boolean allowScripts(String tag, String host, boolean isImage) {
        boolean calls = false;
        Matcher script = SCRIPT.matcher(tag);
        while (script.find()) {
            Matcher nonce = NONCE.matcher(script.group(1));
            boolean hasNonce = nonce.find();
            if (!SOURCE.matcher(script.group(1)).find()) {
                scripts.add(
                        hasNonce
                                ? PolicySource.inlineByNonce(nonce.group(1))
                                : PolicySource.inlineByHash(script.group(2)));
            } else if (!isImage) {
                scripts.add(
                        hasNonce
                                ? PolicySource.elementByNonce(nonce.group(1), host)
                                : PolicySource.elementByHost(host));
                calls = true;
            }
        }
        return calls;
    }

    /**
     * Whether a policy lets a page ask for an address, as an image, a script element or a frame does that stands in the page.
     *
     * <pre>{@code
     * String policy = "default-src 'self'; img-src https://*.adnxs.com";
     * ContentSecurityPolicy.allows(policy, "img-src", "https://secure.adnxs.com/seg?add=12&t=2"); // true
     * ContentSecurityPolicy.allows(policy, "script-src-elem", "https://secure.adnxs.com/seg?add=12&t=1"); // false
     * }</pre>
     *
     * <p>Where the directive is missing, its fallback counts, as in {@code script-src-elem}, {@code script-src},
     * {@code default-src}; where that is missing, too, everything is allowed. Schemes, hosts with wildcards, ports and paths are
     * matched; the query counts for nothing. Words that nobody knows are passed over.
     *
     * <p>What depends on the page is answered for a page of somebody else's host, served over https: {@code 'self'} allows
     * nothing, since the platform's calls go to its own hosts, and a host without a scheme allows https alone. Not looked at are
     * hashes, which would have to be those of the answer, {@code sandbox}, and whether the platform redirects.
     *
     * <p>Under {@code 'strict-dynamic'} no script is allowed by its host. One that a script inserts may run there all the same.
     *
     * @param policy the value of the header {@code Content-Security-Policy}; of several, separated by commas, all must allow it
     * @param directive what it is asked for as: {@code connect-src}, {@code font-src}, {@code frame-src}, {@code img-src},
     *     {@code manifest-src}, {@code media-src}, {@code object-src}, {@code script-src}, {@code script-src-elem},
     *     {@code style-src} or {@code style-src-elem}; case does not matter
     * @param url the address, absolute, by http or https
     * @return whether browsers ask for it
     * @throws IllegalArgumentException if the policy begins with the header's name, the directive is another, or the address is
     *     not absolute
     */
    public static boolean allows(String policy, String directive, String url) {
        return allows(policy, directive, url, "");
    }

    /**
     * Whether a policy lets a page ask for an address by an element with a nonce. It is as {@link #allows(String, String,
     * String)}, and true as well where the policy names the nonce; that concerns scripts and styles alone.
     *
     * <pre>{@code
     * String policy = "script-src 'strict-dynamic' 'nonce-r4nd0m'";
     * ContentSecurityPolicy.allows(policy, "script-src-elem", "https://secure.adnxs.com/seg?add=12&t=1", "r4nd0m"); // true
     * }</pre>
     *
     * @param policy the value of the header {@code Content-Security-Policy}
     * @param directive what it is asked for as
     * @param url the address, absolute, by http or https
     * @param nonce the value of the element's attribute; upper and lower case differ; empty is as none
     * @return whether browsers ask for it
     * @throws IllegalArgumentException if the policy begins with the header's name, the directive is another, or the address is
     *     not absolute
     */
    public static boolean allows(String policy, String directive, String url, String nonce) {
        Objects.requireNonNull(nonce, "nonce");
        String address = address(Objects.requireNonNull(url, "url"));
        return Stream.of(Objects.requireNonNull(policy, "policy").split(",", -1))
                .allMatch(one -> new PolicyText(one).allows(directive, address, nonce));
    }

    /** The address without what no policy looks at. */
    private static String address(String url) {
        Matcher parts = ORIGIN.matcher(LINE_ENDS.matcher(url.strip()).replaceAll(""));
        Check.require(parts.matches(), "url", url, "must be an absolute http or https address");
        String host = ascii(parts.group(2));
        String path = parts.group(4);
        return parts.group(1).toLowerCase(Locale.ROOT)
                + (host.isEmpty() ? parts.group(2).toLowerCase(Locale.ROOT) : host)
                + parts.group(3)
                + (path == null ? "/" : path.replace('\\', '/'));
    }

    private static String origin(String url) {
        Matcher origin = ORIGIN.matcher(url);
        String host = origin.matches() ? ascii(origin.group(2)) : "";
        Check.require(
                isNameable(host),
                "url",
                url,
                "goes to a host that a policy cannot name: it must be of A-Z a-z 0-9 . -, or a number as in 127.0.0.1");
        return origin.group(1).toLowerCase(Locale.ROOT) + host + origin.group(3);
    }

    /** Browsers write every number that stands for a host in the one plain form, and look for that in a policy. */
    private static boolean isNameable(String host) {
        return HOST.matcher(host).matches()
                && (!NUMBER.matcher(host).matches()
                        || PLAIN_NUMBER.matcher(host).matches());
    }

    /** A host in the letters of the domain name system, which policies are written in; empty if it cannot be. */
    private static String ascii(String host) {
        if (DIFFERENTLY_ENCODED.matcher(host).find()) {
            return "";
        }
        try {
            return IDN.toASCII(host).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException none) {
            return "";
        }
    }

    /**
     * A policy that allows what it allowed before, and these tags.
     *
     * <p>A directive that is missing is added with what its fallback allows ({@code default-src}), and where there is none
     * that restricts anything, nothing is added. What is allowed already, by a wildcard or a scheme, too, is not said again.
     * Of directives that stand twice, the first counts, as in browsers. Several policies, separated by commas, are each changed.
     *
     * <p>A hash or nonce is not added where {@code 'unsafe-inline'} is in force, because it would end that for all other scripts;
     * nor a nonce where the script's host is allowed; nor hosts of scripts under {@code 'strict-dynamic'}, where they count for
     * nothing.
     *
     * <p>What no list of sources opens stays as it is, and shuts out what it shut out before: {@code sandbox} without
     * {@code allow-scripts} all scripts, and {@code require-trusted-types-for} those that insert others, as
     * {@link ExportFormats#consentGated} does for a JavaScript pixel.
     *
     * @param existing the value of the header {@code Content-Security-Policy} or {@code Content-Security-Policy-Report-Only}, or
     *     the content of the {@code meta} element; empty if there is no policy
     * @return the new value, on one line; empty if there is no policy, because then nothing is forbidden
     * @throws IllegalArgumentException if the text begins with the header's name, or if {@code 'strict-dynamic'} is in force and
     *     a script has no nonce, without which such a policy lets it run by no means
     */
    public String mergedInto(String existing) {
        Objects.requireNonNull(existing, "policy");
        return Stream.of(existing.split(",", -1))
                .map(policy -> new PolicyText(policy).allowing(images, scripts))
                .filter(policy -> !policy.isEmpty())
                .collect(Collectors.joining(", "));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ContentSecurityPolicy policy
                && policy.images.equals(images)
                && policy.scripts.equals(scripts);
    }

    @Override
    public int hashCode() {
        return Objects.hash(images, scripts);
    }

    /** The value of the header for a page on which nothing else needs to be allowed; empty if the tags need nothing. */
    @Override
    public String toString() {
        return Stream.of(directive("img-src", images), directive("script-src", scripts))
                .flatMap(List::stream)
                .collect(Collectors.joining("; "));
    }

    private static List<String> directive(String name, Set<PolicySource> sources) {
        return sources.isEmpty()
                ? List.of()
                : List.of(name
                        + sources.stream()
                                .map(PolicySource::text)
                                .distinct()
                                .collect(Collectors.joining(" ", " ", "")));
    }
}
