package io.segmentpixel.page;

import io.segmentpixel.page.StandingTag.Audience;
import io.segmentpixel.pixel.ParsedCall;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Range;

/** Finds the live tags of a page: images, scripts, AMP pixels, images for visitors without scripts, and scripts that hold the call. */
final class StandingTags {
    private final Set<String> scriptShapes;
    private final Hosts hosts;

    /**
     * Finds them.
     *
     * @param scriptShapes which scripts that hold a call are nothing but a tag
     * @param otherHosts hosts that take calls, beside the platform's
     */
    StandingTags(Set<String> scriptShapes, Set<String> otherHosts) {
        this.scriptShapes = scriptShapes;
        this.hosts = new Hosts(otherHosts);
    }

    List<StandingTag> on(Page page) {
        return hosts.areIn(page.text())
                ? page.survey().carriers().stream()
                        .filter(this::mayCall)
                        .flatMap(carrier -> tags(carrier, page).filter(tag -> Page.isLive(carrier)))
                        .toList()
                : List.of();
    }

    /** A quick look: most images and scripts of a page are somebody else's. */
    private boolean mayCall(Element carrier) {
        String name = carrier.normalName();
        String address = carrier.attr(name.equals("object") ? "data" : "src");
        return name.equals("noscript")
                || (name.equals("script") && address.isEmpty())
                || hosts.areIn(address)
                || Address.isBroken(address);
    }

    private Stream<StandingTag> tags(Element element, Page page) {
        return switch (element.normalName()) {
            case "noscript" -> withoutScripts(element, page);
            case "script" -> withScripts(element).filter(tag -> InlineScript.runs(element) && page.hasEndTag(element));
            case "amp-pixel" -> AmpPage.mayBe(page) ? tags(element, element, Audience.ALL) : Stream.empty();
            default -> tags(element, element, Audience.ALL);
        };
    }

    private Stream<StandingTag> withoutScripts(Element noscript, Page page) {
        Element content = content(noscript, page);
        return content.select("img, iframe, object, embed").stream()
                .filter(caller -> caller.closest("template") == null)
                .flatMap(caller -> tags(taken(noscript, content, caller), caller, Audience.WITHOUT_SCRIPTS));
    }

    /** What a browser without scripts sees in it, each where it stands in the page; in a head our parser takes images for text. */
    private static Element content(Element noscript, Page page) {
        Range end = noscript.endSourceRange();
        if (noscript.closest("head") == null || !end.isTracked()) {
            return noscript;
        }
        int start = page.end(noscript.sourceRange().endPos());
        String inside = page.text().substring(start, Math.max(start, page.end(end.startPos())));
        return TrackedHtml.parsed(" ".repeat(start) + inside);
    }

    /** The noscript if it holds the caller alone, else the caller. */
    private static Element taken(Element noscript, Element content, Element caller) {
        boolean isAlone = content instanceof Document whole
                ? holdsOnly(caller, whole.body())
                        && whole.head().childNodeSize() == 0
                        && whole.nodeStream(Comment.class).findAny().isEmpty()
                : holdsOnly(caller, content);
        return isAlone ? noscript : caller;
    }

    private static boolean holdsOnly(Element caller, Element holder) {
        return holder.childNodes().stream().allMatch(child -> child.equals(caller) || Outline.isBlank(child));
    }

    private Stream<StandingTag> withScripts(Element script) {
        return script.hasAttr("src") ? tags(script, script, Audience.WITH_SCRIPTS) : inline(script);
    }

    private Stream<StandingTag> tags(Element taken, Element caller, Audience audience) {
        return addresses(caller).flatMap(address -> tag(taken, address, audience));
    }

    /** What a browser asks for when it meets an element; of one that offers several addresses, or shows something else, nothing. */
    private static Stream<String> addresses(Element element) {
        return switch (element.normalName()) {
            case "img" ->
                element.hasAttr("srcset") || Page.isOfPicture(element)
                        ? Stream.empty()
                        : Stream.of(element.attr("src"));
            case "iframe" -> element.hasAttr("srcdoc") ? Stream.empty() : Stream.of(element.attr("src"));
            case "object" -> holdsOnly(element, element) ? Stream.of(element.attr("data")) : Stream.empty();
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

    private Stream<StandingTag> tag(Element element, String written, Audience audience) {
        return Address.call(written, hosts.others()).stream()
                .map((ParsedCall parsed) -> new StandingTag(element, parsed, audience));
    }
}
