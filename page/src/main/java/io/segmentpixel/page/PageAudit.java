package io.segmentpixel.page;

import java.util.List;
import java.util.Objects;

/** The pixels of a page, and what is wrong with them. */
public final class PageAudit {
    private final EncodedText text;
    private final PageContext context;

    private PageAudit(EncodedText text, PageContext context) {
        this.text = text;
        this.context = context;
    }

    /** A page as a text. */
    public static PageAudit of(String html) {
        return of(html, PageContext.anyScheme());
    }

    /** A page as a text, with what is known of it. */
    public static PageAudit of(String html, PageContext context) {
        return of(html.getBytes(java.nio.charset.StandardCharsets.UTF_8), context);
    }

    /** A page as bytes. */
    public static PageAudit of(byte[] html, PageContext context) {
        return of(PageCharset.of(html, context), context);
    }

    static PageAudit of(EncodedText text, PageContext context) {
        return new PageAudit(Objects.requireNonNull(text, "html"), Objects.requireNonNull(context, "context"));
    }

    /** The pixels. */
    public List<PlacedPixel> placed() {
        return List.of();
    }

    /** What is wrong. */
    public List<Finding> findings() {
        return List.of();
    }

    /** The page with what can be mended mended. */
    public MendedPage mended() {
        return new MendedPage(text.text(), List.of(), findings());
    }

    /** The context. */
    PageContext context() {
        return context;
    }

    /** The same as bytes, in the page's own charset. */
    byte[] mendedBytes() {
        return text.with(Edits.NONE);
    }
}
