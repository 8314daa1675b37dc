package io.segmentpixel.page;

import io.segmentpixel.page.Ask.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/** What an element asks for while a page loads, by the HTML standard; its other attributes wait for a script or the visitor. */
final class Asks {
    /** In larger pictures, nobody looks what comes before what. */
    private static final int MOST_IN_PICTURE = 100;

    private static final Set<String> LOADED_LINKS = Set.of("preload", "modulepreload");
    private static final Set<String> PERHAPS_LINKS = Set.of("icon", "prefetch", "prerender", "apple-touch-icon");

    private Asks() {}

    /**
     * The attributes of an element that may hold a call, each with what it is for.
     *
     * @param mayHold whether a value may hold one
     */
    static List<Ask> of(Element element, Predicate<String> mayHold) {
        return element.attributes().asList().stream()
                .filter(attribute -> mayHold.test(attribute.getValue()))
                .flatMap(attribute -> of(element, attribute))
                .toList();
    }

    private static Stream<Ask> of(Element element, Attribute attribute) {
        String name = attribute.getKey().toLowerCase(Locale.ROOT);
        String value = attribute.getValue();
        return switch (element.normalName() + " " + name) {
            case "img srcset" -> severals(name, value, srcset(element));
            case "source srcset" -> severals(name, value, source(element));
            case "img src" ->
                Stream.of(
                        isOneOfSeveral(element)
                                ? oneOfSeveral(name, value, imageSource(element))
                                : image(name, value, imageSource(element)));
            case "amp-pixel src" -> Stream.of(image(name, value, Fires.ON_LOAD));
            case "input src" ->
                Stream.of(image(
                        name, value, element.attr("type").equalsIgnoreCase("image") ? Fires.ON_LOAD : Fires.NEVER));
            case "video poster", "body background", "table background", "td background", "th background" ->
                Stream.of(image(name, value, Fires.ON_LOAD));
            case "image href", "image xlink:href" -> Stream.of(image(name, value, drawnImage(element, name)));
            case "audio src", "video src" -> Stream.of(new Ask(name, value, media(element), Kind.MEDIA));
            case "source src" ->
                Stream.of(new Ask(
                        name,
                        value,
                        isIn(element, "audio") || isIn(element, "video") ? Fires.PERHAPS : Fires.NEVER,
                        Kind.MEDIA));
            case "script src", "script href", "script xlink:href" ->
                Stream.of(new Ask(name, value, script(element, name), Kind.SCRIPT));
            case "iframe src" -> Stream.of(new Ask(name, value, frame(element), Kind.FRAME));
            case "frame src" -> Stream.of(new Ask(name, value, Fires.ON_LOAD, Kind.FRAME));
            case "embed src", "object data" -> Stream.of(new Ask(name, value, embedded(element), Kind.OBJECT));
            case "link href" -> Stream.of(link(element, value));
            default -> Stream.of(new Ask(name, value, name.equals("style") ? Fires.PERHAPS : Fires.ON_DEMAND));
        };
    }

    private static boolean isIn(Element element, String parent) {
        Element around = element.parent();
        return around != null && around.normalName().equals(parent);
    }

    /** Whether an element is a part of a drawing. */
    static boolean isDrawn(Element element) {
        return element.tag().namespace().equals(Parser.NamespaceSvg);
    }

    private static Ask image(String attribute, String address, Fires fires) {
        return new Ask(attribute, address, fires, Kind.IMAGE);
    }

    private static Stream<Ask> severals(String attribute, String value, Fires fires) {
        return Candidates.of(value).stream().map(one -> oneOfSeveral(attribute, one, fires));
    }

    private static Ask oneOfSeveral(String attribute, String address, Fires fires) {
        return new Ask(attribute, address, fires, Kind.IMAGE_OF_SEVERAL);
    }

    private static boolean isOneOfSeveral(Element image) {
        Element parent = image.parent();
        return image.hasAttr("srcset") || (parent != null && parent.normalName().equals("picture"));
    }

    private static boolean isLazy(Element element) {
        return element.attr("loading").strip().equalsIgnoreCase("lazy");
    }

    private static Fires lazily(Element element, Fires fires) {
        return fires == Fires.ON_LOAD && isLazy(element) ? Fires.PERHAPS : fires;
    }

    /** Of an image with a srcset, its src is one more candidate for plain screens, unless there is one already. */
    private static Fires imageSource(Element image) {
        Fires besidePicture = besidePicture(image);
        List<Candidates.Candidate> others = Candidates.in(image.attr("srcset"));
        boolean isCandidate = others.stream().noneMatch(Candidates.Candidate::isForPlainScreens);
        Fires fires = others.isEmpty() ? Fires.ON_LOAD : isCandidate ? Fires.PERHAPS : Fires.NEVER;
        return lazily(image, besidePicture.atMost(fires));
    }

    private static Fires srcset(Element image) {
        List<Candidates.Candidate> all = Candidates.in(image.attr("srcset"));
        boolean isAlone =
                all.size() == 1 && (image.attr("src").isEmpty() || all.get(0).isForPlainScreens());
        return lazily(image, besidePicture(image).atMost(isAlone ? Fires.ON_LOAD : Fires.PERHAPS));
    }

    /** Whether a picture's sources before this node leave anything to it. */
    private static Fires besidePicture(Element node) {
        Element parent = node.parent();
        if (parent == null || !parent.normalName().equals("picture")) {
            return Fires.ON_LOAD;
        }
        if (parent.childNodeSize() > MOST_IN_PICTURE) {
            return Fires.PERHAPS;
        }
        List<Element> before = parent.children().stream()
                .takeWhile(child -> !child.equals(node))
                .filter(child -> child.normalName().equals("source")
                        && !Candidates.in(child.attr("srcset")).isEmpty())
                .toList();
        if (before.stream().anyMatch(source -> !isConditional(source))) {
            return Fires.NEVER;
        }
        return before.isEmpty() ? Fires.ON_LOAD : Fires.PERHAPS;
    }

    private static boolean isConditional(Element source) {
        return !source.attr("media").isBlank() || !source.attr("type").isBlank();
    }

    /** A source in a picture is asked for in place of the picture's image, if there is one. */
    private static Fires source(Element source) {
        Element parent = source.parent();
        Element image = parent == null || parent.childNodeSize() > MOST_IN_PICTURE
                ? null
                : source.nextElementSiblings().stream()
                        .filter(next -> next.normalName().equals("img"))
                        .findFirst()
                        .orElse(null);
        if (parent != null && parent.childNodeSize() > MOST_IN_PICTURE) {
            return Fires.PERHAPS;
        }
        if (parent == null || image == null || !parent.normalName().equals("picture")) {
            return Fires.NEVER;
        }
        boolean isSure =
                !isConditional(source) && Candidates.in(source.attr("srcset")).size() == 1;
        return lazily(image, besidePicture(source).atMost(isSure ? Fires.ON_LOAD : Fires.PERHAPS));
    }

    private static Fires drawnImage(Element image, String attribute) {
        return attribute.equals("href") || !image.hasAttr("href") ? Fires.ON_LOAD : Fires.NEVER;
    }

    private static Fires media(Element element) {
        return element.attr("preload").equalsIgnoreCase("none") && !element.hasAttr("autoplay")
                ? Fires.ON_DEMAND
                : Fires.ON_LOAD;
    }

    private static Fires script(Element script, String attribute) {
        boolean isDrawn = isDrawn(script);
        if (isDrawn != attribute.endsWith("href")) {
            return Fires.ON_DEMAND;
        }
        if (InlineScript.runs(script)) {
            return script.hasAttr("for") && script.hasAttr("event") ? Fires.PERHAPS : Fires.ON_LOAD;
        }
        return script.hasAttr("nomodule") ? Fires.NEVER : Fires.ON_DEMAND;
    }

    /** Of what a browser does not know, it does not ask for. */
    private static Fires embedded(Element element) {
        String type = element.attr("type").strip().toLowerCase(Locale.ROOT);
        return type.isEmpty() || type.equals("image/gif") ? Fires.ON_LOAD : Fires.PERHAPS;
    }

    private static Fires frame(Element frame) {
        return frame.hasAttr("srcdoc") ? Fires.NEVER : lazily(frame, Fires.ON_LOAD);
    }

    private static Ask link(Element link, String value) {
        Set<String> relations = Set.copyOf(
                List.of(link.attr("rel").strip().toLowerCase(Locale.ROOT).split("\\s+")));
        if (relations.contains("stylesheet") && !relations.contains("alternate")) {
            String type = link.attr("type").strip();
            if (!type.isEmpty() && !type.equalsIgnoreCase("text/css")) {
                return new Ask("href", value, Fires.ON_DEMAND, Kind.STYLE);
            }
            boolean isSure = link.attr("media").isBlank() && !link.hasAttr("disabled");
            return new Ask("href", value, isSure ? Fires.ON_LOAD : Fires.PERHAPS, Kind.STYLE);
        }
        if (relations.stream().anyMatch(LOADED_LINKS::contains)) {
            return preload(link, value);
        }
        return new Ask(
                "href",
                value,
                relations.stream().anyMatch(PERHAPS_LINKS::contains) ? Fires.PERHAPS : Fires.ON_DEMAND,
                Kind.IMAGE);
    }

    private static Ask preload(Element link, String value) {
        Fires fires = link.attr("media").isBlank() && link.attr("type").isBlank() ? Fires.ON_LOAD : Fires.PERHAPS;
        return switch (link.attr("as").toLowerCase(Locale.ROOT)) {
            case "image" -> image("href", value, fires);
            case "style" -> new Ask("href", value, fires, Kind.STYLE);
            case "script" -> new Ask("href", value, fires, Kind.SCRIPT);
            default -> new Ask("href", value, Fires.PERHAPS);
        };
    }
}
