package io.segmentpixel.page;

import io.segmentpixel.page.Duplicates.Duplicate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/** How faults are mended for which that needs no guess. */
final class Mending {
    private static final Pattern BY_HTTP =
            Pattern.compile("(?i)\\s*http(?=:(?:/|\\\\/){2}[a-z0-9._-]*adnxs\\.(?:com|net)[/\\\\])");
    private static final Pattern ESCAPED = Pattern.compile("(?i)&" + Ampersands.REFERENCE + "{1,9}");
    private static final Pattern ESCAPED_TWICE = Pattern.compile("(?i)&" + Ampersands.REFERENCE + "{2,9}");
    private static final Pattern PARAMETER =
            Pattern.compile("(?i)(?:^|&" + Ampersands.REFERENCE + "{0,9})(?!amp;|#)([^=&?]*)=([^&?]*)(\\?[^&]*)");

    /** What is surely nothing but a cachebuster, and no parameter that somebody meant. */
    private static final Pattern CACHEBUSTER = Pattern.compile("\\?(?:" + CacheBuster.NAMES + "=?)?[0-9.]*");

    /** Duplicates that cannot be taken out together are tried one by one, but no more than these. */
    private static final int MOST_TRIES = 20;

    private final Page page;

    Mending(Page page) {
        this.page = page;
    }

    /** What mends a fault of a pixel's own address; nothing if that needs a guess. */
    List<Edit> of(FindingCode code, FoundPixel pixel) {
        if (pixel.start() < 0 || !pixel.counts() || isOneOfSeveral(pixel)) {
            return List.of();
        }
        return switch (code) {
            case NON_SECURE -> byHttps(pixel);
            case MANGLED_AMPERSAND -> unescaped(pixel);
            case GLUED_CACHEBUSTER -> pixel.isWhole() ? unglued(pixel) : List.of();
            default -> List.of();
        };
    }

    /** Whether the attribute lists other addresses too, and nobody knows where in it this one stands. */
    private boolean isOneOfSeveral(FoundPixel pixel) {
        return pixel.kind() == Ask.Kind.IMAGE_OF_SEVERAL
                && Candidates.areSeveral(page.text(), pixel.start(), pixel.end());
    }

    private String address(FoundPixel pixel) {
        return page.text().substring(pixel.start(), pixel.end());
    }

    private List<Edit> byHttps(FoundPixel pixel) {
        Matcher http = BY_HTTP.matcher(address(pixel));
        return http.lookingAt() ? List.of(Edit.insertion(pixel.start() + http.end(), "s")) : List.of();
    }

    /** An attribute escapes an ampersand once, a script never. */
    private List<Edit> unescaped(FoundPixel pixel) {
        boolean isAttribute = pixel.element() != null;
        Matcher escaped = (isAttribute ? ESCAPED_TWICE : ESCAPED).matcher(address(pixel));
        List<Edit> edits = new ArrayList<>();
        while (escaped.find()) {
            edits.add(new Edit(
                    pixel.start() + escaped.start(), pixel.start() + escaped.end(), isAttribute ? "&amp;" : "&"));
        }
        return edits;
    }

    /** All of them or none: what stays glued may be a parameter that somebody meant. */
    private List<Edit> unglued(FoundPixel pixel) {
        String address = address(pixel).stripTrailing();
        int query = address.indexOf('?') + 1;
        Matcher parameter = PARAMETER.matcher(address).region(query, address.length());
        List<Edit> edits = new ArrayList<>();
        while (query > 0 && parameter.find()) {
            if (RawParameters.isPlain(parameter.group(1).toLowerCase(Locale.ROOT))) {
                if (!CACHEBUSTER.matcher(parameter.group(3)).matches()) {
                    return List.of();
                }
                edits.add(Edit.removal(pixel.start() + parameter.start(3), pixel.start() + parameter.end(3)));
            }
        }
        return edits;
    }

    /**
     * Which duplicates can go, so that nothing but they is changed.
     *
     * @param edits what takes them out
     */
    record Gone(Set<Duplicate> duplicates, List<Edit> edits) {
        static final Gone NONE = new Gone(Set.of(), List.of());
    }

    Gone without(List<Duplicate> duplicates) {
        List<Duplicate> possible = duplicates.stream()
                .filter(Duplicate::isSame)
                .filter(duplicate -> isAlone(duplicate.taken()))
                .toList();
        if (possible.isEmpty()) {
            return Gone.NONE;
        }
        Gone together = tried(possible);
        if (!together.equals(Gone.NONE)) {
            return together;
        }
        return tried(possible.stream()
                .limit(MOST_TRIES)
                .filter(one -> !tried(List.of(one)).equals(Gone.NONE))
                .toList());
    }

    private Gone tried(List<Duplicate> duplicates) {
        try {
            List<Removal> drops = duplicates.stream()
                    .map(Duplicate::taken)
                    .distinct()
                    .map(element -> Removal.of(List.of(element), page))
                    .toList();
            return new Gone(
                    Set.copyOf(duplicates), Removals.of(drops, page).edits().all());
        } catch (PlacementException refused) {
            return Gone.NONE;
        }
    }

    /** Whether no comments stand around a pixel and something else, which they would be left with. */
    private boolean isAlone(Element taken) {
        int start = Page.start(taken).orElse(0);
        int end = page.end(taken);
        return page.wrappers()
                .around(start, end)
                .filter(wrapper ->
                        !(page.isBlank(wrapper.startOfContent(), start) && page.isBlank(end, wrapper.endOfContent())))
                .isEmpty();
    }
}
