package io.segmentpixel.export;

import io.segmentpixel.pixel.SegmentValue;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A tag in HTML, with options that leave the call as it is: a nonce, {@code async}, a cache buster.
 *
 * <pre>{@code
 * ExportFormats.htmlTag().withNonce("mKDNR3xf").render(export);
 * // <script src="https://secure.adnxs.com/seg?add=528336&t=1" type="text/javascript" nonce="mKDNR3xf"></script>
 * ExportFormats.noscript().withCacheBuster("[timestamp]").render(export.asImage());
 * }</pre>
 *
 * <p>{@link ExportFormats} has them. Not every tag has a place for every option; one that it has no place for is refused
 * ({@link IllegalArgumentException}). An option for scripts says nothing where the export is an image.
 */
public final class TagFormat implements HtmlFormat {
    private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9+/_-]+={0,2}");

    private final String name;
    private final Tag tag;
    private final TagOptions options;
    private final LineFormat lines = new LineFormat() {
        @Override
        public Optional<String> refusal(PixelExport export) {
            return tag.refusal(export, options);
        }

        @Override
        String text(PixelExport export) {
            return tag.render(export, options);
        }

        @Override
        void append(PixelExport export, StringBuilder target) {
            tag.append(export, options, target);
        }
    };

    private TagFormat(String name, Tag tag, TagOptions options) {
        this.name = name;
        this.tag = tag;
        this.options = options;
    }

    TagFormat(String name, Tag tag) {
        this(name, tag, TagOptions.NONE);
    }

    /**
     * With a nonce, by which a content security policy lets the script run.
     *
     * @param nonce Base64, as it stands in the policy without {@code nonce-}; another one for each answer of the server
     * @return a changed copy
     * @throws IllegalArgumentException if it is not Base64, or the tag has no script
     */
    public TagFormat withNonce(String nonce) {
        Objects.requireNonNull(nonce, "nonce");
        Check.require(NONCE.matcher(nonce).matches(), "nonce", "\"" + Text.onOneLine(nonce) + "\"", "must be Base64");
        requirePlaceFor(Tag.Option.NONCE, "nonce " + nonce);
        return with(new TagOptions(Optional.of(nonce), options.async(), options.cacheBuster()));
    }

    /**
     * With a script that does not hold up the page. What it does is the same; the console's own bytes hold the page up, and say
     * not to modify them, which is why this is never the default.
     *
     * @return a changed copy
     * @throws IllegalArgumentException if the tag has no script element with an address
     */
    public TagFormat async() {
        requirePlaceFor(Tag.Option.ASYNC, "async");
        return with(new TagOptions(options.nonce(), true, options.cacheBuster()));
    }

    /**
     * With a parameter {@code cb} that somebody fills in with a new number for each visit, behind the call.
     *
     * @param macro <code>${…}</code>, <code>{{…}}</code>, {@code […]} or {@code %%…%%}, as {@link SegmentValue#macro} takes it
     * @return a changed copy
     * @throws IllegalArgumentException if the text is no such macro
     */
    public TagFormat withCacheBuster(String macro) {
        Objects.requireNonNull(macro, "macro");
        requirePlaceFor(Tag.Option.CACHE_BUSTER_MACRO, "cache buster " + macro);
        return with(new CacheBuster(Optional.of(SegmentValue.macro(macro))));
    }

    /**
     * With a parameter {@code cb} that the tag itself fills in with a new number each time.
     *
     * @return a changed copy
     * @throws IllegalArgumentException if the tag is a fixed text, which can make no number
     */
    public TagFormat withCacheBuster() {
        requirePlaceFor(Tag.Option.OWN_CACHE_BUSTER, "cache buster");
        return with(CacheBuster.OWN);
    }

    private void requirePlaceFor(Tag.Option option, String said) {
        Check.require(tag.options().contains(option), "option", said, "has no place in format " + name);
    }

    private TagFormat with(CacheBuster cacheBuster) {
        return with(new TagOptions(options.nonce(), options.async(), Optional.of(cacheBuster)));
    }

    private TagFormat with(TagOptions changed) {
        return new TagFormat(name, tag, changed);
    }

    @Override
    public String render(PixelExport export) {
        return lines.render(export);
    }

    @Override
    public Optional<String> refusal(PixelExport export) {
        return tag.refusal(Objects.requireNonNull(export, "export"), options);
    }

    @Override
    public void write(Stream<PixelExport> exports, Appendable target) throws IOException {
        lines.write(exports, target);
    }

    /** The format's name, as in {@code htmlTag}. */
    @Override
    public String toString() {
        return name;
    }
}
