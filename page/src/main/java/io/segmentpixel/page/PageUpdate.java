package io.segmentpixel.page;

import io.segmentpixel.export.HtmlFormat;
import io.segmentpixel.export.PixelExport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jsoup.nodes.Element;
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
        List<Rendering> missing = new ArrayList<>();
        renderings.stream()
                .filter(rendering -> !standing.make(rendering))
                .filter(rendering -> missing.stream().noneMatch(other -> other.makesAllOf(rendering)))
                .forEach(missing::add);
        return missing.isEmpty() ? Edits.NONE : Edits.of(placement.of(missing, page));
    }

    /** Takes the tags out that make an export's call, however a format of the caller's own makes it. */
    Edits remove(PixelExport export, HtmlFormat format) {
        Rendering rendering = Rendering.of(export, format, page);
        return remove(versions(rendering, standing(List.of(rendering)), tag -> tag.makes(export.call())));
    }

    /** Takes the tags of some kind out. */
    Edits remove(Predicate<StandingTag> kind) {
        return remove(standing(List.of()).stretches(kind));
    }

    private Edits remove(List<Removal> stretches) {
        return edits(stretches, List.of());
    }

    /** The page without these stretches. */
    private Page after(Edits edits, List<Removal> stretches) {
        if (edits.isEmpty()) {
            return page;
        }
        Page after = page.changed(edits);
        List<Node> removed =
                stretches.stream().flatMap(stretch -> stretch.nodes().stream()).toList();
        if (!isSurelyHarmless(edits, stretches, after)
                && !Outline.of(page.tree(), removed).equals(Outline.of(after.tree(), List.of()))) {
            throw new PlacementException(
                    "remove: without the tag the rest of the page would mean something else; take it out by hand");
        }
        return after;
    }

    /** Whether each stretch could be put in again without a change of anything else. */
    private boolean isSurelyHarmless(Edits edits, List<Removal> stretches, Page after) {
        int shift = 0;
        for (Edit edit : edits.all()) {
            List<Element> elements = stretches.stream()
                    .filter(stretch -> stretch.edit(page).equals(edit))
                    .flatMap(stretch -> stretch.elements().stream())
                    .toList();
            boolean isHarmless = OpenElements.at(edit.start() - shift, after)
                    .filter(open -> open.take(elements))
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
        List<Removal> drops = new ArrayList<>();
        List<Rendering> missing = new ArrayList<>();
        List<PixelExport> placed = new ArrayList<>();
        List<PixelExport> replaced = new ArrayList<>();
        for (Rendering rendering : in) {
            List<Removal> versions = versions(rendering, standing, tag -> owners.get(tag) == rendering);
            Optional<Removal> kept =
                    versions.stream().filter(rendering::isWrittenAs).findFirst();
            if (kept.isEmpty()) {
                missing.add(rendering);
            }
            if (versions.size() > kept.stream().count()) {
                replaced.add(rendering.export());
            } else if (kept.isEmpty()) {
                placed.add(rendering.export());
            }
            versions.stream()
                    .filter(version -> !kept.equals(Optional.of(version)))
                    .forEach(drops::add);
        }
        List<PixelExport> removed = new ArrayList<>();
        for (Rendering rendering : out) {
            List<Removal> versions = versions(rendering, standing, tag -> owners.get(tag) == rendering);
            if (!versions.isEmpty()) {
                removed.add(rendering.export());
                drops.addAll(versions);
            }
        }
        return new Matching(edits(drops, missing), placed, replaced, removed);
    }

    private Edits edits(List<Removal> drops, List<Rendering> missing) {
        Edits removals = new Edits(drops.stream().map(drop -> drop.edit(page)).toList());
        Page without = after(removals, drops);
        return missing.isEmpty() ? removals : removals.then(placement.of(missing, without));
    }

    private static List<Removal> versions(Rendering rendering, TagsOfPage standing, Predicate<StandingTag> kind) {
        return rendering.tags().isEmpty() ? standing.copies(rendering) : standing.stretches(kind);
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

    private List<Rendering> render(Collection<PixelExport> exports, HtmlFormat format) {
        return exports.stream()
                .distinct()
                .map(export -> Rendering.of(export, format, page))
                .toList();
    }
}
