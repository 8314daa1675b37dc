package io.segmentpixel.page;

import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.PixelExport;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

/**
 * Whether a tag could stand on a page at all, found out by trying every place between tags: each is parsed, and the tree must be
 * that of the page with the tag's nodes more, live, in order. On a page that a server makes, that is asked of what it sends, and
 * the tag is live also if nobody runs anything. It knows nothing of how the placer looks for places.
 */
final class Feasible {
    private static final Pattern TEXT = Pattern.compile("(?i)<(title|textarea|noscript)(?=[\\s/>])");
    private static final Pattern START = Pattern.compile("(?i)\\s*(<!doctype[^>]*>)?\\s*(<html[^>]*>)?");
    private static final Pattern SVG = Pattern.compile("(?i)<svg");

    private static final Pattern SERVER =
            Pattern.compile("(?s)<\\?(?:(?i:php)|=).*?(?:\\?>|\\z)|<\\?\\s.*?\\?>|<%.*?%>");

    private static final Pattern IN_TAG = Pattern.compile("</?[a-zA-Z][^<>]*$");

    /** PHP that begins a file and that nobody closes sends a page only if it writes one. */
    private static final Pattern PROGRAM = Pattern.compile("(?is)\\s*<\\?(?:php|=)(?!.*\\?>).*");

    private static final String END_OF_TAG = "<!-- End of Segment Pixel -->";

    private final String page;
    private final PixelExport export;
    private final String tag;
    private final String rest;
    private final Optional<Feasible> served;

    Feasible(String page, PixelExport export) {
        this.page = page.startsWith("\ufeff") ? " " + page.substring(1) : page;
        this.export = export;
        this.tag = ExportFormats.htmlTag().render(export);
        this.rest = PlacementLaws.withoutBlanks(PlacementLaws.parsed(this.page));
        String sent = sent(this.page);
        this.served = sent.equals(this.page) ? Optional.empty() : Optional.of(new Feasible(sent, export));
    }

    /** The page that a server sends: something where it ran something, but within a tag nothing. */
    static String sent(String page) {
        StringBuilder sent = new StringBuilder(page);
        SERVER.matcher(page).results().forEach(block -> {
            boolean isInTag = IN_TAG.matcher(sent.substring(0, block.start())).find();
            String blanks = " ".repeat(block.group().length() - 3);
            sent.replace(block.start(), block.end(), isInTag ? blanks + "   " : "<!" + blanks + ">");
        });
        return sent.toString();
    }

    /** The first place where the tag would stand as asked. */
    Optional<Integer> where(Predicate<Element> asked) {
        if (PROGRAM.matcher(page).matches()) {
            return Optional.empty();
        }
        return IntStream.rangeClosed(startOfContent(), page.length())
                .filter(this::isBetweenTags)
                .filter(offset -> !isInOpenText(offset))
                .filter(offset -> !isWithinTag(offset))
                .filter(offset -> !isRunByServers(offset))
                .filter(offset -> served.map(sent -> sent.stands(offset, asked) && isLiveAsItIs(offset))
                        .orElseGet(() -> stands(offset, asked)))
                .boxed()
                .findFirst();
    }

    private int startOfContent() {
        Matcher start = START.matcher(sent(page));
        return start.lookingAt() ? start.end() : 0;
    }

    /** Within another pixel's tag is no place. */
    private boolean isWithinTag(int offset) {
        int opened = page.lastIndexOf("<!-- Segment Pixel", offset - 1);
        return opened >= 0
                && page.lastIndexOf(END_OF_TAG, offset - 1) < opened
                && page.indexOf(END_OF_TAG, offset) >= 0;
    }

    private boolean isRunByServers(int offset) {
        return SERVER.matcher(page).results().anyMatch(block -> block.start() < offset && offset < block.end());
    }

    private boolean isBetweenTags(int offset) {
        return offset == page.length() || page.charAt(offset) == '<' || (offset > 0 && page.charAt(offset - 1) == '>');
    }

    /** Browsers take all behind such a start tag for text up to its end tag; jsoup does not always. */
    private boolean isInOpenText(int offset) {
        Matcher start = TEXT.matcher(page.substring(0, offset));
        while (start.find()) {
            Pattern end = Pattern.compile("(?i)</" + start.group(1) + "[\\s/>]");
            boolean isDrawn = SVG.matcher(page.substring(0, start.start())).find();
            if (!isDrawn && !end.matcher(page.substring(start.end(), offset)).find()) {
                return true;
            }
        }
        return false;
    }

    private boolean isLiveAsItIs(int offset) {
        Document after = PlacementLaws.parsed(page.substring(0, offset) + "\n" + tag + "\n" + page.substring(offset));
        return PlacementLaws.live(after, export).size() == 1;
    }

    private boolean stands(int offset, Predicate<Element> asked) {
        Document after = PlacementLaws.parsed(page.substring(0, offset) + "\n" + tag + "\n" + page.substring(offset));
        List<Element> live = PlacementLaws.live(after, export);
        if (live.size() != 1 || !asked.test(live.get(0))) {
            return false;
        }
        Element element = live.get(0);
        Optional<Node> opening = PlacementLaws.openingBefore(element, after);
        Optional<Node> closing = PlacementLaws.behind(element, after)
                .filter(node -> node.toString().equals(END_OF_TAG));
        if (opening.isEmpty() || closing.isEmpty()) {
            return false;
        }
        opening.get().remove();
        closing.get().remove();
        element.remove();
        return PlacementLaws.withoutBlanks(after).equals(rest);
    }
}
