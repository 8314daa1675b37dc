package io.segmentpixel.page;

import io.segmentpixel.page.StandingTag.Audience;
import io.segmentpixel.pixel.ParsedCall;
import io.segmentpixel.pixel.PixelCall;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** Finds the live tags of a page: images, scripts, AMP pixels, images for visitors without scripts, and scripts that hold the call. */
final class StandingTags {
    private static final String PLATFORM = "adnxs";
    private static final Pattern PASSED_OVER = Pattern.compile("[\\t\\r\\n]");

    private final Set<String> scriptShapes;
    private final Set<String> otherHosts;

    /**
     * Finds them.
     *
     * @param scriptShapes which scripts that hold a call are nothing but a tag
     * @param otherHosts hosts that take calls, beside the platform's
     */
    StandingTags(Set<String> scriptShapes, Set<String> otherHosts) {
        this.scriptShapes = scriptShapes;
        this.otherHosts = otherHosts;
    }

    List<StandingTag> on(Page page) {
        return namesHost(page.text())
                ? page.survey().carriers().stream()
                        .flatMap(carrier -> tags(carrier, page).filter(tag -> Page.isLive(carrier)))
                        .toList()
                : List.of();
    }

    private boolean namesHost(String text) {
        return Mention.of(PLATFORM, text) || otherHosts.stream().anyMatch(host -> Mention.of(host, text));
    }

    private Stream<StandingTag> tags(Element element, Page page) {
        return switch (element.normalName()) {
            case "noscript" -> withoutScripts(element);
            case "script" -> InlineScript.runs(element) ? withScripts(element) : Stream.empty();
            case "amp-pixel" -> AmpPage.mayBe(page) ? tags(element, element, Audience.ALL) : Stream.empty();
            default -> tags(element, element, Audience.ALL);
        };
    }

    private Stream<StandingTag> withoutScripts(Element noscript) {
        Element content = content(noscript);
        return content.select("img, iframe, input, object, embed").stream()
                .filter(caller -> caller.closest("template") == null)
                .flatMap(caller -> taken(noscript, content, caller)
                        .flatMap(taken -> tags(taken, caller, Audience.WITHOUT_SCRIPTS)));
    }

    /** What a browser without scripts sees in it; in a head our parser takes images for text. */
    private static Element content(Element noscript) {
        return noscript.closest("head") != null
                ? Jsoup.parseBodyFragment(noscript.wholeText()).body()
                : noscript;
    }

    /** The noscript if it holds the caller alone, else the caller; nothing if that has no place of its own in the page. */
    private static Stream<Element> taken(Element noscript, Element content, Element caller) {
        if (content.childNodes().stream().allMatch(child -> child.equals(caller) || isBlank(child))) {
            return Stream.of(noscript);
        }
        return content.equals(noscript) ? Stream.of(caller) : Stream.empty();
    }

    private Stream<StandingTag> withScripts(Element script) {
        return script.hasAttr("src") ? tags(script, script, Audience.WITH_SCRIPTS) : inline(script);
    }

    private Stream<StandingTag> tags(Element taken, Element caller, Audience audience) {
        return addresses(caller).flatMap(address -> tag(taken, address, audience));
    }

    /** What a browser asks for when it meets an element. */
    private static Stream<String> addresses(Element element) {
        return switch (element.normalName()) {
            case "img" ->
                Stream.concat(
                        Stream.of(element.attr("src")),
                        Stream.of(element.attr("srcset").split("\\s+")));
            case "input" ->
                Stream.of(element.attr("src"))
                        .filter(address -> element.attr("type").equalsIgnoreCase("image"));
            case "object" -> Stream.of(element.attr("data"));
            default -> Stream.of(element.attr("src"));
        };
    }

    private Stream<StandingTag> inline(Element script) {
        if (!InlineScript.mayCall(script.data())) {
            return Stream.empty();
        }
        InlineScript inline = InlineScript.of(script.data());
        return Stream.of(inline)
                .filter(one -> scriptShapes.contains(one.shape()))
                .flatMap(one -> one.url().stream())
                .flatMap(url -> tag(script, url, Audience.WITH_SCRIPTS));
    }

    private static boolean isBlank(Node node) {
        return node instanceof TextNode text && text.isBlank();
    }

    private Stream<StandingTag> tag(Element element, String written, Audience audience) {
        String address = asBrowsersReadIt(written);
        if (!namesHost(address)) {
            return Stream.empty();
        }
        return PixelCall.parse(address, otherHosts).filter(parsed -> goesTo(parsed.host(), address)).stream()
                .map((ParsedCall parsed) -> new StandingTag(element, parsed, audience));
    }

    /** Browsers pass over tabs and line ends in an address, and take a backslash before the query for a slash. */
    private static String asBrowsersReadIt(String address) {
        String plain = PASSED_OVER.matcher(address).replaceAll("").strip();
        int query = plain.indexOf('?');
        return query < 0 ? plain : plain.substring(0, query).replace('\\', '/') + plain.substring(query);
    }

    /** An archived copy, or a link through a mail gateway, holds a call and goes elsewhere. */
    private static boolean goesTo(String host, String address) {
        int slashes = address.indexOf("//");
        int path = address.indexOf('/', slashes + 2);
        return slashes >= 0
                && path >= 0
                && address.substring(slashes, path).toLowerCase(Locale.ROOT).contains(host);
    }
}
