package io.segmentpixel.page;

import io.segmentpixel.page.StandingTag.Audience;
import io.segmentpixel.pixel.ParsedCall;
import io.segmentpixel.pixel.PixelCall;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** Finds the live tags of a page: images, scripts, AMP pixels, images for visitors without scripts, and scripts that hold the call. */
final class StandingTags {
    private static final String PLATFORM = "adnxs";

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
                        .flatMap(carrier -> tags(carrier).filter(tag -> Page.isLive(carrier)))
                        .toList()
                : List.of();
    }

    private boolean namesHost(String text) {
        return Mention.of(PLATFORM, text) || otherHosts.stream().anyMatch(host -> Mention.of(host, text));
    }

    private Stream<StandingTag> tags(Element element) {
        return switch (element.normalName()) {
            case "noscript" ->
                element.select("img[src]").stream()
                        .filter(image -> image.closest("template") == null)
                        .flatMap(image -> tag(alone(element, image), image.attr("src"), Audience.WITHOUT_SCRIPTS));
            case "script" ->
                element.hasAttr("src") ? tag(element, element.attr("src"), Audience.WITH_SCRIPTS) : inline(element);
            default -> tag(element, element.attr("src"), Audience.ALL);
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

    /** The noscript if it holds the image alone, else the image. */
    private static Element alone(Element noscript, Element image) {
        return noscript.childNodes().stream().allMatch(child -> child.equals(image) || isBlank(child))
                ? noscript
                : image;
    }

    private static boolean isBlank(Node node) {
        return node instanceof TextNode text && text.isBlank();
    }

    private Stream<StandingTag> tag(Element element, String address, Audience audience) {
        if (!namesHost(address)) {
            return Stream.empty();
        }
        return PixelCall.parse(address, otherHosts).filter(parsed -> goesTo(parsed.host(), address)).stream()
                .map((ParsedCall parsed) -> new StandingTag(element, parsed, audience));
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
