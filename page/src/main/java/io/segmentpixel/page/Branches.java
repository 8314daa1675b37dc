package io.segmentpixel.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where templates, servers and old browsers choose what stands on a page, so that not all of its text need be sent or shown. */
final class Branches {
    private static final List<String> MARKS = List.of(
            "<?", "<%", "{%", "{{#", "{{/", "{{else", "{{^", "@if", "@else", "@endif", "@case", "<!--#", "<!--[if");

    private final String text;
    private int @Nullable [] places;

    Branches(String text) {
        this.text = text;
    }

    private int[] places() {
        if (places == null) {
            places = found();
        }
        return places;
    }

    private int[] found() {
        return MARKS.stream()
                .flatMapToInt(mark -> Mention.exactly(mark, text))
                .sorted()
                .toArray();
    }

    /** Whether something is chosen between two places. */
    boolean areBetween(int one, int other) {
        return Hosts.isHit(places(), Math.min(one, other), Math.max(one, other));
    }
}
