package io.segmentpixel.export;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A container file for Google Tag Manager (<em>Admin &gt; Import Container</em>): one file for many pixels.
 *
 * <pre>{@code
 * GoogleTagManagerContainer container = GoogleTagManagerContainer.named("Shop")
 *         .onPath(cart, PathRule.startingWith("/cart"))
 *         .requiringConsent("ad_storage");
 * TagDelivery.toFile(Path.of("shop.json")).deliver(container, visited, cart);
 * }</pre>
 *
 * <p>A tag fires on all pages unless something else is said. What is said for one export counts more than what is said for
 * all. It is said for exactly that export: one of which an option is changed afterwards is another. An image becomes an image
 * tag with Tag Manager's own cachebuster, a script a tag of HTML.
 *
 * <p>Names are unique in a container, and <code>{{…}}</code> refers to a variable in any value. So a name that came before gets
 * {@code (2)} behind it, one without a visible character becomes {@code Pixel}, and between two opening braces goes a blank.
 * Value macros <code>{{…}}</code> stay as they are: they name variables of your container. Other macros are refused, because
 * nobody would fill them in.
 */
public final class GoogleTagManagerContainer implements ExportFormat {
    private final String name;
    private final Optional<Instant> exportTime;
    private final TagManagerSettings usual;
    private final Map<PixelExport, TagManagerSettings> own;

    /**
     * A rule for the path of a page.
     *
     * <pre>{@code
     * PathRule.startingWith("/cart");
     * }</pre>
     */
    public static final class PathRule {
        private final String type;
        private final String text;

        private PathRule(String type, String text) {
            Objects.requireNonNull(text, "path");
            Check.require(
                    !text.isEmpty() && !text.contains("{{") && text.equals(Text.onOneLine(text)),
                    "path",
                    "\"" + Text.onOneLine(text) + "\"",
                    "must have at least 1 character, no control characters and no {{");
            this.type = type;
            this.text = text;
        }

        /**
         * The path is this one.
         *
         * @param path as in {@code /cart}
         * @return the rule
         * @throws IllegalArgumentException if the text is empty, or holds control characters or two opening braces
         */
        public static PathRule equalTo(String path) {
            return new PathRule("EQUALS", path);
        }

        /**
         * The path starts so.
         *
         * @param start as in {@code /cart}
         * @return the rule
         * @throws IllegalArgumentException if the text is empty, or holds control characters or two opening braces
         */
        public static PathRule startingWith(String start) {
            return new PathRule("STARTS_WITH", start);
        }

        /**
         * The path contains this.
         *
         * @param part as in {@code checkout}
         * @return the rule
         * @throws IllegalArgumentException if the text is empty, or holds control characters or two opening braces
         */
        public static PathRule containing(String part) {
            return new PathRule("CONTAINS", part);
        }

        /**
         * The path matches a regular expression of Tag Manager's kind.
         *
         * @param expression as in {@code ^/(cart|basket)}
         * @return the rule
         * @throws IllegalArgumentException if the text is empty, or holds control characters or two opening braces
         */
        public static PathRule matching(String expression) {
            return new PathRule("MATCH_REGEX", expression);
        }

        String type() {
            return type;
        }

        String text() {
            return text;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof PathRule rule && rule.type.equals(type) && rule.text.equals(text);
        }

        @Override
        public int hashCode() {
            return Objects.hash(type, text);
        }

        /** In words, as in {@code Page Path starts with /cart}. */
        @Override
        public String toString() {
            return "Page Path " + type.toLowerCase(Locale.ROOT).replace('_', ' ') + " " + text;
        }
    }

    private GoogleTagManagerContainer(
            String name,
            Optional<Instant> exportTime,
            TagManagerSettings usual,
            Map<PixelExport, TagManagerSettings> own) {
        this.name = name;
        this.exportTime = exportTime;
        this.usual = usual;
        this.own = own;
    }

    /**
     * A container of this name, whose tags fire on all pages.
     *
     * @param name at least one character that shows
     * @return the container
     * @throws IllegalArgumentException if no character of the name shows
     */
    public static GoogleTagManagerContainer named(String name) {
        Check.require(
                Text.isVisible(name),
                "container name",
                "\"" + Text.onOneLine(name) + "\"",
                "must have a character that shows");
        return new GoogleTagManagerContainer(name, Optional.empty(), TagManagerSettings.NONE, Map.of());
    }

    /**
     * Whatever is not said otherwise fires on all pages, which is what it does anyway.
     *
     * @return a changed copy
     */
    public GoogleTagManagerContainer onAllPages() {
        return with(usual.withPath(Optional.empty()));
    }

    /**
     * One export fires on all pages.
     *
     * @param export the export
     * @return a changed copy
     */
    public GoogleTagManagerContainer onAllPages(PixelExport export) {
        return with(export, settings(export).withPath(Optional.empty()));
    }

    /**
     * Whatever is not said otherwise fires on the page of this path.
     *
     * @param path as in {@code /cart}
     * @return a changed copy
     * @throws IllegalArgumentException if the path breaks a rule of {@link PathRule#equalTo}
     */
    public GoogleTagManagerContainer onPath(String path) {
        return onPath(PathRule.equalTo(path));
    }

    /**
     * Whatever is not said otherwise fires on pages of this rule.
     *
     * @param rule the rule
     * @return a changed copy
     */
    public GoogleTagManagerContainer onPath(PathRule rule) {
        return with(usual.withPath(Optional.of(Objects.requireNonNull(rule, "rule"))));
    }

    /**
     * One export fires on pages of this rule.
     *
     * @param export the export
     * @param rule the rule
     * @return a changed copy
     */
    public GoogleTagManagerContainer onPath(PixelExport export, PathRule rule) {
        return with(export, settings(export).withPath(Optional.of(rule)));
    }

    /**
     * Whatever is not said otherwise waits for these kinds of consent; without any, none is needed.
     *
     * @param types as in {@code ad_storage}
     * @return a changed copy
     * @throws IllegalArgumentException if a type holds anything but {@code a-z} and {@code _}
     */
    public GoogleTagManagerContainer requiringConsent(String... types) {
        return with(usual.withConsent(types));
    }

    /**
     * One export waits for these kinds of consent; without any, none is needed.
     *
     * @param export the export
     * @param types as in {@code ad_storage}
     * @return a changed copy
     * @throws IllegalArgumentException if a type holds anything but {@code a-z} and {@code _}
     */
    public GoogleTagManagerContainer requiringConsent(PixelExport export, String... types) {
        return with(export, settings(export).withConsent(types));
    }

    /**
     * With this time of export in place of the time at which the container is written.
     *
     * @param time in the file in whole seconds, UTC
     * @return a changed copy
     */
    public GoogleTagManagerContainer exportedAt(Instant time) {
        return new GoogleTagManagerContainer(name, Optional.of(Objects.requireNonNull(time, "time")), usual, own);
    }

    private TagManagerSettings settings(PixelExport export) {
        Objects.requireNonNull(export, "export");
        return own.getOrDefault(export, TagManagerSettings.NONE);
    }

    private GoogleTagManagerContainer with(TagManagerSettings changed) {
        return new GoogleTagManagerContainer(name, exportTime, changed, own);
    }

    private GoogleTagManagerContainer with(PixelExport export, TagManagerSettings changed) {
        Map<PixelExport, TagManagerSettings> all = new HashMap<>(own);
        all.put(export, changed);
        return new GoogleTagManagerContainer(name, exportTime, usual, Map.copyOf(all));
    }

    @Override
    public Optional<String> refusal(PixelExport export) {
        String query = export.call().query();
        return Stream.of("${", "[", "%%")
                .filter(query::contains)
                .findFirst()
                .map(mark -> "holds a macro " + mark + "…, and Tag Manager fills in {{…}} only");
    }

    /** A container with one tag. */
    @Override
    public String render(PixelExport export) {
        TagManagerFile file = file();
        add(export, file);
        return file.end();
    }

    /** One container with a tag for each export, and a line feed. */
    @Override
    public void write(Stream<PixelExport> exports, Appendable target) throws IOException {
        Objects.requireNonNull(exports, "exports");
        Objects.requireNonNull(target, "target");
        TagManagerFile file = file();
        long item = 0;
        for (Iterator<PixelExport> all = exports.iterator(); all.hasNext(); ) {
            item++;
            try {
                add(all.next(), file);
            } catch (UnsupportedExportException refused) {
                throw refused.asItem(item);
            }
            target.append(file.taken());
        }
        target.append(file.end()).append('\n');
    }

    private TagManagerFile file() {
        return new TagManagerFile(name, exportTime.orElseGet(Instant::now));
    }

    private void add(PixelExport export, TagManagerFile file) {
        Optional<String> refusal = refusal(export);
        if (refusal.isPresent()) {
            throw new UnsupportedExportException(export, refusal.get());
        }
        file.add(export, settings(export).or(usual));
    }

    /** The container's name. */
    @Override
    public String toString() {
        return "GoogleTagManagerContainer[name=" + name + "]";
    }
}
