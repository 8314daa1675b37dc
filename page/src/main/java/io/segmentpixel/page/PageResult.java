package io.segmentpixel.page;

import io.segmentpixel.export.PixelExport;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What became of one page of a site.
 *
 * <pre>{@code
 * report.pages().stream().filter(page -> page.outcome() == PageOutcome.REFUSED).forEach(System.out::println);
 * }</pre>
 *
 * @param path where it is, from the site's root
 * @param outcome what happened
 * @param reason why nothing was done to it; empty for a page that is as the funnel wants it
 * @param placed the exports whose tags are new on the page
 * @param replaced the exports whose tags took the place of older versions
 * @param removed the exports whose tags were taken out
 */
public record PageResult(
        Path path,
        PageOutcome outcome,
        Optional<String> reason,
        List<PixelExport> placed,
        List<PixelExport> replaced,
        List<PixelExport> removed) {
    /**
     * A result; the lists are copied.
     *
     * @param path where it is, from the site's root
     * @param outcome what happened
     * @param reason why nothing was done to it; empty for a page that is as the funnel wants it
     * @param placed the exports whose tags are new on the page
     * @param replaced the exports whose tags took the place of older versions
     * @param removed the exports whose tags were taken out
     */
    public PageResult {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(reason, "reason");
        placed = List.copyOf(placed);
        replaced = List.copyOf(replaced);
        removed = List.copyOf(removed);
    }

    static PageResult changed(Path path, Matching made) {
        return new PageResult(
                path, PageOutcome.CHANGED, Optional.empty(), made.placed(), made.replaced(), made.removed());
    }

    static PageResult unchanged(Path path) {
        return new PageResult(path, PageOutcome.UNCHANGED, Optional.empty(), List.of(), List.of(), List.of());
    }

    static PageResult nothingDone(Path path, PageOutcome outcome, String reason) {
        return new PageResult(path, outcome, Optional.of(reason), List.of(), List.of(), List.of());
    }

    /** One line, as in {@code cart/index.html: changed, placed "In cart", removed "Home"}. */
    @Override
    public String toString() {
        String what = outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return Stream.of(
                        Stream.of(OneLine.of(SitePage.slashed(path)) + ": " + what),
                        reason.stream().map(OneLine::of),
                        named("placed", placed),
                        named("replaced", replaced),
                        named("removed", removed))
                .flatMap(parts -> parts)
                .collect(Collectors.joining(", "));
    }

    private static Stream<String> named(String verb, List<PixelExport> exports) {
        return exports.stream().map(export -> verb + " " + OneLine.quoted(export.name()));
    }
}
