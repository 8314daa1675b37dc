package io.segmentpixel.page;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server runs before it sends a page: {@code <?php … ?>}, {@code <?= … ?>} and {@code <% … %>}, and before the document
 * type also the words of templates and what front matter says. What looks like a tag in there is text of a program. PHP that
 * nobody closes runs to the end of the page; another block that nobody closes is none.
 */
final class ServerBlocks {
    private record Kind(String opening, String closing) {}

    private static final Pattern OPENING = Pattern.compile("(?i)<\\?(?:php|=)|<%");

    /** Jinja, Twig, Django, Liquid; Blade. */
    private static final Pattern EXTENDING =
            Pattern.compile("(?s)\\s*(?:\\{#.*?#\\}\\s*)*+(?:\\{%[-+]?\\s*extends\\s|@extends\\s*\\()");

    private static final List<Kind> BEFORE_PAGE =
            List.of(new Kind("{%", "%}"), new Kind("{{", "}}"), new Kind("{#", "#}"), new Kind("---", "\n---"));

    private final String page;
    private final StringBuilder comments;

    private ServerBlocks(String page) {
        this.page = page;
        this.comments = new StringBuilder(page);
    }

    /** The page with each block as one comment that holds no markup, as long as the block. */
    static String asComments(String page) {
        if (!page.contains("<?") && !page.contains("<%") && !page.startsWith("{") && !page.startsWith("---")) {
            return page;
        }
        ServerBlocks blocks = new ServerBlocks(page);
        blocks.hideAnywhere();
        blocks.hideBeforePage();
        return blocks.comments.toString();
    }

    /** Whether nothing but white space stands before PHP that runs to the end: no page, but a program. */
    static boolean isProgram(String page) {
        String bare = page.strip();
        return OPENING.matcher(bare).lookingAt() && bare.startsWith("<?") && !bare.contains("?>");
    }

    /** Whether it is a template that fills the blocks of another one. What stands beside them is not sent, or not where it should be. */
    static boolean extendsTemplate(String page) {
        return EXTENDING.matcher(page).lookingAt();
    }

    private void hideAnywhere() {
        int lastClosing = page.lastIndexOf("%>");
        Matcher opening = OPENING.matcher(page);
        int behind = 0;
        while (opening.find(behind)) {
            behind = opening.end();
            if (page.charAt(opening.start() + 1) == '?') {
                int closing = page.indexOf("?>", behind);
                behind = closing < 0 ? page.length() : closing + 2;
                hide(opening.start(), behind);
            } else if (behind <= lastClosing) {
                behind = page.indexOf("%>", behind) + 2;
                hide(opening.start(), behind);
            }
        }
    }

    private void hideBeforePage() {
        int behind = 0;
        int next = end(behind);
        while (next > behind) {
            behind = next;
            next = end(behind);
        }
        String rest = page.substring(behind, Math.min(page.length(), behind + 100))
                .strip()
                .toLowerCase(Locale.ROOT);
        if (behind > 0 && (rest.startsWith("<!doctype") || rest.startsWith("<html"))) {
            hide(0, behind);
        }
    }

    /** Behind the block that begins at a place, white space aside; the place itself if none does. */
    private int end(int place) {
        int start = place;
        while (start < page.length() && Character.isWhitespace(page.charAt(start))) {
            start++;
        }
        for (Kind kind : BEFORE_PAGE) {
            int end = page.startsWith(kind.opening(), start) ? page.indexOf(kind.closing(), start + 2) : -1;
            if (end >= 0) {
                return end + kind.closing().length();
            }
        }
        return place;
    }

    private void hide(int start, int end) {
        for (int at = start; at < end; at++) {
            if ("<>\"'".indexOf(page.charAt(at)) >= 0) {
                comments.setCharAt(at, '_');
            }
        }
        comments.setCharAt(start, '<');
        comments.setCharAt(start + 1, '?');
        comments.setCharAt(end - 1, '>');
    }
}
