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
        Removals removals = Removals.of(drops, page);
        return missing.isEmpty() ? removals.edits() : removals.edits().then(placement.of(missing, removals.after()));
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
