package io.segmentpixel.testkit;

import java.util.ArrayList;
import java.util.HashSet;
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
    /** What browsers pass over in an address. */
    private static final Pattern PASSED_OVER = Pattern.compile("[\\t\\r\\n]");

    private static final Set<String> PRELOADED = Set.of("image", "script", "style");
    private static final String TEMPLATE = "template:not([shadowrootmode~=(?i)^(open|closed)$])";
    private static final Pattern STYLE_SHEET = Pattern.compile("(?i)(.*\\s)?stylesheet(\\s.*)?");

    /** For a browser that runs scripts, a noscript is a text up to its end, as a noframes is. */
    private static final Pattern NOSCRIPT = Pattern.compile("(?i)<(/?)noscript(?=[\\s/>])");

    /** For one that runs none, it is as though it were not there. */
    private static final Pattern NOSCRIPT_TAG = Pattern.compile("(?i)</?noscript(?:\\s[^>]*)?/?>");

    private static final String WAS_NOSCRIPT = "data-was-noscript";
    private static final String IN_NOSCRIPT = "it stands in a <noscript>";
    private static final int DEEPEST_FRAME = 5;

    private final boolean isSecure;
    private final boolean runsScripts;
    private final int depth;
    private final Optional<String> outerReason;
    private final List<Asked> asked = new ArrayList<>();
    private final Set<HttpUrl> askedOnce = new HashSet<>();
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
     * @param isMixedAllowed whether it may go over http from a page over https: images and the like
     * @param passedOver why a browser does not ask for it; empty if it does
     */
    record Asked(HttpUrl url, boolean isMixedAllowed, Optional<String> passedOver) {}

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
        String read = runsScripts
                ? NOSCRIPT.matcher(html).replaceAll("<$1noframes " + WAS_NOSCRIPT)
                : NOSCRIPT_TAG.matcher(html).replaceAll("");
        Document page = Jsoup.parse(read);
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
        inner(html, reason, runsScripts);
    }

    private void inner(String html, Optional<String> reason, boolean runsScripts) {
        if (depth < DEEPEST_FRAME && html.contains("<")) {
            PageRequests inner = new PageRequests(
                    base, isSecure, runsScripts, depth + 1, outerReason.isPresent() ? outerReason : reason);
            asked.addAll(inner.read(html));
        }
    }

    private void read(Element element) {
        switch (element.normalName()) {
            case "base" -> rebase(element);
            case "img" -> image(element);
            case "audio" -> ask(element, "src", true);
            case "source" -> askIf(element.closest("audio, video") != null, element, "src", true);
            case "input" -> askIf(element.attr("type").equalsIgnoreCase("image"), element, "src", true);
            case "video" -> {
                ask(element, "poster", true);
                ask(element, "src", true);
            }
            case "image" -> ask(element, drawnAddress(element), true);
            case "body", "table", "td", "th" -> ask(element, "background", true);
            case "script" -> ask(element, element.closest("svg") == null ? "src" : drawnAddress(element), false);
            case "embed", "frame" -> ask(element, "src", false);
            case "object" -> ask(element, "data", false);
            case "link" -> askIf(isStyleSheet(element) || isPreloaded(element), element, "href", false);
            case "iframe" -> frame(element);
            case "noframes" -> askIfNoscript(element);
            default -> {}
        }
    }

    private static boolean isStyleSheet(Element link) {
        String type = link.attr("type");
        return STYLE_SHEET.matcher(link.attr("rel")).matches()
                && !link.hasAttr("disabled")
                && (type.isBlank() || type.equalsIgnoreCase("text/css"));
    }

    private static String drawnAddress(Element element) {
        return element.hasAttr("href") ? "href" : "xlink:href";
    }

    private static boolean isPreloaded(Element link) {
        return link.attr("rel").strip().equalsIgnoreCase("preload")
                && PRELOADED.contains(link.attr("as").toLowerCase(Locale.ROOT))
                && !link.hasAttr("media")
                && !link.hasAttr("type");
    }

    /** Of several addresses a browser asks for one. */
    private void image(Element image) {
        String chosen = PlainScreen.addressOf(image);
        String src = image.attr("src");
        if (chosen.equals(src)) {
            ask(image, src, !PlainScreen.isOneOfSeveral(image), true, Optional.empty());
            return;
        }
        ask(image, src, true, true, Optional.of("there is a srcset"));
        ask(image, chosen, false, true, Optional.empty());
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
            boolean isShut = frame.hasAttr("sandbox")
                    && !frame.attr("sandbox").toLowerCase(Locale.ROOT).contains("allow-scripts");
            inner(
                    frame.attr("srcdoc").replace("noframes " + WAS_NOSCRIPT, "noscript"),
                    inert(frame),
                    runsScripts && !isShut);
        } else {
            ask(frame, "src", false);
        }
    }

    private void askIfNoscript(Element noframes) {
        if (noframes.hasAttr(WAS_NOSCRIPT)) {
            inner(noframes.data(), Optional.of(IN_NOSCRIPT));
        }
    }

    private void askIf(boolean isMeant, Element element, String attribute, boolean isImage) {
        if (isMeant) {
            ask(element, attribute, isImage);
        }
    }

    /** Asks for what an attribute names: what is no classic script and no frame once, whatever stands behind a hash. */
    private void ask(Element element, String attribute, boolean isMixedAllowed) {
        boolean isOnce = isMixedAllowed || element.normalName().equals("link") || isModule(element);
        ask(element, element.attr(attribute), isMixedAllowed, isOnce, Optional.empty());
    }

    private void ask(
            Element element, String written, boolean isMixedAllowed, boolean isOnce, Optional<String> notChosen) {
        HttpUrl url = written.isBlank()
                ? null
                : base.resolve(PASSED_OVER.matcher(written).replaceAll(""));
        if (url == null) {
            return;
        }
        HttpUrl sent = url.newBuilder().fragment(null).build();
        Optional<String> reason = reason(element, sent, isMixedAllowed).or(() -> notChosen);
        if (reason.isPresent() || !isOnce || askedOnce.add(sent)) {
            asked.add(new Asked(sent, isMixedAllowed, reason));
        }
    }

    private Optional<String> reason(Element element, HttpUrl url, boolean isMixedAllowed) {
        boolean isMixed = isSecure && !url.isHttps() && !isMixedAllowed;
        return outerReason
                .or(() -> inert(element))
                .or(() -> heldBack(element))
                .or(() -> url.username().isEmpty()
                        ? Optional.empty()
                        : Optional.of("browsers ask for no element at an address with a user's name"))
                .or(() -> isMixed
                        ? Optional.of("it is no image, and goes over http from a page over https")
                        : Optional.empty());
    }

    /** What is in a template is text. */
    private static Optional<String> inert(Element element) {
        return element.closest(TEMPLATE) == null ? Optional.empty() : Optional.of("it stands in a <template>");
    }

    private static boolean isModule(Element element) {
        return element.normalName().equals("script") && element.attr("type").equalsIgnoreCase("module");
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
        if (!JAVASCRIPT.contains(type) && !isModule(element)) {
            return Optional.of("its type \"" + type + "\" is no JavaScript");
        }
        return element.hasAttr("nomodule") && !isModule(element)
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
