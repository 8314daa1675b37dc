package io.segmentpixel.page;

import io.segmentpixel.export.HtmlFormat;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.page.StandingTag.Audience;
import io.segmentpixel.pixel.PixelCall;
import io.segmentpixel.pixel.Scheme;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/** An export as the tag that is to stand on a page: its text, and what that is made of. */
final class Rendering {
    private static final String BEFORE = "<html amp><head></head><body>";
    private static final String BEHIND = "<hr>";
    private static final Pattern LINE_END = Pattern.compile("\\r\\n?");

    private final PixelExport export;
    private final String text;
    private final boolean isClosed;
    private final Page alone;
    private final Element body;
    private final Set<String> scriptShapes;
    private final Set<String> otherHosts;
    private @Nullable SamePixel samePixel;
    private final List<StandingTag> tags;

    private Rendering(PixelExport export, String text) {
        this.export = export;
        this.text = text;
        this.alone = Page.ofTag(BEFORE + text + BEHIND);
        this.body = alone.tree().body();
        this.isClosed = Optional.ofNullable(body.lastElementChild())
                .filter(last -> Page.start(last).equals(Optional.of(BEFORE.length() + text.length())))
                .map(mark -> {
                    mark.remove();
                    return true;
                })
                .orElse(false);
        this.scriptShapes = InlineScript.shapes(body);
        this.otherHosts = PixelCall.parse(export.url()).isPresent()
                ? Set.of()
                : Set.of(export.host().name());
        this.tags = new StandingTags(scriptShapes, otherHosts).on(alone);
    }

    /**
     * Writes an export.
     *
     * @param page the page that it is for, which may have no bytes for some of its characters
     * @throws io.segmentpixel.export.UnsupportedExportException if the format cannot carry the export
     * @throws PlacementException if the format writes no elements, or text that the page would show beside them
     */
    static Rendering of(PixelExport export, HtmlFormat format, Page page) {
        String written = Objects.requireNonNull(format.render(export), () -> "format: wrote null for " + export);
        String text = LINE_END.matcher(written).replaceAll("\n").strip();
        Rendering rendering = new Rendering(export, page.writable(text));
        boolean showsText =
                rendering.nodes().stream().anyMatch(node -> node instanceof TextNode shown && !shown.isBlank());
        if (showsText || rendering.elements().isEmpty()) {
            throw new PlacementException(
                    "format: must write elements, and no text beside them; wrote \"" + text + "\"");
        }
        if (!rendering.closesWhatItOpens()) {
            throw new PlacementException("format: must close what it opens, and nothing else; wrote \"" + text + "\"");
        }
        return rendering;
    }

    private boolean closesWhatItOpens() {
        return isClosed
                && alone.errors().stream()
                        .noneMatch(error -> error.getErrorMessage().startsWith("Unexpected"))
                && allElements().stream().allMatch(element -> element.tag().isEmpty() || alone.hasEndTag(element));
    }

    PixelExport export() {
        return export;
    }

    PixelCall call() {
        return export.call();
    }

    String text() {
        return text;
    }

    List<Node> nodes() {
        return body.childNodes();
    }

    List<Element> elements() {
        return body.children();
    }

    /** Every element, also those within others. */
    List<Element> allElements() {
        return body.stream().skip(1).toList();
    }

    /** Whether the tag ends all that it begins. */
    boolean isClosed() {
        return isClosed;
    }

    /** The scripts of the tag that hold a call, to be found on pages. */
    Set<String> scriptShapes() {
        return scriptShapes;
    }

    /** The host that takes the call, if it is none of the platform's own. */
    Set<String> otherHosts() {
        return otherHosts;
    }

    /** The tags in it that are known to make its call; none for a format that makes it in a way of its own. */
    List<StandingTag> tags() {
        return tags.stream().filter(tag -> tag.makes(call())).toList();
    }

    /** For whom it calls. */
    Audience audience() {
        List<Audience> audiences =
                tags().stream().map(StandingTag::audience).distinct().toList();
        return audiences.size() == 1 ? audiences.get(0) : Audience.ALL;
    }

    boolean isSecure() {
        return export.isSecure() && tags.stream().noneMatch(tag -> tag.parsed().scheme() == Scheme.HTTP);
    }

    /** Whether a stretch of a page is this tag as it is now, and is live. */
    boolean isWrittenAs(Removal stretch) {
        return stretch.nodes().stream().allMatch(Page::isLive)
                && Outline.of(stretch.nodes()).equals(Outline.of(nodes()));
    }

    /** Whether a tag of a page is an older version of this one. */
    boolean hasVersion(StandingTag tag, Page page) {
        Optional<String> name = page.wrappers()
                .around(Page.start(tag.element()).orElseThrow(), page.end(tag.element()))
                .map(wrapper -> wrapper.opening().name());
        return tag.parsed()
                .call()
                .filter(call -> samePixel().hasVersion(call, name))
                .isPresent();
    }

    private SamePixel samePixel() {
        if (samePixel == null) {
            samePixel = new SamePixel(export);
        }
        return samePixel;
    }

    /** For whom a page has to call so that it makes this tag's call: visitors with scripts, unless it is for the others alone. */
    Audience neededAudience() {
        return audience() == Audience.WITHOUT_SCRIPTS ? Audience.WITHOUT_SCRIPTS : Audience.WITH_SCRIPTS;
    }

    /** Whether another tag is not needed beside this one. */
    boolean makesAllOf(Rendering other) {
        return SameCall.is(call(), other.call()) && audience().includes(other.neededAudience());
    }
}
