package io.segmentpixel.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

/** Puts tags where a position means, after a look at whether they can stand there. */
record Placement(Position position, PageContext context) {
    private static final String SWALLOWED =
            "what stands there would swallow the tag, or break it up; is it a table or a list of options, or is a comment, a"
                    + " script or an attribute left open? Mend the page, or choose another place";
    private static final String NO_BODY =
            "the page has no body yet, and the tag cannot stand in its head; write <body>";

    private static final Set<String> IN_HEAD = Set.of("script", "style", "link", "meta", "base", "template");

    /**
     * What puts these tags into a page, one behind the other.
     *
     * @throws PlacementException if they cannot stand there without harm
     */
    Edit of(List<Rendering> tags, Page page) {
        tags.forEach(tag -> refuseWhatCannotRun(tag, page));
        List<PlacementException> refusals = new ArrayList<>();
        return position.on(page)
                .map(place -> place(tags, place, page, refusals))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> refusals.get(0));
    }

    private Optional<Edit> place(
            List<Rendering> tags, Position.Place place, Page page, List<PlacementException> refusals) {
        Edit insertion = Insertion.of(tags, place, page);
        Optional<PlacementException> refusal = isSurelyHarmless(tags, place, page)
                ? Optional.empty()
                : harm(page, insertion, tags).map(this::refused);
        refusal.ifPresent(refusals::add);
        return refusal.isPresent() ? Optional.empty() : Optional.of(insertion);
    }

    private void refuseWhatCannotRun(Rendering tag, Page page) {
        Optional<Element> unfitForHead = tag.elements().stream()
                .filter(element -> !IN_HEAD.contains(element.normalName()))
                .findFirst();
        if (page.isFrameset() && (unfitForHead.isPresent() || position instanceof BesideElement)) {
            throw refused(
                    "the page is a frameset and shows no body; place the tag on the pages in its frames, or a script"
                            + " in its head");
        }
        if (page.hasServerBlocks() && ServerBlocks.isProgram(page.text())) {
            throw refused("the page is a program and nothing else; place the tag where it writes a page");
        }
        if (ServerBlocks.extendsTemplate(page.text()) && !(position instanceof BesideElement)) {
            throw refused(
                    "the page fills the blocks of another template, which are all that is sent of it; place the tag in"
                            + " that template, or before or behind an element of a block");
        }
        context.refuse(tag.isSecure()).ifPresent(reason -> {
            throw refused(reason);
        });
        if (AmpPage.isEmail(page)) {
            throw refused("the page is an AMP e-mail, which takes no pixels");
        }
        if (AmpPage.is(page) && !AmpPage.takes(tag)) {
            throw refused(
                    "the page is an AMP page, which runs nothing but AMP's own elements; use ExportFormats.amp()");
        }
        if (AmpPage.needs(tag) && !AmpPage.mayBe(page)) {
            throw refused("the page is no AMP page, so nothing would run <amp-pixel>; use ExportFormats.htmlTag()");
        }
        if (position instanceof InHead) {
            unfitForHead.ifPresent(this::refuseInHead);
        }
    }

    private void refuseInHead(Element element) {
        String what = element.normalName().equals("img") || element.selectFirst("img") != null
                ? "an image would end the head; export it as JavaScript, or place it in the body"
                : "<" + element.normalName() + "> would end the head; place it in the body";
        throw refused(what);
    }

    private boolean isSurelyHarmless(List<Rendering> tags, Position.Place place, Page page) {
        return place.isBesideTag()
                && !page.hasServerBlocks()
                && page.isBesideTag(place.offset())
                && !page.wrappers().hold(place.offset())
                && OpenElements.at(place.offset(), page)
                        .filter(open -> position.means(open, page))
                        .filter(open -> tags.stream().allMatch(tag -> tag.isClosed() && open.take(tag.elements())))
                        .isPresent();
    }

    /** What is wrong with a page after a tag came in, be it served or read as it is; empty if nothing is. */
    private Optional<String> harm(Page page, Edit insertion, List<Rendering> tags) {
        Optional<String> harm = harmAsRead(page, insertion, tags);
        return harm.isEmpty() && page.hasServerBlocks() && !isActedOn(page.unserved(), insertion, tags)
                ? Optional.of(SWALLOWED)
                : harm;
    }

    /** Whether a browser acts on the tag, whatever else the page comes to mean. */
    private static boolean isActedOn(Page page, Edit insertion, List<Rendering> tags) {
        List<Node> placed = page.changed(Edits.of(insertion)).within(insertion.start(), insertion.endOfText());
        List<Element> meant =
                tags.stream().flatMap(tag -> tag.elements().stream()).toList();
        return placed.stream().allMatch(node -> Page.isLive(node) && !Page.isOfPicture(node))
                && Outline.of(placed.stream().filter(Element.class::isInstance).toList())
                        .equals(Outline.of(meant))
                && !page.isTextAt(insertion.start());
    }

    private Optional<String> harmAsRead(Page page, Edit insertion, List<Rendering> tags) {
        if (page.wrappers().hold(insertion.start())) {
            return Optional.of(
                    "what stands there is another pixel's tag, which it would break up; choose another place");
        }
        Page after = page.changed(Edits.of(insertion));
        List<Node> placed = after.within(insertion.start(), insertion.endOfText());
        if (placed.stream().anyMatch(Page::isOfPicture)) {
            return Optional.of("what stands there is a picture, which may show another source; choose another place");
        }
        if (!placed.stream().allMatch(Page::isLive)) {
            return Optional.of(
                    "what stands there is no live part of the page (a template, noscript or a drawing); choose"
                            + " another place");
        }
        List<Node> meant = tags.stream().flatMap(tag -> tag.nodes().stream()).toList();
        if (placed.isEmpty() || !Outline.of(placed).equals(Outline.of(meant)) || page.isTextAt(insertion.start())) {
            return Optional.of(page.hasBody() ? SWALLOWED : NO_BODY);
        }
        if (!position.holds(page, after, placed)) {
            return Optional.of(
                    "a browser would move the tag elsewhere, because of what stands there; choose another place");
        }
        return Outline.of(after.tree(), placed).equals(Outline.of(page.tree(), List.of()))
                ? Optional.empty()
                : Optional.of(
                        "the tag would change what the rest of the page means; mend the page, or choose another place");
    }

    private PlacementException refused(String reason) {
        return new PlacementException(position + ": " + reason);
    }
}
