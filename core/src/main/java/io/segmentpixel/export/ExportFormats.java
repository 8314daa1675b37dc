package io.segmentpixel.export;

/**
 * The formats of this library.
 *
 * <pre>{@code
 * String tag = ExportFormats.htmlTag().render(PixelExport.of(segment));
 * }</pre>
 */
public final class ExportFormats {
    private ExportFormats() {}

    /**
     * The tag that the platform's console exports, byte for byte.
     *
     * <pre>{@code
     * <!-- Segment Pixel - test - DO NOT MODIFY -->
     * <script src="https://secure.adnxs.com/seg?add=528336&t=1" type="text/javascript"></script>
     * <!-- End of Segment Pixel -->
     * }</pre>
     *
     * <p>Three lines, joined by line feeds, with nothing behind the last; an image is
     * {@code <img src="…" width="1" height="1" />}. It carries every export.
     *
     * <p>The name is somebody's free text. So that it never ends the comment, in it {@code -->} is written <code>--&amp;gt;</code>,
     * {@code --!>} is written <code>--!&amp;gt;</code>, and a control character, a lone surrogate or a noncharacter (such as U+FFFF)
     * becomes a blank; nothing else changes. Platform documentation: <em>Export a Segment Pixel</em>.
     *
     * @return the format
     */
    public static HtmlFormat htmlTag() {
        return HtmlTag.INSTANCE;
    }

    /**
     * The bare address of the call, for servers, e-mail and other vendors' redirect fields. It carries every export.
     *
     * <pre>{@code
     * https://secure.adnxs.com/seg?add=528336&t=1
     * }</pre>
     *
     * @return the format
     */
    public static ExportFormat url() {
        return PixelExport::url;
    }
}
