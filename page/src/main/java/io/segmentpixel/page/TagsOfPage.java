package io.segmentpixel.page;

import io.segmentpixel.pixel.PixelCall;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jsoup.nodes.Element;

/** The tags that stand on a page, beside tags that are to stand there. */
final class TagsOfPage {
    private final Page page;
    private final PageContext context;
    private final Set<String> hosts;
    private final List<StandingTag> tags;

    TagsOfPage(Page page, Collection<Rendering> renderings, PageContext context) {
        this.page = page;
        this.context = context;
        Set<String> shapes = new HashSet<>(InlineScript.SHAPES);
        this.hosts = new HashSet<>(context.otherHosts());
        renderings.forEach(rendering -> {
            shapes.addAll(rendering.scriptShapes());
            hosts.addAll(rendering.otherHosts());
        });
        this.tags = new StandingTags(shapes, hosts).on(page);
    }

    /** Whether the page makes a tag's call already: for visitors with scripts, unless the tag is for those without. */
    boolean make(Rendering rendering) {
        return tags.stream()
                        .filter(tag -> !context.blocks(tag))
                        .anyMatch(tag ->
                                tag.makes(rendering.call()) && tag.audience().includes(rendering.neededAudience()))
                || (rendering.tags().isEmpty() && !copies(rendering).isEmpty());
    }

    /** The stretches with tags of some kind. */
    List<Removal> stretches(Predicate<StandingTag> kind) {
        return Removal.joined(alone(kind, List.of()), page);
    }

    private List<Removal> alone(Predicate<StandingTag> kind, List<Removal> found) {
        return tags.stream()
                .filter(kind)
                .map(StandingTag::element)
                .distinct()
                .filter(element -> found.stream().noneMatch(removal -> removal.holds(element)))
                .map(element -> Removal.of(List.of(element), page))
                .toList();
    }

    List<StandingTag> all() {
        return tags;
    }

    /** The stretches with tags of some kind, each with all that the format of a rendering writes with them. */
    List<Removal> versions(Rendering rendering, Predicate<StandingTag> kind) {
        List<Removal> found = new ArrayList<>(rendering.tags().isEmpty() ? copies(rendering) : whole(rendering, kind));
        found.addAll(alone(kind, found));
        return Removal.joined(found, page);
    }

    private List<Removal> whole(Rendering rendering, Predicate<StandingTag> kind) {
        Stencil stencil =
                Stencil.ofAnyCall(rendering.nodes(), rendering.export().name(), this::isAddress);
        Element caller = rendering.tags().get(0).element();
        return tags.stream()
                .filter(kind)
                .flatMap(tag -> stencil.at(tag.element(), caller, page.neighbours()).stream())
                .map(nodes -> Removal.of(nodes, page))
                .filter(removal -> tags.stream()
                        .filter(tag -> removal.holds(tag.element()))
                        .allMatch(kind))
                .toList();
    }

    private boolean isAddress(String text) {
        return PixelCall.parse(text, hosts).isPresent();
    }

    /** What a format that makes its call in a way of its own wrote: all of it, or else its elements alone. */
    private List<Removal> copies(Rendering rendering) {
        Element first = rendering.elements().get(0);
        Stencil whole = Stencil.ofOneCall(rendering.nodes(), rendering.export().name());
        Stencil elements =
                Stencil.ofOneCall(rendering.elements(), rendering.export().name());
        return page.tree().select(first.normalName()).stream()
                .filter(Page::isLive)
                .flatMap(candidate -> whole
                        .at(candidate, first, page.neighbours())
                        .or(() -> elements.at(candidate, first, page.neighbours()))
                        .stream())
                .map(nodes -> Removal.of(nodes, page))
                .toList();
    }
}
