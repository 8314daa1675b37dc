package io.segmentpixel.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where templates, servers and old browsers choose what stands on a page, so that not all of its text need be sent or shown. */
final class Branches {
    /** PHP, JSP, ASP; Jinja, Twig, Liquid; Handlebars; Go; Blade, Razor; Smarty; FreeMarker; Svelte; tags; comments. */
    private static final List<String> MARKS = List.of(
            "<?",
            "<%",
            "{%",
            "{{#",
            "{{/",
            "{{else",
            "{{^",
            "{{ else",
            "{{if",
            "{{ if",
            "{{- if",
            "{{end",
            "{{ end",
            "{{- end",
            "{{ unless",
            "@if",
            "@else",
            "@endif",
            "@case",
            "{else}",
            "{elseif ",
            "{/if}",
            "{if $",
            "{if !",
            "{if isset",
            "{if empty",
            "<#if",
            "<#else",
            "</#if",
            "[%",
            "{#if",
            "{:else",
            "<c:",
            "</c:",
            "<esi:",
            "</esi:",
            "<xsl:",
            "<!--#",
            "<!--[if");

    /** Attributes by which scripts choose, and Velocity: where these end is not plain, so that they count for all that follows. */
    private static final List<String> CONDITIONS = List.of(
            "v-if=",
            "v-else",
            "v-show=",
            "*ngIf",
            "ng-if=",
            "ng-show=",
            "ng-switch",
            "x-if=",
            "x-show=",
            "th:if=",
            "th:unless=",
            "th:case=",
            "tal:condition",
            "wx:if=",
            "#if(",
            "#if (");

    private final String text;
    private int @Nullable [] places;
    private int @Nullable [] conditions;

    Branches(String text) {
        this.text = text;
    }

    private int[] places() {
        if (places == null) {
            places = found(MARKS);
        }
        return places;
    }

    private int[] conditions() {
        if (conditions == null) {
            conditions = found(CONDITIONS);
        }
        return conditions;
    }

    private int[] found(List<String> marks) {
        return marks.stream()
                .flatMapToInt(mark -> Mention.exactly(mark, text))
                .sorted()
                .toArray();
    }

    /** Whether something is chosen between two places. */
    boolean areBetween(int one, int other) {
        int last = Math.max(one, other);
        return SortedPlaces.isHit(places(), Math.min(one, other), last) || SortedPlaces.isHit(conditions(), 0, last);
    }
}
