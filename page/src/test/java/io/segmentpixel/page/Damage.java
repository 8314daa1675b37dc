package io.segmentpixel.page;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Damages pages by chance: cuts, doubles and swaps pieces, changes their case, and inserts markup. */
final class Damage {
    private static final List<String> MARKUP = List.of(
            "<div>",
            "</div>",
            "<p>",
            "</p>",
            "<table>",
            "</table>",
            "<td>",
            "<b>",
            "</b>",
            "<a href=x>",
            "</a>",
            "<body>",
            "</body>",
            "<head>",
            "</head>",
            "</html>",
            "<script>",
            "</script>",
            "<style>",
            "</style>",
            "<!--",
            "-->",
            "<textarea>",
            "</textarea>",
            "<title>",
            "</title>",
            "<template>",
            "</template>",
            "<noscript>",
            "</noscript>",
            "<svg>",
            "</svg>",
            "<select>",
            "<option>",
            "<form>",
            "<button>",
            "<frameset>",
            "<plaintext>",
            "<![CDATA[",
            "]]>",
            "\"",
            "'",
            "<",
            ">",
            "&amp;",
            "\n",
            "\r\n",
            "\r",
            "\t",
            " ",
            "\ufeff",
            "\0");
    private static final int LONGEST_PIECE = 20;

    private final Random random;

    Damage(long seed) {
        this.random = new Random(seed);
    }

    <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** A page after one or two mishaps. */
    String damaged(String page) {
        String damaged = page;
        for (int times = random.nextInt(2); times >= 0; times--) {
            damaged = once(damaged);
        }
        return damaged;
    }

    private String once(String page) {
        int first = random.nextInt(page.length() + 1);
        int second = behind(first, page);
        int third = behind(second, page);
        String start = page.substring(0, first);
        String one = page.substring(first, second);
        String two = page.substring(second, third);
        String end = page.substring(third);
        return switch (random.nextInt(6)) {
            case 0 -> start + two + end;
            case 1 -> start + one + one + two + end;
            case 2 -> start + two + one + end;
            case 3 -> start + one.toUpperCase(Locale.ROOT) + two + end;
            default -> start + one(MARKUP) + one + two + end;
        };
    }

    private int behind(int place, String page) {
        return Math.min(page.length(), place + 1 + random.nextInt(LONGEST_PIECE));
    }
}
