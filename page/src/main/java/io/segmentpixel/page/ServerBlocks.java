package io.segmentpixel.page;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server runs before it sends a page: {@code <?php … ?>}, {@code <?= … ?>} and {@code <% … %>}. What looks like a tag in
 * there is text of a program. A block that nobody closes is none.
 */
final class ServerBlocks {
    private static final Pattern BLOCK = Pattern.compile("(?is)<\\?(?:php|=).*?\\?>|<%.*?%>");
    private static final Pattern MARKUP = Pattern.compile("[<>\"']");

    private ServerBlocks() {}

    /** The page with each block as one comment that holds no markup, as long as the block. */
    static String asComments(String page) {
        return page.contains("<?") || page.contains("<%")
                ? BLOCK.matcher(page).replaceAll(ServerBlocks::asComment)
                : page;
    }

    private static String asComment(MatchResult block) {
        String inside = block.group().substring(2, block.group().length() - 1);
        return Matcher.quoteReplacement("<?" + MARKUP.matcher(inside).replaceAll("_") + ">");
    }
}
