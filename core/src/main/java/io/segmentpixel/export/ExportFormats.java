package io.segmentpixel.export;

import java.util.Objects;

/**
 * The export formats of this library, from the console's own tag to CSV and JSON.
 *
 * <pre>{@code
 * String tag = ExportFormats.htmlTag().render(PixelExport.of(segment));
 * }</pre>
 *
 * <p>All of them carry macros of every kind, in values, in privacy signals and as a cache buster, exactly as they are written:
 * whoever serves the creative or the page fills them in before a browser sees the address. A sheet or a program finds them in
 * the columns url and tag. {@link GoogleTagManagerContainer} alone refuses those that Tag Manager does not fill in.
 */
public final class ExportFormats {
    private static final TagFormat HTML_TAG = new TagFormat("htmlTag", new HtmlTag());
    private static final TagFormat NOSCRIPT = new TagFormat("noscript", new NoscriptTag());
    private static final TagFormat AMP = new TagFormat("amp", new AmpTag());
    private static final TagFormat BEACON = new TagFormat("beacon", new BeaconTag());
    private static final ExportFormat URL = new UrlFormat();
    private static final ExportFormat JSX = new JsxFormat();
    private static final ExportFormat CSV = new CsvFormat();
    private static final ExportFormat JSON = new JsonFormat();

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
     * <p>The name is somebody's free text. So that it never ends the comment, in it {@code -->} is written
     * <code>--&amp;gt;</code>, {@code --!>} is written <code>--!&amp;gt;</code>; so that PHP, ASP and JSP never run it,
     * {@code <?} is written <code>&amp;lt;?</code>, {@code <%} is written <code>&amp;lt;%</code>; and a control character, a
     * lone surrogate or a noncharacter (such as U+FFFF) becomes a blank; nothing else changes. A conversion's comments say
     * {@code Conversion Pixel}. Platform documentation: <em>Export a Segment Pixel</em>.
     *
     * @return the format
     */
    public static TagFormat htmlTag() {
        return HTML_TAG;
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
        return URL;
    }

    /**
     * An image for visitors whose browser runs no scripts; to be placed in a body. It carries images only.
     *
     * <pre>{@code
     * <noscript><img src="https://secure.adnxs.com/seg?add=528336&t=2" width="1" height="1" style="display:none" alt=""></noscript>
     * }</pre>
     *
     * @return the format
     */
    public static TagFormat noscript() {
        return NOSCRIPT;
    }

    /**
     * AMP's own element for pixels. It carries secure images only, and none whose address holds a word that AMP fills in, such
     * as {@code RANDOM} in a code.
     *
     * <pre>
     * &lt;amp-pixel src="https://secure.adnxs.com/seg?add=528336&amp;amp;t=2" layout="nodisplay"&gt;&lt;/amp-pixel&gt;
     * </pre>
     *
     * @return the format
     */
    public static TagFormat amp() {
        return AMP;
    }

    /**
     * An image for React. It carries images only, because a script that React renders does not run.
     *
     * <pre>
     * &lt;img src="https://secure.adnxs.com/seg?add=528336&amp;amp;t=2" width={1} height={1} alt="" aria-hidden="true" /&gt;
     * </pre>
     *
     * @return the format
     */
    public static ExportFormat jsx() {
        return JSX;
    }

    /**
     * A script that asks for the image. It carries images only.
     *
     * <pre>{@code
     * <script>new Image().src = "https://secure.adnxs.com/seg?add=528336&t=2";</script>
     * }</pre>
     *
     * @return the format
     */
    public static TagFormat beacon() {
        return BEACON;
    }

    /**
     * A JavaScript function that fires the pixel at each call: for clicks, and for the routes of a single-page application. It
     * goes into a script of yours. A browser asks once only for equal addresses, so each call carries a number of its own. It
     * carries images only, and one export a name: {@link ExportFormat#write} refuses a second.
     *
     * <pre>{@code
     * function addedToCart() { new Image().src = "https://secure.adnxs.com/seg?add=528336&t=2" + "&cb=" + …; }
     * }</pre>
     *
     * @param name a JavaScript identifier of {@code A-Z a-z 0-9 _ $}
     * @return the format
     * @throws IllegalArgumentException if it is none, a reserved word, or the name of something that the function itself uses
     *     or that a page cannot name anew, as in {@code Image} or {@code location}
     */
    public static ExportFormat beaconFunction(String name) {
        return new BeaconFunction(Objects.requireNonNull(name, "function name"));
    }

    /**
     * A script that waits for the page's consent platform, and fires once it may, once at most: an image by
     * {@code new Image()}, a script by an inserted one.
     *
     * <pre>{@code
     * ExportFormats.consentGated(WhenNoConsentPlatform.STAY_SILENT).render(export.asImage());
     * }</pre>
     *
     * <p>With a platform of the Transparency and Consent Framework ({@code __tcfapi}) it fires when the GDPR does not apply, or
     * when the visitor consents to vendor 32 (the ad platform) and purpose 1. With a Global Privacy Platform ({@code __gpp}) it
     * fires when the signal is ready, no section that applies says that the visitor opted out of sale, sharing or targeted
     * advertising, and a TCF section grants as above. Where a page has both, both must allow it. It passes their strings on
     * ({@code gdpr}, {@code gdpr_consent}, {@code gpp}, {@code gpp_sid}), so that an export which says one of these, or
     * {@code consent}, itself is refused. The platform, or its stub, must stand before the tag on the page.
     *
     * @param when what it does on a page without any platform
     * @return the format
     */
    public static TagFormat consentGated(WhenNoConsentPlatform when) {
        return new TagFormat("consentGated", new ConsentGatedTag(Objects.requireNonNull(when, "when")));
    }

    /**
     * A row for a spreadsheet, by RFC 4180: name, id, code, type, url, tag. {@link ExportFormat#write} begins with a row of these
     * names, and ends each row by CR LF. Several ids or codes are separated by a blank; the type is {@code image} or
     * {@code javascript}.
     *
     * <pre>{@code
     * name,id,code,type,url,tag
     * test,528336,shop_cart,image,https://secure.adnxs.com/seg?add=528336&t=2,"…"
     * }</pre>
     *
     * <p>A cell that starts with {@code =}, {@code +}, {@code -}, {@code @}, a tab or a line end, or with apostrophes before one
     * of these, gets an apostrophe before it, so that no sheet takes it for a formula; who reads it takes one away again. A
     * lone surrogate, which no file can hold, becomes U+FFFD.
     *
     * @return the format
     */
    public static ExportFormat csv() {
        return CSV;
    }

    /**
     * An object for a program, with the members name, id, code, type, url, tag. {@link ExportFormat#write} makes an array of
     * them. The id is a number and the code a text; where there are several, they are an array, and where there is none, null.
     * The type is {@code image} or {@code javascript}.
     *
     * <pre>{@code
     * {"name":"test","id":528336,"code":null,"type":"javascript","url":"https://secure.adnxs.com/seg?add=528336&t=1","tag":"…"}
     * }</pre>
     *
     * @return the format
     */
    public static ExportFormat json() {
        return JSON;
    }
}
