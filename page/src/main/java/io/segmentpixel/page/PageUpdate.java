package io.segmentpixel.page;

import io.segmentpixel.export.HtmlFormat;
import io.segmentpixel.export.PixelExport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jsoup.nodes.Node;

/** What changes on one page. */
final class PageUpdate {
    private final Page page;
    private final Placement placement;

    PageUpdate(Page page, Placement placement) {
        this.page = page;
        this.placement = placement;
    }

    /** Puts the tags in whose calls the page does not make. */
    Edits place(Collection<PixelExport> exports, HtmlFormat format) {
        List<Rendering> renderings = render(exports, format);
        TagsOfPage standing = standing(renderings);
        List<Rendering> missing = renderings.stream()
                .filter(rendering -> !standing.make(rendering))
                .toList();
        return missing.isEmpty() ? Edits.NONE : Edits.of(placement.of(missing, page));
    }

    /** Takes the tags out that make an export's call, however a format of the caller's own makes it. */
    Edits remove(PixelExport export, HtmlFormat format) {
        Rendering rendering = Rendering.of(export, format, page);
        return edits(standing(List.of(rendering)).versions(rendering, tag -> tag.makes(export.call())), List.of());
    }

    /** Takes the tags of some kind out. */
    Edits remove(Predicate<StandingTag> kind) {
        return edits(standing(List.of()).stretches(kind), List.of());
    }

    /** The page without these stretches. */
    private Page after(Edits edits, List<Removal> stretches) {
        if (edits.isEmpty()) {
            return page;
        }
        Page after = page.changed(edits);
        List<Node> removed =
                stretches.stream().flatMap(stretch -> stretch.nodes().stream()).toList();
        if (!isSurelyHarmless(stretches, after)
                && !Outline.of(page.tree(), removed).equals(Outline.of(after.tree(), List.of()))) {
            throw new PlacementException(
                    "remove: without the tag the rest of the page would mean something else; take it out by hand");
        }
        return after;
    }

    /** Whether each stretch could be put in again without a change of anything else. */
    private boolean isSurelyHarmless(List<Removal> stretches, Page after) {
        int shift = 0;
        for (Removal stretch : stretches) {
            Edit edit = stretch.edit(page);
            boolean isHarmless = OpenElements.at(edit.start() - shift, after)
                    .filter(open -> open.take(stretch.elements()))
                    .isPresent();
            if (!isHarmless) {
                return false;
            }
            shift += edit.end() - edit.start();
        }
        return stretches.stream().allMatch(stretch -> stretch.isWhole(page));
    }

    /** Puts the wanted tags in, brings those up to date that stand there in another version, and takes the unwanted ones out. */
    Matching match(Collection<PixelExport> wanted, Collection<PixelExport> unwanted, HtmlFormat format) {
        List<Rendering> in = render(wanted, format);
        List<Rendering> out = render(unwanted, format);
        List<Rendering> both = new ArrayList<>(in);
        both.addAll(out);
        TagsOfPage standing = standing(both);
        Map<StandingTag, Rendering> owners = owners(standing, in, out);
        Function<Rendering, List<Removal>> found =
                rendering -> standing.versions(rendering, tag -> owners.get(tag) == rendering);
        List<Versions> kept = in.stream()
                .map(rendering -> Versions.ofWanted(rendering, found.apply(rendering)))
                .toList();
        List<Versions> gone = out.stream()
                .map(rendering -> Versions.ofUnwanted(rendering, found.apply(rendering)))
                .toList();
        return new Matching(
                edits(
                        Stream.concat(kept.stream(), gone.stream())
                                .flatMap(versions -> versions.drops().stream())
                                .toList(),
                        kept.stream()
                                .filter(Versions::isMissing)
                                .map(Versions::rendering)
                                .toList()),
                Versions.exports(kept, versions -> versions.found().isEmpty()),
                Versions.exports(kept, versions -> !versions.drops().isEmpty()),
                Versions.exports(gone, versions -> !versions.found().isEmpty()));
    }

    private Edits edits(List<Removal> drops, List<Rendering> missing) {
        List<Removal> stretches = Removal.joined(drops, page);
        Edits removals =
                new Edits(stretches.stream().map(stretch -> stretch.edit(page)).toList());
        Page without = after(removals, stretches);
        return missing.isEmpty() ? removals : removals.then(placement.of(missing, without));
    }

    /** Whose version each tag of the page is: of the one whose call it makes, else of the first that it is an older version of. */
    private Map<StandingTag, Rendering> owners(TagsOfPage standing, List<Rendering> in, List<Rendering> out) {
        Map<StandingTag, Rendering> owners = new LinkedHashMap<>();
        for (StandingTag tag : standing.all()) {
            owner(tag, in, true).or(() -> owner(tag, out, false)).ifPresent(owner -> owners.put(tag, owner));
        }
        return owners;
    }

    private Optional<Rendering> owner(StandingTag tag, List<Rendering> renderings, boolean ofSameAudience) {
        List<Rendering> possible = renderings.stream()
                .filter(rendering -> !ofSameAudience || rendering.audience().meets(tag.audience()))
                .toList();
        return possible.stream()
                .filter(rendering -> tag.makes(rendering.call()))
                .findFirst()
                .or(() -> possible.stream()
                        .filter(rendering -> rendering.hasVersion(tag, page))
                        .findFirst());
    }

    private TagsOfPage standing(List<Rendering> renderings) {
        return new TagsOfPage(page, renderings, placement.context());
    }

    /** The tags of exports, without those whose call another one makes already. */
    private List<Rendering> render(Collection<PixelExport> exports, HtmlFormat format) {
        List<Rendering> renderings = new ArrayList<>();
        exports.stream()
                .map(export -> Rendering.of(export, format, page))
                .filter(rendering -> renderings.stream().noneMatch(other -> other.makesAllOf(rendering)))
                .forEach(renderings::add);
        return renderings;
    }
}
