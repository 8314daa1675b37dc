package io.segmentpixel.page;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a server runs before it sends a page: {@code <?php … ?>}, {@code <?= … ?>} and {@code <% … %>}, and before the document
 * type also the words of templates and what front matter says. What looks like a tag in there is text of a program. A block that
 * nobody closes is none.
 */
final class ServerBlocks {
    private record Kind(String opening, String closing) {}

    private static final List<Kind> ANYWHERE =
            List.of(new Kind("<?php", "?>"), new Kind("<?=", "?>"), new Kind("<%", "%>"));
    private static final List<Kind> BEFORE_PAGE =
            List.of(new Kind("{%", "%}"), new Kind("{{", "}}"), new Kind("{#", "#}"), new Kind("---", "\n---"));

    private final String page;
    private final String searched;
    private final StringBuilder comments;

    private ServerBlocks(String page) {
        this.page = page;
        String lower = page.toLowerCase(Locale.ROOT);
        this.searched = lower.length() == page.length() ? lower : page;
        this.comments = new StringBuilder(page);
    }

    /** The page with each block as one comment that holds no markup, as long as the block. */
    static String asComments(String page) {
        if (!page.contains("?>") && !page.contains("%>") && !page.startsWith("{") && !page.startsWith("---")) {
            return page;
        }
        ServerBlocks blocks = new ServerBlocks(page);
        blocks.hideAnywhere();
        blocks.hideBeforePage();
        return blocks.comments.toString();
    }

    private void hideAnywhere() {
        List<Blocks> kinds = ANYWHERE.stream().map(Blocks::new).toList();
        int behind = 0;
        Optional<Blocks> next = first(kinds, behind);
        while (next.isPresent()) {
            behind = next.get().end;
            hide(next.get().start, behind);
            next = first(kinds, behind);
        }
    }

    private static Optional<Blocks> first(List<Blocks> kinds, int from) {
        kinds.forEach(kind -> kind.seek(from));
        return kinds.stream().filter(kind -> kind.start >= 0).min(Comparator.comparing(kind -> kind.start));
    }

    /** The next block of a kind. */
    private final class Blocks {
        private final Kind kind;
        private int start;
        private int end;

        Blocks(Kind kind) {
            this.kind = kind;
            this.start = searched.indexOf(kind.opening());
            this.end = endOf(start);
        }

        void seek(int from) {
            if (start >= 0 && start < from) {
                start = searched.indexOf(kind.opening(), from);
                end = endOf(start);
            }
        }

        private int endOf(int opening) {
            int closing = opening < 0
                    ? -1
                    : searched.indexOf(kind.closing(), opening + kind.opening().length());
            if (closing < 0) {
                start = -1;
            }
            return closing + kind.closing().length();
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
