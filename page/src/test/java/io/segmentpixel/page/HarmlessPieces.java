package io.segmentpixel.page;

import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.HtmlFormat;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.export.WhenNoConsentPlatform;
import io.segmentpixel.page.TagWriter.Call;
import io.segmentpixel.page.TagWriter.PageKind;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import java.util.List;
import java.util.Random;

/** Pieces of pages that nothing is wrong with: pixels as they should be, and what looks like one. */
final class HarmlessPieces {
    /** What else is asked for at the platform's hosts. */
    private static final List<String> OTHER_PATHS = List.of(
            "getuid?https%3A%2F%2Fwww.example.com%2Fsync",
            "setuid?entity=18&code=1&seg=2",
            "ttj?id=1234&cb=1",
            "jpt?id=5&size=1x1",
            "mapuid?member=958&user=1",
            "segs?add=1&t=2",
            "seg/?add=1&t=2",
            "seg.gif?add=1",
            "v1/seg?add=1&value=5",
            "pxj?id=1");

    /** Hosts that are none of the platform's. */
    private static final List<String> OTHER_HOSTS = List.of(
            "secure.adnxs.com.example.com",
            "notadnxs.com",
            "secure.myadnxs.net",
            "adnxs.example",
            "secure-adnxs.com",
            "www.example.com/secure.adnxs.com",
            "adnxs.com.evil.example");

    private final Random random;
    private final PageKind kind;
    private final TagWriter writer;
    private final FlawedTags flawed;

    HarmlessPieces(Random random, PageKind kind, TagWriter writer, FlawedTags flawed) {
        this.random = random;
        this.kind = kind;
        this.writer = writer;
        this.flawed = flawed;
    }

    /** One of them. */
    String next() {
        return switch (random.nextInt(4)) {
            case 0 -> lookAlike();
            case 1 ->
                kind.isSecure() && !kind.blocksScripts() && !kind.isAmp() ? exported() : writer.within(this::clean);
            default -> writer.within(this::clean);
        };
    }

    /** A tag as it should be. */
    String tag() {
        return writer.anyOf(
                () -> writer.image(writer.segment()),
                () -> writer.image(writer.segment("redir=https%3A%2F%2Fwww.example.com%2Fp%3Fa%3D1%26b%3D2")),
                () -> writer.image(writer.call("/px", "id=" + writer.next(), "value=9.99", "order_id=A-1")),
                () -> writer.image(writer.segment("remove=" + writer.next() + "," + writer.next(), "cb=839201")),
                () -> writer.image(writer.segment(), "data-x=1", "id=px", "title=a > b"));
    }

    private String clean() {
        return writer.anyOf(
                this::tag,
                this::tag,
                () -> kind.blocksScripts() ? tag() : writer.script(writer.segment()),
                () -> "<noscript>" + writer.image(writer.segment()) + "</noscript>",
                () -> script("new Image().src = '" + writer.text(writer.segment("t=2")) + "';"),
                () -> script("const pixel = `" + writer.text(writer.segment("other=1")) + "&other=${ id }`;"),
                () -> script("(new Image()).src = '" + writer.text(writer.segment("cb=1")) + "&cb=' + now;"),
                () -> writer.script(writer.segment(), "type=text/plain").replace("[[blocked-by-policy]]", ""),
                () -> writer.element(
                        "img", "data-src=" + writer.address(writer.segment()), List.of(), "class=lazyload"),
                () -> writer.other(writer.segment()),
                () -> "<svg><image href=\"" + writer.address(writer.segment()) + "\"/></svg>",
                () -> "<picture><source srcset='" + writer.address(writer.segment()) + "'><img src=x.png></picture>",
                () -> "<div style=\"background: url('" + writer.address(writer.segment()) + "')\"></div>",
                () -> "<button onclick=\"new Image().src='" + writer.address(writer.segment()) + "'\">buy</button>",
                () -> script("document.write('<img src=\"" + writer.address(writer.segment()) + "\">')"),
                () -> "<script type=\"application/json\">{\"pixel\": \"" + writer.text(writer.segment())
                        + "\"}</script>",
                () -> script("{\"u\": \"" + writer.text(writer.segment()).replace("/", "\\/") + "\"}"),
                () -> "<a href=\"" + writer.address(writer.segment()) + "\">a link</a>",
                this::namedPixels,
                this::branches,
                this::scriptAndNoscript);
    }

    private String namedPixels() {
        return random.nextBoolean()
                ? writer.named(
                        "\n" + writer.image(writer.segment()) + (random.nextBoolean() ? "\n" + tag() : "") + "\n")
                : writer.named(writer.image(writer.call("/px", "id=" + writer.next())))
                        .replace("Segment Pixel", "Conversion Pixel");
    }

    /** One of the two is sent. */
    private String branches() {
        Call call = writer.segment();
        String one = writer.image(call);
        String other = writer.image(call);
        return writer.anyOf(
                () -> "<?php if ($a) { ?>" + one + "<?php } else { ?>\n" + other + "<?php } ?>",
                () -> "{% if a %}\n" + one + "\n{% else %}" + other + "{% endif %}",
                () -> "<% if a %>" + one + "<% else %>" + other + "<% end %>",
                () -> "{{#if a}}" + one + "{{else}}" + other + "{{/if}}");
    }

    private String scriptAndNoscript() {
        Call call = writer.segment();
        return kind.blocksScripts()
                ? "<noscript>" + writer.image(call) + "</noscript>"
                : writer.script(call) + "\n<noscript>" + writer.image(call) + "</noscript>";
    }

    private String exported() {
        List<HtmlFormat> formats = List.of(
                ExportFormats.htmlTag(),
                ExportFormats.noscript(),
                ExportFormats.beacon(),
                ExportFormats.consentGated(WhenNoConsentPlatform.STAY_SILENT));
        Segment segment = Segment.of(SegmentId.of(writer.next()), MemberId.of(958), "Shop -- cart <b>");
        PixelExport export = PixelExport.of(segment).asImage();
        return kind.needsConsent()
                ? tag()
                : formats.get(random.nextInt(formats.size())).render(export);
    }

    private String lookAlike() {
        String right = writer.address(writer.segment("t=2"));
        String otherPath = writer.one(OTHER_PATHS);
        String otherHost = writer.one(OTHER_HOSTS);
        return writer.anyOf(
                () -> "<img src=\"" + writer.one("http:", "https:", "") + "//" + writer.one("ib", "secure")
                        + ".adnxs.com/" + otherPath + "\">",
                () -> "<img src='" + writer.one("http:", "https:", "") + "//" + otherHost
                        + "/seg?add=1&amp;amp;t=2?1'>",
                () -> "<script src=\"https://acdn.adnxs.com/ast/ast.js\"></script>",
                () -> "<img src=\"https://www.facebook.com/tr?id=1&ev=PageView&noscript=1\" height=1 width=1>",
                () -> "<!-- Twitter Segment Pixel -->\n<img src=\"https://analytics.twitter.example/i/adsct?seg=1\">",
                () -> "<!-- <img src=\"https://" + otherHost + "/seg?add=1&t=2\"> -->",
                () -> "<p>A segment pixel calls secure.adnxs.com/seg?add=1 and nobody else.</p>",
                () -> "<p>" + writer.one("https://secure.adnxs.com/seg?add=1&amp;t=2", "http://ib.adnxs.com/px?id=1")
                        + " is a call.</p>",
                () -> "<pre>&lt;img src=\"https://secure.adnxs.com/seg?add=528336&amp;amp;t=2\"&gt;</pre>",
                () -> "<p>Put &lt;!-- Segment Pixel - NAME - DO NOT MODIFY --&gt; before it.</p>",
                () -> "<p>The Segment Pixel, and the Conversion Pixel: DO NOT MODIFY them.</p>",
                () -> "<a href=\"https://docs.xandr.example/segment-pixels\">How to place a Segment Pixel</a>",
                () -> "<!-- the old tag was at https://secure.adnxs.com and is gone -->",
                () -> "<!-- to do: ask Kim which Segment Pixel belongs here, add= and all -->",
                () ->
                        "<script type=\"application/ld+json\">{\"@type\": \"Thing\", \"name\": \"Segment Pixel\"}</script>",
                () ->
                        "<script type=\"application/json\">{\"host\": \"secure.adnxs.com\", \"path\": \"/seg?add=\"}</script>",
                () -> script("var pixels = {host: 'adnxs.com', names: ['End of Segment Pixel']}; // DO NOT MODIFY"),
                () -> "<style>.adnxs.com, .seg { background: url(/px?id=1) }</style>",
                () -> "<textarea><img src=\"" + right + "\"></textarea>",
                () -> "<template><div>" + MarkedPage.unmarked(flawed.next()) + "</div></template>",
                () -> "<textarea rows=2>" + MarkedPage.unmarked(flawed.next()) + "</textarea>",
                () -> "<p title='https://secure.adnxs.com/'>a &amp;amp; b, add=1&amp;t=2?839201</p>");
    }

    private static String script(String text) {
        return "<script>" + text + "</script>";
    }
}
