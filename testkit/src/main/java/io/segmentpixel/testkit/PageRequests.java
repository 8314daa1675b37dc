package io.segmentpixel.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jspecify.annotations.Nullable;

/** What a browser asks for while it reads a page, and what it passes over, in the order of the page. No script runs. */
final class PageRequests {
    private static final Set<String> JAVASCRIPT = Set.of(
            "application/ecmascript",
            "application/javascript",
            "application/x-ecmascript",
            "application/x-javascript",
            "text/ecmascript",
            "text/javascript",
            "text/javascript1.0",
            "text/javascript1.1",
            "text/javascript1.2",
            "text/javascript1.3",
            "text/javascript1.4",
            "text/javascript1.5",
            "text/jscript",
            "text/livescript",
            "text/x-ecmascript",
            "text/x-javascript");
    private static final String TEMPLATE = "template:not([shadowrootmode])";
    private static final Pattern LOADED_LINK = Pattern.compile("(?i)(.*\\s)?(stylesheet|preload|icon)(\\s.*)?");
    private static final int DEEPEST_FRAME = 5;

    private final boolean isSecure;
    private final boolean runsScripts;
    private final int depth;
    private final Optional<String> outerReason;
    private final List<Asked> asked = new ArrayList<>();
    private HttpUrl base;
    private boolean hasBase;

    private PageRequests(HttpUrl base, boolean isSecure, boolean runsScripts, int depth, Optional<String> outerReason) {
        this.base = base;
        this.isSecure = isSecure;
        this.runsScripts = runsScripts;
        this.depth = depth;
        this.outerReason = outerReason;
    }

    /**
     * An address in a page.
     *
     * @param url the address, made absolute
     * @param isImage whether it is an image, which a browser asks for once
     * @param passedOver why a browser does not ask for it; empty if it does
     */
    record Asked(HttpUrl url, boolean isImage, Optional<String> passedOver) {}

    /**
     * Reads a page.
     *
     * @param html the page
     * @param url its own address
     * @param runsScripts whether the browser runs scripts; one that does not reads what is in {@code <noscript>}
     */
    static List<Asked> of(String html, HttpUrl url, boolean runsScripts) {
        return new PageRequests(url, url.isHttps(), runsScripts, 0, Optional.empty()).read(html);
    }

    private List<Asked> read(String html) {
        Document page = Jsoup.parse(html);
        page.traverse((node, level) -> {
            if (node instanceof Element element) {
                read(element);
            } else if (node instanceof Comment comment) {
                inner(comment.getData(), Optional.of("it stands in a comment"));
            }
        });
        return asked;
    }

    private void inner(String html, Optional<String> reason) {
        if (depth < DEEPEST_FRAME && html.contains("<")) {
            PageRequests inner = new PageRequests(
                    base, isSecure, runsScripts, depth + 1, outerReason.isPresent() ? outerReason : reason);
            asked.addAll(inner.read(html));
        }
    }

    private void read(Element element) {
        switch (element.normalName()) {
            case "base" -> rebase(element);
            case "img" -> ask(element, "src", true);
            case "video" -> ask(element, "poster", true);
            case "input" -> askIf(element.attr("type").equalsIgnoreCase("image"), element, "src", true);
            case "image" -> ask(element, element.hasAttr("href") ? "href" : "xlink:href", true);
            case "script", "embed" -> ask(element, "src", false);
            case "object" -> ask(element, "data", false);
            case "link" -> askIf(LOADED_LINK.matcher(element.attr("rel")).matches(), element, "href", false);
            case "iframe" -> frame(element);
            case "noscript" -> askInHead(element);
            default -> {}
        }
    }

    /** The first base of a page counts, from where it stands. */
    private void rebase(Element element) {
        HttpUrl said = element.hasAttr("href") && inert(element).isEmpty() ? base.resolve(element.attr("href")) : null;
        if (said != null && !hasBase) {
            base = said;
            hasBase = true;
        }
    }

    private void frame(Element frame) {
        if (frame.hasAttr("srcdoc")) {
            inner(frame.attr("srcdoc"), inert(frame));
        } else {
            ask(frame, "src", false);
        }
    }

    /** In the head of a page, what stands in a noscript and cannot be there is a text for jsoup; a browser without scripts moves it. */
    private void askInHead(Element noscript) {
        if (noscript.closest("head") != null) {
            inner(noscript.wholeText(), runsScripts ? Optional.of("it stands in a <noscript>") : Optional.empty());
        }
    }

    private void askIf(boolean isMeant, Element element, String attribute, boolean isImage) {
        if (isMeant) {
            ask(element, attribute, isImage);
        }
    }

    private void ask(Element element, String attribute, boolean isImage) {
        String written = element.attr(attribute);
        HttpUrl url = written.isBlank() ? null : base.resolve(written);
        if (url != null) {
            asked.add(new Asked(url, isImage, Optional.ofNullable(reason(element, url, isImage))));
        }
    }

    private @Nullable String reason(Element element, HttpUrl url, boolean isImage) {
        Optional<String> around = outerReason.or(() -> inert(element)).or(() -> heldBack(element));
        boolean isMixed = isSecure && !url.isHttps() && !isImage;
        return around.orElse(isMixed ? "it is no image, and goes over http from a page over https" : null);
    }

    /** What is in a template, or in a noscript of a browser that runs scripts, is text. */
    private Optional<String> inert(Element element) {
        Node inert = element.closest(runsScripts ? TEMPLATE + ", noscript" : TEMPLATE);
        return Optional.ofNullable(inert).map(around -> "it stands in a <" + around.normalName() + ">");
    }

    /** A browser loads no script of another type, which is how consent tools hold one back. */
    private Optional<String> heldBack(Element element) {
        if (!element.normalName().equals("script")) {
            return Optional.empty();
        }
        String type = type(element).toLowerCase(Locale.ROOT);
        if (!runsScripts) {
            return Optional.of("the browser runs no scripts");
        }
        if (!JAVASCRIPT.contains(type) && !type.equals("module")) {
            return Optional.of("its type \"" + type + "\" is no JavaScript");
        }
        return element.hasAttr("nomodule") && !type.equals("module")
                ? Optional.of("it is nomodule, for old browsers")
                : Optional.empty();
    }

    private static String type(Element script) {
        if (script.hasAttr("type")) {
            return script.attr("type").isEmpty()
                    ? "text/javascript"
                    : script.attr("type").strip();
        }
        String language = script.attr("language");
        return language.isEmpty() ? "text/javascript" : "text/" + language;
    }
}
