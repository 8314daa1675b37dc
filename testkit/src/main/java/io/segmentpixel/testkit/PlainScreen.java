package io.segmentpixel.testkit;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;

/** Chooses among the addresses of an image as a browser with a plain screen does, one dot a pixel; no media query is looked at. */
final class PlainScreen {
    /** An address, which may hold commas, and what it is for. */
    private static final Pattern CANDIDATE = Pattern.compile("([^\\s,]\\S*[^\\s,])(?:\\s+([^,\\s]+))?\\s*(?:,|$)");

    private static final Pattern PLAIN = Pattern.compile("1(?:\\.0+)?x|\\d+w");

    private PlainScreen() {}

    /** Whether a browser takes an image for one of several, of which it asks for none over http from a page over https. */
    static boolean isOneOfSeveral(Element image) {
        return image.hasAttr("srcset") || isInPicture(image);
    }

    private static boolean isInPicture(Element image) {
        Element parent = image.parent();
        return parent != null && parent.normalName().equals("picture");
    }

    /** The address that is asked for; empty if the image names none. */
    static String addressOf(Element image) {
        return before(image)
                .filter(source -> source.normalName().equals("source"))
                .filter(source ->
                        source.attr("media").isBlank() && source.attr("type").isBlank())
                .flatMap(source -> among(source.attr("srcset"), "").stream())
                .findFirst()
                .or(() -> among(image.attr("srcset"), image.attr("src")))
                .orElseGet(() -> image.attr("src"));
    }

    private static Stream<Element> before(Element image) {
        return Stream.ofNullable(image.parent())
                .filter(parent -> parent.normalName().equals("picture"))
                .flatMap(picture -> picture.children().stream())
                .takeWhile(child -> !child.equals(image));
    }

    /** The one for a plain screen, else the one that stands for it, else the first. */
    private static Optional<String> among(String srcset, String src) {
        Optional<String> plain = CANDIDATE
                .matcher(srcset)
                .results()
                .filter(found ->
                        found.group(2) == null || PLAIN.matcher(found.group(2)).matches())
                .map(PlainScreen::address)
                .findFirst();
        Optional<String> given = src.isBlank() ? Optional.empty() : Optional.of(src);
        return plain.or(() -> given).or(() -> CANDIDATE
                .matcher(srcset)
                .results()
                .map(PlainScreen::address)
                .findFirst());
    }

    private static String address(MatchResult found) {
        return found.group(1);
    }
}
