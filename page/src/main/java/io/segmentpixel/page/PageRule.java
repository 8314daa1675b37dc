package io.segmentpixel.page;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;
import org.jsoup.select.QueryParser;
import org.jsoup.select.Selector.SelectorParseException;

/**
 * Which pages of a site are meant.
 *
 * <pre>{@code
 * PageRule inCart = PageRule.path("cart/**").and(PageRule.path("**.print.html").not());
 * PageRule bought = PageRule.having("#thank-you");
 * PageRule inShop = PageRule.url("https://shop.example/buy/"); // needs SitePlacer.servedAt
 * }</pre>
 *
 * <p>Rules about paths and addresses are answered without looking into the page, so {@code path(…).and(having(…))} is faster
 * than the other way round. A rule is immutable and can be shared between threads.
 */
public final class PageRule {
    private final String words;
    private final boolean needsAddress;
    private final Predicate<SitePage> test;

    private PageRule(String words, boolean needsAddress, Predicate<SitePage> test) {
        this.words = words;
        this.needsAddress = needsAddress;
        this.test = test;
    }

    /**
     * Pages whose path, seen from the site's root, matches a pattern.
     *
     * @param glob the pattern, with {@code /} between directories on every system, by the rules of
     *     {@link java.nio.file.FileSystem#getPathMatcher}: {@code *} is any part of one name, {@code **} also goes through
     *     directories, {@code ?} is one character, {@code [a-z]} one of some, <code>{a,b}</code> one of some texts. Mind that
     *     {@code cart/*.html} is not {@code cart/old/a.html}, and <code>**&#47;index.html</code> not the one in the root.
     *     Upper and lower case differ where the file system tells them apart
     * @return the rule
     * @throws IllegalArgumentException if it is no such pattern, or begins with {@code /} and so would match nothing
     */
    public static PageRule path(String glob) {
        checkedGlob("glob", glob);
        return new PageRule("path " + OneLine.of(glob), false, page -> matches(glob, page.path()));
    }

    /** A glob that means files below the root. */
    static String checkedGlob(String field, String glob) {
        Objects.requireNonNull(glob, field);
        if (glob.isEmpty() || glob.startsWith("/")) {
            throw new IllegalArgumentException(field + " " + OneLine.quoted(glob)
                    + ": must be relative to the site's root, without a / before it");
        }
        try {
            FileSystems.getDefault().getPathMatcher("glob:" + glob);
            return glob;
        } catch (PatternSyntaxException wrong) {
            throw new IllegalArgumentException(
                    field + " " + OneLine.quoted(glob) + ": must be a pattern as in cart/**; " + wrong.getDescription(),
                    wrong);
        }
    }

    /**
     * Whether a path matches a glob, by the rules of the path's own file system; a line end in a name, at which Java's globs
     * stop, counts as a blank.
     */
    static boolean matches(String glob, Path path) {
        Path onOneLine =
                path.getFileSystem().getPath(path.toString().replace('\n', ' ').replace('\r', ' '));
        return path.getFileSystem().getPathMatcher("glob:" + glob).matches(onOneLine);
    }

    /**
     * Pages whose address begins with a text. It needs {@link SitePlacer#servedAt}, which says what the addresses are. A page
     * {@code cart/index.html} has two: {@code …/cart/index.html} and {@code …/cart/}.
     *
     * @param prefix an absolute http or https address without query and fragment; end it with {@code /} to mean a directory,
     *     as {@code …/cart} is the beginning of {@code …/cartoons}, too. Percent-encoded or not is the same
     * @return the rule
     * @throws IllegalArgumentException if it is no such address
     */
    public static PageRule url(String prefix) {
        String beginning = SiteAddress.of("prefix", prefix);
        return new PageRule("url " + prefix, true, page -> page.addresses().stream()
                .anyMatch(address -> address.startsWith(beginning)));
    }

    /**
     * Pages that hold an element. What stands within {@code <template>} or {@code <noscript>} is not there: visitors who run
     * scripts never see it. Tags are elements, too: a rule that looks for images or scripts may find the funnel's own.
     *
     * @param css a CSS selector as jsoup knows them, as in {@code #thank-you}
     * @return the rule
     * @throws IllegalArgumentException if it is no selector
     */
    public static PageRule having(String css) {
        Objects.requireNonNull(css, "css");
        try {
            QueryParser.parse(css);
        } catch (SelectorParseException | IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "css " + OneLine.quoted(css) + ": must be a CSS selector; " + wrong.getMessage(), wrong);
        }
        return new PageRule("having " + OneLine.of(css), false, page -> page.holds(css));
    }

    /**
     * Pages that both rules mean. The other one is not asked where this one does not hold.
     *
     * @param other the other rule
     * @return the rule
     */
    public PageRule and(PageRule other) {
        return new PageRule(
                "(" + words + " and " + other.words + ")",
                needsAddress || other.needsAddress,
                page -> holds(page) && other.holds(page));
    }

    /**
     * Pages that one of the rules means. The other one is not asked where this one holds.
     *
     * @param other the other rule
     * @return the rule
     */
    public PageRule or(PageRule other) {
        return new PageRule(
                "(" + words + " or " + other.words + ")",
                needsAddress || other.needsAddress,
                page -> holds(page) || other.holds(page));
    }

    /**
     * Pages that this rule does not mean.
     *
     * @return the rule
     */
    public PageRule not() {
        return new PageRule("not " + words, needsAddress, page -> !holds(page));
    }

    boolean holds(SitePage page) {
        return test.test(page);
    }

    boolean needsAddress() {
        return needsAddress;
    }

    /** Two rules are equal if they say the same in the same words. */
    @Override
    public boolean equals(Object other) {
        return other instanceof PageRule rule && rule.words.equals(words);
    }

    @Override
    public int hashCode() {
        return words.hashCode();
    }

    /** The rule in words, as in {@code (path cart/** and not having #empty)}. */
    @Override
    public String toString() {
        return words;
    }
}
