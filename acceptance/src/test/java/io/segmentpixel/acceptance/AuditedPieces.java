package io.segmentpixel.acceptance;

import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.HtmlFormat;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.export.WhenNoConsentPlatform;
import io.segmentpixel.pixel.SegmentCall;
import io.segmentpixel.segment.SegmentId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What pages are generated of: pieces with calls in every place that a page has. Each call has a segment of its own, for {@code {id}}. */
final class AuditedPieces {
    private static final String HOST = "https://secure.adnxs.com";
    private static final String CALL = HOST + "/seg?add={id}&t=2";
    private static final String IMAGE = "<img src=\"" + CALL + "\">";
    private static final String SCRIPT_CALL = HOST + "/seg?add={id}&t=1";
    private static final String SCRIPT = "<script src=\"" + SCRIPT_CALL + "\"></script>";
    private static final Pattern PLACE = Pattern.compile("\\{id}");

    /** What stands at the end of a head, one of them on a page. */
    private static final List<String> BASES = List.of(
            "",
            "",
            "<base href=\"https://secure.adnxs.com/\">",
            "<base target=\"_blank\"><base href=\"https://secure.adnxs.com/a/b/page?x/y\">",
            "<base href=\"HTTPS://SECURE.ADNXS.COM\"><base href=\"https://www.shop.example/\">",
            "<base href=\"https://www.shop.example/shop/\"><base href=\"https://secure.adnxs.com/\">",
            "<base href=\"//secure.adnxs.com/x\">",
            "<base href=\"http://www.shop.example/\">",
            "<base href=\"http://secure.adnxs.com/\">",
            "<base href=\" https:&#47;&#47;secure.adnxs.com/\n\">",
            "<noscript><base href=\"https://secure.adnxs.com/\"></noscript>",
            "<!-- <base href=\"https://secure.adnxs.com/\"> -->",
            "<template><base href=\"https://secure.adnxs.com/\"></template>",
            "<base href=\"/shop/\"><base href=\"https://secure.adnxs.com/\">");

    private static final List<String> POLICIES = List.of(
            "",
            "",
            "",
            "",
            "",
            "",
            meta("img-src 'none'"),
            meta("script-src 'self'"),
            meta("default-src 'self'; img-src https://secure.adnxs.com; script-src https://ib.adnxs.com"),
            meta("frame-src 'self'; object-src 'none'; media-src 'none'; style-src 'self'"),
            meta("upgrade-insecure-requests"));

    private static final List<String> IN_HEAD = List.of(
            SCRIPT,
            "<noscript>" + IMAGE + "</noscript>",
            "<noscript><link rel=\"stylesheet\" href=\"" + CALL + "\"></noscript>",
            "<link rel=\"stylesheet\" href=\"" + CALL + "\">",
            "<link rel=\"alternate stylesheet\" title=\"other\" href=\"" + CALL + "\">",
            "<link rel=\"stylesheet\" type=\"text/plain\" href=\"" + CALL + "\">",
            "<link rel=\"stylesheet\" media=\"print\" href=\"" + CALL + "\">",
            "<link rel=\"stylesheet\" disabled href=\"" + CALL + "\">",
            "<link rel=\"preload\" as=\"image\" href=\"" + CALL + "\">",
            "<link rel=\"preload\" as=\"script\" href=\"" + SCRIPT_CALL + "\">",
            "<link rel=\"preload\" as=\"image\" media=\"print\" href=\"" + CALL + "\">",
            "<link rel=\"preload\" href=\"" + CALL + "\">",
            "<link rel=\"preload\" as=\"image\" imagesrcset=\"" + CALL + "\">",
            "<link rel=\"modulepreload\" href=\"" + SCRIPT_CALL + "\">",
            "<link rel=\"prefetch\" href=\"" + CALL + "\">",
            "<link rel=\"shortcut icon\" href=\"" + CALL + "\">",
            "<link rel=\"canonical\" href=\"" + CALL + "\">",
            "<meta property=\"og:image\" content=\"" + CALL + "\">",
            "<style>body { background: url(" + CALL + ") }</style>",
            "<style>@import url(" + CALL + ");</style>",
            "<!--[if IE]>" + SCRIPT + "<![endif]-->",
            "<script type=\"application/ld+json\">{\"image\": \"" + CALL + "\"}</script>");

    private static final List<String> IN_BODY = List.of(
            IMAGE,
            "<img src='" + CALL + "' width=1 height=1 style=\"display:none\">",
            "<IMG BORDER=0 SRC=" + CALL + ">",
            "<div hidden>" + IMAGE + "</div>",
            "<div style=\"display:none\"><iframe src=\"" + CALL + "\"></iframe></div>",
            SCRIPT,
            "<script async src=\"" + SCRIPT_CALL + "\"></script>",
            "<script defer src=\"" + SCRIPT_CALL + "\"></script>",
            "<script language=\"JavaScript1.2\" src=\"" + SCRIPT_CALL + "\"></script>",
            "<script language=\"vbscript\" src=\"" + SCRIPT_CALL + "\"></script>",
            "<script type=\"text/JavaScript \" src=\"" + SCRIPT_CALL + "\"></script>",
            "<script type=\"text/plain\" src=\"" + SCRIPT_CALL + "\"></script>",
            "<script type=\"text/javascript; charset=utf-8\" src=\"" + SCRIPT_CALL + "\"></script>",
            "<script nomodule src=\"" + SCRIPT_CALL + "\"></script>",
            "<script type=\"module\" src=\"" + SCRIPT_CALL + "\"></script>",
            "<script type=\"module\" nomodule src=\"" + SCRIPT_CALL + "\"></script>",
            "<script for=\"window\" event=\"onclick\" src=\"" + SCRIPT_CALL + "\"></script>",
            "<script type=\"text/plain\">" + IMAGE + "</script>",
            "<script type=\"text/template\">" + IMAGE + SCRIPT.replace("</script>", "<\\/script>") + "</script>",
            // comments
            "<!-- " + IMAGE + " -->",
            "<!--" + SCRIPT + "-->",
            "<!--> " + IMAGE + " -->",
            "<!---> " + IMAGE + " -->",
            "<!-- > " + IMAGE + " --!>" + IMAGE,
            "<!-- -- " + IMAGE + " -- >" + IMAGE + " -->",
            "<! " + IMAGE,
            "<? echo '" + IMAGE,
            "</ " + IMAGE,
            "<!--[if lt IE 9]>" + IMAGE + "<![endif]-->",
            "<!--[if !IE]><!-->" + IMAGE + "<!--<![endif]-->",
            "<![if !IE]>" + IMAGE + "<![endif]>",
            "<![CDATA[" + IMAGE + "]]>",
            "<svg><![CDATA[" + IMAGE + "]]></svg>",
            // noscript
            "<noscript>" + IMAGE + "</noscript>",
            "<noscript><iframe src=\"" + CALL + "\"></iframe></noscript>",
            "<noscript>" + SCRIPT + "</noscript>",
            // addresses
            "<img src=\"//secure.adnxs.com/seg?add={id}&t=2\">",
            "<script src=\"//secure.adnxs.com/seg?add={id}&t=1\"></script>",
            "<iframe src=\"//secure.adnxs.com/seg?add={id}&t=2\"></iframe>",
            "<img src=\"seg?add={id}&t=2\">",
            "<img src=\"./seg?add={id}&t=2\">",
            "<img src=\"../seg?add={id}&t=2\">",
            "<img src=\"../../seg?add={id}&t=2\">",
            "<img src=\"/seg?add={id}&t=2\">",
            "<img src=\"/px?id=1&add={id}&t=2\">",
            "<img src=\"?add={id}&t=2\">",
            "<img srcset=\"/seg?add={id}&t=2\">",
            "<script src=\"/seg?add={id}&t=1\"></script>",
            "<script src=\"seg?add={id}&t=1\"></script>",
            "<img src=\"https:seg?add={id}&t=2\">",
            "<img src=\"https:/secure.adnxs.com/seg?add={id}&t=2\">",
            "<img src=\"https:secure.adnxs.com/seg?add={id}&t=2\">",
            "<img src=\"https:///secure.adnxs.com/seg?add={id}&t=2\">",
            "<img src=\"secure.adnxs.com/seg?add={id}&t=2\">",
            "<img src=\"https://secure.&#97;dnxs.com/seg?add={id}&t=2\">",
            "<img src=\"https://secure.&#x61;&#100nxs.com/seg?add={id}&amp;t=2\">",
            "<img src=\"https&colon;&sol;&sol;secure.adnxs.com/seg?add={id}&t=2\">",
            "<img src=\"https://secure.ad\tnxs.com/se\ng?add={id}&t=2\">",
            "<script src=\"https://secure.adn&#10;xs.com/seg?add={id}&t=1\"></script>",
            "<img src=\"  " + CALL + "\n\">",
            "<img src=\"https:\\\\secure.adnxs.com\\seg?add={id}&t=2\">",
            "<img src=\"\\\\secure.adnxs.com/seg?add={id}&t=2\">",
            "<img src=\"/\\secure.adnxs.com/seg?add={id}&t=2\">",
            "<img src=\"HTTPS://SECURE.ADNXS.COM/seg?add={id}&t=2\">",
            "<img src=\"https://user@secure.adnxs.com/seg?add={id}&t=2\">",
            "<img src=\"https://secure.adnxs.com:443/seg?add={id}&t=2\">",
            "<img src=\"https://secure.adnxs.com/%73eg?add={id}&t=2\">",
            "<img src=\"https://secure.adnxs.com/x/../seg?add={id}&t=2\">",
            "<img src=\"https://secure.adnxs.com/SEG?add={id}&t=2\">",
            "<img src=\"https://secure.adnxs.com/seg#?add={id}&t=2\">",
            "<img src=\"" + CALL + "#there\">",
            "<img src=\"https://web.archive.org/web/2015/" + CALL + "\">",
            "<img src=\"/web/20150101im_/" + CALL + "\">",
            "<img src=\"https://www.example.com/?go=https%3A%2F%2Fsecure.adnxs.com%2Fseg%3Fadd%3D{id}\">",
            "<img src=\"http://ib.adnxs.com/seg?add={id}&t=2\">",
            "<img srcset=\"http://ib.adnxs.com/seg?add={id}&t=2\">",
            "<script src=\"http://ib.adnxs.com/seg?add={id}&t=1\"></script>",
            "<iframe src=\"http://ib.adnxs.com/seg?add={id}&t=2\"></iframe>",
            "<input type=\"image\" src=\"http://ib.adnxs.com/seg?add={id}&t=2\">",
            "<video poster=\"http://ib.adnxs.com/seg?add={id}&t=2\"></video>",
            "<video src=\"http://ib.adnxs.com/seg?add={id}&t=2\"></video>",
            // several candidates
            "<img srcset=\"" + CALL + "\">",
            "<img srcset=\"" + CALL + " 1x\" src=\"" + CALL + "\">",
            "<img srcset=\"" + CALL + " 2x\" src=\"" + CALL + "\">",
            "<img srcset=\"" + CALL + " 1x, " + CALL + " 2x\">",
            "<img srcset=\"" + CALL + " 100w\">",
            "<img srcset=\"" + CALL + " 100w, " + CALL + " 2000w\" sizes=\"50vw\" src=\"" + CALL + "\">",
            "<img srcset=\"" + CALL + " 3x\">",
            "<img srcset=\"" + CALL + " 1.0x\" src=\"" + CALL + "\">",
            "<img srcset=\"" + CALL + " bad\" src=\"" + CALL + "\">",
            "<img srcset=\"" + CALL + ", " + CALL + "\">",
            "<img srcset=\"\" src=\"" + CALL + "\">",
            "<img srcset=\",\" src=\"" + CALL + "\">",
            "<picture><source srcset=\"" + CALL + "\">" + IMAGE + "</picture>",
            "<picture><source media=\"(min-width: 1px)\" srcset=\"" + CALL + "\">" + IMAGE + "</picture>",
            "<picture><source media=\"print\" srcset=\"" + CALL + "\">" + IMAGE + "</picture>",
            "<picture><source type=\"image/gif\" srcset=\"" + CALL + "\">" + IMAGE + "</picture>",
            "<picture><source type=\"image/none\" srcset=\"" + CALL + "\">" + IMAGE + "</picture>",
            "<picture><source src=\"" + CALL + "\">" + IMAGE + "</picture>",
            "<picture><source srcset=\"\">" + IMAGE + "</picture>",
            "<picture>" + IMAGE + "<source srcset=\"" + CALL + "\"></picture>",
            "<picture><source srcset=\"" + CALL + "\"></picture>",
            "<picture><source srcset=\"" + CALL + "\"><b>" + IMAGE + "</b></picture>",
            "<picture><source srcset=\"" + CALL + " 1x, " + CALL + " 2x\">" + IMAGE + "</picture>",
            "<picture><source srcset=\"" + CALL + "\"><img alt=\"\"></picture>",
            "<picture><source srcset=\"" + CALL + "\"><source srcset=\"" + CALL + "\">" + IMAGE + "</picture>",
            "<picture><source media=\"all\" srcset=\"" + CALL + "\"><img srcset=\"" + CALL + "\" src=\"" + CALL
                    + "\"></picture>",
            "<source srcset=\"" + CALL + "\">",
            // what waits
            "<img loading=\"lazy\" src=\"" + CALL + "\">",
            "<img loading=\"eager\" src=\"" + CALL + "\">",
            "<div style=\"margin-top: 20000px\"><img loading=\"LAZY\" src=\"" + CALL + "\"></div>",
            "<iframe loading=\"lazy\" src=\"" + CALL + "\"></iframe>",
            "<div style=\"margin-top: 20000px\"><iframe loading=\"lazy\" src=\"" + CALL + "\"></iframe></div>",
            "<img data-src=\"" + CALL + "\">",
            "<img src=\"data:image/gif;base64,R0lGODlhAQABAAAAACw=\" data-src=\"" + CALL + "\" data-srcset=\"" + CALL
                    + "\">",
            "<a href=\"" + CALL + "\" ping=\"" + CALL + "\">there</a>",
            "<a onclick=\"new Image().src = '" + CALL + "'\">there</a>",
            "<form action=\"" + CALL + "\"><button formaction=\"" + CALL + "\">go</button></form>",
            "<div style=\"background-image: url('" + CALL + "')\">text</div>",
            "<style>#none { background: url(\"" + CALL + "\") }</style>",
            "<details><summary>more</summary>" + IMAGE + "</details>",
            "<dialog>" + IMAGE + "</dialog>",
            // frames
            "<iframe src=\"" + CALL + "\"></iframe>",
            "<iframe src=\"" + CALL + "\" sandbox></iframe>",
            "<iframe src=\"" + CALL + "\" srcdoc=\"&lt;p>\"></iframe>",
            "<iframe srcdoc=\"" + CALL + "\"></iframe>",
            "<iframe srcdoc='" + IMAGE + "'></iframe>",
            "<iframe srcdoc='" + SCRIPT + "'></iframe>",
            "<iframe srcdoc='&lt;img src=\"" + CALL.replace("&", "&amp;") + "\"&gt;'></iframe>",
            "<iframe sandbox srcdoc='" + IMAGE + SCRIPT + "'></iframe>",
            "<iframe sandbox=\"allow-scripts\" srcdoc='" + IMAGE + SCRIPT + "'></iframe>",
            "<iframe sandbox=\"allow-same-origin\" srcdoc='<noscript>" + IMAGE + "</noscript>'></iframe>",
            "<iframe sandbox srcdoc='<head><noscript><link rel=stylesheet href=\"" + CALL
                    + "\"></noscript></head>'></iframe>",
            "<iframe srcdoc='<noscript>" + IMAGE + "</noscript>'></iframe>",
            "<iframe srcdoc='<!-- " + IMAGE + " --><template>" + IMAGE + "</template>'></iframe>",
            "<iframe srcdoc='<iframe srcdoc=\"&amp;lt;img src=&amp;quot;" + CALL + "&amp;quot;>\"></iframe>'></iframe>",
            "<iframe sandbox srcdoc='<iframe srcdoc=\"<noscript><img src=" + CALL
                    + "></noscript>\"></iframe>'></iframe>",
            "<iframe srcdoc='<img src=\"/seg?add={id}&t=2\">'></iframe>",
            "<iframe srcdoc='<base href=\"https://secure.adnxs.com/\"><img src=\"/seg?add={id}&t=2\">'></iframe>",
            "<iframe srcdoc='<img src=\"//secure.adnxs.com/seg?add={id}&t=2\">'></iframe>",
            "<iframe srcdoc='" + SCRIPT.replace("</script>", "") + "'></iframe>",
            "<iframe>" + IMAGE + "</iframe>",
            "<template><iframe srcdoc='" + IMAGE + "'></iframe></template>",
            "<noscript><iframe srcdoc='" + IMAGE + "'></iframe></noscript>",
            "<object data=\"" + CALL + "\"></object>",
            "<object type=\"image/gif\" data=\"" + CALL + "\">" + IMAGE + "</object>",
            "<object type=\"application/x-none\" data=\"" + CALL + "\"></object>",
            "<embed src=\"" + CALL + "\">",
            "<embed type=\"application/x-none\" src=\"" + CALL + "\">",
            "<noembed>" + IMAGE + "</noembed>",
            "<noframes>" + IMAGE + "</noframes>",
            // inert places, and their ends
            "<template>" + IMAGE + SCRIPT + "</template>",
            "<template><template>" + IMAGE + "</template>" + IMAGE + "</template>" + IMAGE,
            "<div><template shadowrootmode=\"open\">" + IMAGE + "</template></div>",
            "<div><template shadowrootmode=\"closed\">" + SCRIPT + "</template></div>",
            "<div><template shadowrootmode=\"none\">" + IMAGE + "</template></div>",
            "<div><template shadowrootmode=\"open\"><template>" + IMAGE + "</template></template></div>",
            "<div><template shadowrootmode=\"open\"></template><template shadowrootmode=\"open\">" + IMAGE
                    + "</template></div>",
            "<table><template shadowrootmode=\"open\">" + IMAGE + "</template></table>",
            "<a><template shadowrootmode=\"open\">" + IMAGE + "</template></a>",
            "<textarea>" + IMAGE + SCRIPT + "</textarea>",
            "<title>" + IMAGE + "</title>",
            "<xmp>" + IMAGE + "</xmp>",
            "<pre>" + IMAGE + "</pre>",
            "<style>" + IMAGE + "</style>",
            "<table>" + IMAGE + "<tr>" + SCRIPT + "</tr></table>",
            "<math><mtext>" + IMAGE + "</mtext></math>",
            "<math>" + IMAGE + "</math>",
            // other elements
            "<input type=\"image\" src=\"" + CALL + "\">",
            "<input type=\"IMAGE\" src=\"" + CALL + "\">",
            "<input type=\"text\" src=\"" + CALL + "\">",
            "<video poster=\"" + CALL + "\"></video>",
            "<video poster=\"" + CALL + "\" preload=\"none\"></video>",
            "<audio src=\"" + CALL + "\"></audio>",
            "<audio preload=\"none\" src=\"" + CALL + "\"></audio>",
            "<video src=\"" + CALL + "\"></video>",
            "<video autoplay muted src=\"" + CALL + "\"></video>",
            "<video><source src=\"" + CALL + "\"><track default src=\"" + CALL + "\"></video>",
            "<video src=\"" + CALL + "\"><source src=\"" + CALL + "\"></video>",
            "<table background=\"" + CALL + "\"><tr><td background=\"" + CALL + "\">x</td></tr></table>",
            "<div background=\"" + CALL + "\">x</div>",
            "<svg><image href=\"" + CALL + "\" width=\"1\" height=\"1\"/></svg>",
            "<svg><image xlink:href=\"" + CALL + "\" width=\"1\" height=\"1\"/></svg>",
            "<svg><image href=\"" + CALL + "\" xlink:href=\"" + CALL + "\" width=\"1\" height=\"1\"/></svg>",
            "<svg><script href=\"" + SCRIPT_CALL + "\"></script></svg>",
            "<svg><script src=\"" + SCRIPT_CALL + "\"></script></svg>",
            "<svg><script xlink:href=\"" + SCRIPT_CALL + "\"></script></svg>",
            "<svg><foreignObject>" + IMAGE + "</foreignObject></svg>",
            "<svg>" + IMAGE + "</svg>",
            "<svg><feImage href=\"" + CALL + "\"/><use href=\"" + CALL + "\"/></svg>",
            "<svg><defs><image href=\"" + CALL + "\"/></defs></svg>",
            "<image src=\"" + CALL + "\">",
            "<amp-pixel src=\"" + CALL + "\"></amp-pixel>",
            "<amp-img src=\"" + CALL + "\"></amp-img>",
            "<custom-image src=\"" + CALL + "\"></custom-image>",
            "<frameset><frame src=\"" + CALL + "\"></frameset>",
            "<bgsound src=\"" + CALL + "\">",
            "<img src=\"" + CALL + "\" src=\"" + CALL + "\">",
            "<img src=\"\" alt=\"" + CALL + "\">",
            "<img/src=\"" + CALL + "\"/>",
            "<p title=\"" + IMAGE.replace("\"", "'") + "\">text " + CALL + "</p>",
            "<pre>&lt;img src=\"" + CALL + "\"></pre>",
            "<link rel=\"stylesheet\" href=\"" + CALL + "\">",
            "<link rel=\"preload\" as=\"image\" href=\"" + CALL + "\">",
            "<base href=\"https://secure.adnxs.com/\">");

    /** What takes in all that is behind it; one of them at the end of a page. */
    private static final List<String> ENDS = List.of(
            "",
            "",
            "",
            "<script>document.title = 'x'; " + IMAGE,
            "<!-- " + IMAGE,
            "<noscript>" + IMAGE,
            "<template>" + IMAGE,
            "<style>" + IMAGE,
            "<xmp>" + IMAGE,
            "<plaintext>" + IMAGE,
            "<iframe>" + IMAGE,
            "<img src=\"" + CALL + "\"",
            "<img src=\"" + CALL,
            "<svg>" + IMAGE,
            "<object>" + IMAGE);

    /**
     * A piece of which it is documented that an audit, a browser and a visitor differ.
     *
     * @param html the piece, whose one call that matters comes first
     * @param isOnLoad whether the audit says that it fires on load
     * @param isAsked whether Chromium asks
     * @param isFired whether a visitor fires it
     */
    record Difference(String html, boolean isOnLoad, boolean isAsked, boolean isFired) {}

    static List<Difference> differences() {
        return List.of(
                new Difference("<noscript><!-- </noscript>" + IMAGE + " -->", false, true, true),
                new Difference("<noscript><p title=\"</noscript>" + IMAGE + "\"></p>", false, true, true),
                new Difference("<svg><noscript>" + IMAGE + "</noscript></svg>", false, true, true),
                new Difference(
                        "<iframe srcdoc='<meta http-equiv=\"Content-Security-Policy\" content=\"img-src none\">" + IMAGE
                                + "'></iframe>",
                        true,
                        false,
                        true),
                new Difference("<iframe srcdoc='<textarea>" + IMAGE + "'></iframe>", true, false, true),
                new Difference("<script src=\"" + SCRIPT_CALL + "\">", false, true, true),
                new Difference("<svg><script/></svg>" + IMAGE, false, true, false),
                new Difference("<body background=\"" + CALL + "\">", false, true, true),
                new Difference("<textarea>" + IMAGE, false, false, true),
                new Difference("<title>" + IMAGE, false, false, true),
                new Difference("<img src=\"https://secure%2Eadnxs.com/seg?add={id}&t=2\">", false, true, true));
    }

    private final Random random;
    private final List<String> body = new ArrayList<>();
    private final List<String> head = new ArrayList<>();
    private int page;
    private int last = 100_000;

    AuditedPieces(long seed) {
        this.random = new Random(seed);
    }

    private static String meta(String policy) {
        return "<meta http-equiv=\"Content-Security-Policy\" content=\"" + policy + "\">";
    }

    /** The formats of this library that are for pages, but for that of AMP. */
    private String exported() {
        PixelExport image = PixelExport.of("Shop -- cart <b>", SegmentCall.adding(SegmentId.of(++last)))
                .asImage();
        HtmlFormat format = List.of(
                        ExportFormats.htmlTag(),
                        ExportFormats.noscript(),
                        ExportFormats.beacon(),
                        ExportFormats.consentGated(WhenNoConsentPlatform.FIRE))
                .get(random.nextInt(4));
        return format.render(image)
                + ExportFormats.htmlTag()
                        .render(PixelExport.of("Shop", SegmentCall.adding(SegmentId.of(++last)))
                                .asJavaScript());
    }

    /** A page; all pieces are used up before one comes again. */
    String page(int pieces) {
        String written = BASES.get(page % BASES.size()) + POLICIES.get(page % POLICIES.size());
        String html = "<!DOCTYPE html>\n<html>\n<head>\n<title>Shop</title>\n"
                + filled(random.nextBoolean() ? next(head, IN_HEAD) : "")
                + written
                + "\n"
                + filled(next(head, IN_HEAD))
                + "\n</head>\n<body>\n"
                + IntStream.range(0, pieces)
                        .mapToObj(any -> filled(next(body, IN_BODY)))
                        .collect(Collectors.joining("\n<p>text</p>\n"))
                + "\n"
                + exported()
                + filled(ENDS.get(page % ENDS.size()));
        page++;
        return html;
    }

    private String next(List<String> deck, List<String> all) {
        if (deck.isEmpty()) {
            deck.addAll(all);
            Collections.shuffle(deck, random);
        }
        return deck.remove(deck.size() - 1);
    }

    private String filled(String piece) {
        return PLACE.matcher(piece).replaceAll(any -> String.valueOf(++last));
    }

    /** A page with one piece. */
    String pageWith(String piece) {
        return "<!DOCTYPE html>\n<html>\n<head>\n<title>Shop</title>\n</head>\n<body>\n" + filled(piece);
    }
}
