package io.segmentpixel.page;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server runs before it sends a page: {@code <?php … ?>}, {@code <? … ?>}, {@code <?= … ?>} and {@code <% … %>}; what front
 * matter says; and before the document type also the words of templates. What looks like a tag in there is text of a program. PHP
 * that nobody closes runs to the end of the page; another block that nobody closes is none.
 */
final class ServerBlocks {
    private record Kind(String opening, String closing) {}

    private static final Pattern OPENING = Pattern.compile("(?i)<\\?(?:php|=|\\s)|<%");

    /** No block is without one of them, which are quicker to look for than blocks are. */
    private static final List<String> SIGNS = List.of("?>", "%>", "?php", "?PHP", "?=");

    private static final Pattern PROGRAM = Pattern.compile("(?i)\ufeff?\\s*<\\?(?:php|=)");

    /** What begins a page, a byte order mark and white space aside, in which it is worth to look for more than blocks. */
    private static final Pattern WORDS_FIRST = Pattern.compile("\ufeff?\\s*(?:\\{[%{#*]|---)");

    private static final Pattern FRONT_MATTER =
            Pattern.compile("(?s)---[ \\t]*\\r?\\n(?:.*?\\n)??---[ \\t]*(?=[\\r\\n]|\\z)");

    private static final List<Kind> BEFORE_PAGE = List.of(
            new Kind("{%", "%}"),
            new Kind("{{!--", "--}}"),
            new Kind("{{", "}}"),
            new Kind("{#", "#}"),
            new Kind("{*", "*}"),
            new Kind("<!--", "-->"));

    /** Jinja, Twig, Django, Liquid; Blade. */
    private static final Pattern EXTENDING =
            Pattern.compile("(?s)\ufeff?\\s*(?:\\{#.*?#\\}\\s*)*+(?:\\{%[-+]?\\s*extends\\s|@extends\\s*\\()");

    /** The beginning of a tag that is not over yet. */
    private static final Pattern OPEN_TAG =
            Pattern.compile("</?[a-zA-Z](?:[^>=]++|=\\s*+(?:\"[^\"]*+\"?+|'[^']*+'?+)?+)*+");

    private static final int LONGEST_TAG = 10_000;

    private final String page;
    private final StringBuilder comments;

    private ServerBlocks(String page) {
        this.page = page;
        this.comments = new StringBuilder(page);
    }

    /**
     * The page with each block as one comment that holds no markup, as long as the block; a block within a tag as blanks.
     */
    static String asComments(String page) {
        boolean hasWords = WORDS_FIRST.matcher(page).lookingAt();
        if (!hasWords && SIGNS.stream().noneMatch(page::contains)) {
            return page;
        }
        ServerBlocks blocks = new ServerBlocks(page);
        blocks.hideAnywhere();
        if (hasWords) {
            blocks.hideBeforePage();
        }
        return blocks.comments.toString();
    }

    /** Whether nothing but white space stands before PHP that runs to the end: no page, but a program. */
    static boolean isProgram(String page) {
        return PROGRAM.matcher(page).lookingAt() && !page.contains("?>");
    }

    /** Whether it is a template that fills the blocks of another one. What stands beside them is not sent, or not where it should be. */
    static boolean extendsTemplate(String page) {
        return EXTENDING.matcher(page).lookingAt();
    }

    private void hideAnywhere() {
        int lastOfPhp = page.lastIndexOf("?>");
        int lastOfScript = page.lastIndexOf("%>");
        Matcher opening = OPENING.matcher(page);
        int behind = 0;
        while (opening.find(behind)) {
            behind = opening.end();
            boolean isPhp = page.charAt(opening.start() + 1) == '?';
            boolean isShort = isPhp && Character.isWhitespace(page.charAt(behind - 1));
            if (behind <= (isPhp ? lastOfPhp : lastOfScript)) {
                behind = page.indexOf(isPhp ? "?>" : "%>", behind) + 2;
                hide(opening.start(), behind);
            } else if (isPhp && !isShort) {
                behind = page.length();
                hide(opening.start(), behind);
            }
        }
    }

    private void hideBeforePage() {
        int start = ByteOrderMark.length(page);
        Matcher frontMatter = FRONT_MATTER.matcher(page).region(start, page.length());
        int front = frontMatter.lookingAt() ? frontMatter.end() : start;
        int behind = front;
        int next = end(behind);
        while (next > behind) {
            behind = next;
            next = end(behind);
        }
        String rest = page.substring(behind, Math.min(page.length(), behind + 100))
                .strip()
                .toLowerCase(Locale.ROOT);
        int end = rest.startsWith("<!doctype") || rest.startsWith("<html") ? behind : front;
        if (end > start) {
            hide(start, end);
        }
    }

    /** Behind the block that begins at a place, white space aside; the place itself if none does. */
    private int end(int place) {
        int start = place;
        while (start < page.length() && Character.isWhitespace(page.charAt(start))) {
            start++;
        }
        for (Kind kind : BEFORE_PAGE) {
            int end = page.startsWith(kind.opening(), start)
                    ? page.indexOf(kind.closing(), start + kind.opening().length())
                    : -1;
            if (end >= 0) {
                return end + kind.closing().length();
            }
        }
        return place;
    }

    private void hide(int start, int end) {
        boolean isInTag = isInTag(start);
        for (int at = start; at < end; at++) {
            if (isInTag) {
                comments.setCharAt(at, ' ');
            } else if ("<>\"'".indexOf(page.charAt(at)) >= 0) {
                comments.setCharAt(at, '_');
            }
        }
        if (!isInTag) {
            comments.setCharAt(start, '<');
            comments.setCharAt(start + 1, '!');
            comments.setCharAt(start + 2, '_');
            comments.setCharAt(end - 1, '>');
        }
    }

    private boolean isInTag(int place) {
        int start = place - 1;
        int first = Math.max(0, place - LONGEST_TAG);
        while (start >= first && comments.charAt(start) != '<') {
            start--;
        }
        return start >= first && OPEN_TAG.matcher(comments).region(start, place).matches();
    }
}
