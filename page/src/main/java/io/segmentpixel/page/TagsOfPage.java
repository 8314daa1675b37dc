package io.segmentpixel.page;

import io.segmentpixel.page.StandingTag.Audience;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** The tags that stand on a page, beside tags that are to stand there. */
final class TagsOfPage {
    private final Page page;
    private final List<StandingTag> tags;

    TagsOfPage(Page page, Collection<Rendering> renderings, PageContext context) {
        this.page = page;
        Set<String> shapes = new HashSet<>(InlineScript.SHAPES);
        Set<String> hosts = new HashSet<>(context.otherHosts());
        renderings.forEach(rendering -> {
            shapes.addAll(rendering.scriptShapes());
            hosts.addAll(rendering.otherHosts());
        });
        this.tags = new StandingTags(shapes, hosts).on(page);
    }

    /** Whether the page makes a tag's call already: for visitors with scripts, unless the tag is for those without. */
    boolean make(Rendering rendering) {
        Audience needed =
                rendering.audience() == Audience.WITHOUT_SCRIPTS ? Audience.WITHOUT_SCRIPTS : Audience.WITH_SCRIPTS;
        return rendering.tags().isEmpty()
                ? !copies(rendering).isEmpty()
                : tags.stream()
                        .anyMatch(tag ->
                                tag.makes(rendering.call()) && tag.audience().includes(needed));
    }

    /** The stretches with tags of some kind. */
    List<Removal> stretches(Predicate<StandingTag> kind) {
        List<Removal> stretches = tags.stream()
                .filter(kind)
                .map(StandingTag::element)
                .distinct()
                .map(element -> Removal.of(element, page))
                .toList();
        return Removal.joined(stretches, page);
    }

    List<StandingTag> all() {
        return tags;
    }

    /** The stretches with the very elements of a tag, for a format that makes its call in a way of its own. */
    List<Removal> copies(Rendering rendering) {
        List<Element> parts = rendering.elements();
        if (parts.isEmpty()) {
            return List.of();
        }
        List<String> outline = Outline.of(parts);
        return page.tree().select(parts.get(0).normalName()).stream()
                .filter(Page::isLive)
                .map(first -> run(first, parts.size()))
                .filter(run -> Outline.of(run).equals(outline))
                .map(this::stretch)
                .toList();
    }

    private static List<Element> run(Element first, int length) {
        List<Element> run = new ArrayList<>(List.of(first));
        @Nullable Element next = first.nextElementSibling();
        while (next != null && run.size() < length) {
            run.add(next);
            next = next.nextElementSibling();
        }
        return run;
    }

    private Removal stretch(List<Element> run) {
        return run.stream()
                .map(element -> Removal.of(element, page))
                .reduce(Removal::with)
                .orElseThrow();
    }
}
