package io.segmentpixel.examples.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block of code on a page, between fences or indented.
 *
 * @param page the page's name
 * @param line the line in which it begins
 * @param language what stands behind the fence; {@link #INDENTED} without fences; {@link #HIDDEN} where neither is looked for
 * @param code its text, without a line end behind the last line
 */
record Block(String page, int line, String language, String code) {
    static final String INDENTED = "indented";
    static final String HIDDEN = "hidden";

    private static final Pattern FENCE = Pattern.compile("\\s*(`{3,}|~{3,})\\s*([^`\\s]*)[^`]*");
    private static final Pattern INDENT = Pattern.compile("( {4}| {0,3}\\t).*\\S.*");

    /** What a sentence cannot go on from, so that an indented line begins a block: a blank line, a heading, an item, and such. */
    private static final Pattern END_OF_TEXT =
            Pattern.compile("\\s*((#{1,6}|[-*+]|\\d+[.)])\\s.*|[|<>].*|`{3}.*|~{3}.*|.*-->\\s*|[-=*_ ]*)");

    /** In a quotation, right behind the mark of an item, or in HTML. */
    private static final Pattern HIDING =
            Pattern.compile("(\\s*(> ?+|([-*+]|\\d+[.)])\\s))+( {4}|\\t|\\s*(`{3}|~{3})).*|(?i:.*<(pre|samp)\\b.*)");

    private static final Pattern SPAN = Pattern.compile("(?<!`)`[^`]+`(?!`)");

    /** All blocks of a page. A fence that is never closed goes to the end, as it does where pages are shown. */
    static List<Block> of(String page, String text) {
        List<String> lines = text.lines().toList();
        List<Block> blocks = new ArrayList<>();
        for (int at = 0; at < lines.size(); at++) {
            Matcher fence = FENCE.matcher(lines.get(at));
            int end;
            if (fence.matches()) {
                end = endOfFence(lines, at + 1, fence.group(1));
                blocks.add(new Block(page, at + 1, fence.group(2), String.join("\n", lines.subList(at + 1, end))));
            } else if (isIndented(lines.get(at))
                    && (at == 0 || END_OF_TEXT.matcher(lines.get(at - 1)).matches())) {
                end = endOfIndent(lines, at);
                String code = String.join("\n", lines.subList(at, end)).stripIndent();
                blocks.add(new Block(page, at + 1, INDENTED, code));
            } else if (HIDING.matcher(SPAN.matcher(lines.get(at)).replaceAll(""))
                    .matches()) {
                end = endOfParagraph(lines, at);
                blocks.add(new Block(page, at + 1, HIDDEN, String.join("\n", lines.subList(at, end))));
            } else {
                end = at;
            }
            at = end;
        }
        return blocks;
    }

    private static int endOfFence(List<String> lines, int from, String fence) {
        for (int at = from; at < lines.size(); at++) {
            String line = lines.get(at).strip();
            if (line.startsWith(fence)
                    && line.replace(fence.substring(0, 1), "").isEmpty()) {
                return at;
            }
        }
        return lines.size();
    }

    private static int endOfIndent(List<String> lines, int from) {
        int end = from;
        for (int at = from; at < lines.size(); at++) {
            if (isIndented(lines.get(at))) {
                end = at + 1;
            } else if (!lines.get(at).isBlank()) {
                break;
            }
        }
        return end;
    }

    private static int endOfParagraph(List<String> lines, int from) {
        int end = from;
        while (end < lines.size() && !lines.get(end).isBlank()) {
            end++;
        }
        return end;
    }

    private static boolean isIndented(String line) {
        return INDENT.matcher(line).matches();
    }

    boolean isIn(String name) {
        return page.equals(name);
    }

    @Override
    public String toString() {
        return page + ":" + line + " (" + language + ")";
    }
}
