package io.segmentpixel.testkit;

import static io.segmentpixel.testkit.VisitorAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.page.PagePlacer;
import io.segmentpixel.pixel.PixelHost;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Segment;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tags of a page a visitor fires. In a page, URL stands for an address that puts into the segment, ID for its id. */
class VisitorPageTest {
    @AutoClose
    private final Sandbox sandbox = Sandbox.start();

    private final Segment cart = sandbox.segments().create(NewSegment.named("cart"));
    private final Visitor visitor = sandbox.newVisitor();

    private String page(String html) {
        return html.replace("SANDBOX", sandbox.pixelUrl())
                .replace("URL", "https://secure.adnxs.com/seg?add=ID&t=2")
                .replace("ID", cart.id().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src=\"URL\" width=\"1\" height=\"1\" />",
                "<img src='URL'>",
                "<img src=URL>",
                "<IMG\n  WIDTH=1\n  SRC = \"URL\">",
                "<img src=\" URL \">",
                "<img src=\"URL\" style=\"display:none\" alt=\"\">",
                "<script src=\"URL\" type=\"text/javascript\"></script>",
                "<script async src=\"https://secure.adnxs.com/seg?add=ID&t=1\"></script>",
                "<script src=\"URL\" type=\" Text/JavaScript \"></script>",
                "<script src=\"URL\" type=\"\"></script>",
                "<!doctype html><html><head><script src=\"URL\"></script></head><body></body></html>",
                "<!doctype html><html><head></head><body><p><a href=\"/\"><img src=\"URL\"></a></p></body></html>",
                "<img src=\"https://secure.adnxs.com/seg?t=2&amp;add=ID\">",
                "<img src=\"https://secure.adnxs.com/seg?t=2&#038;add=ID&#038;ver=4.9\">",
                "<img src=\"//secure.adnxs.com/seg?add=ID&t=2\">",
                "<img src=\"http://secure.adnxs.com/seg?add=ID&t=2\">",
                "<img src=\"https://ib.adnxs.com/seg?add=ID&t=2\">",
                "<img src=\"http://ib.adnxs.com/seg?add=ID&t=2\">",
                "<img src=\"//ib.adnxs.com/seg?t=2&amp;add=ID\">",
                "<img src=\"HTTPS://Secure.AdNxs.com/seg?add=ID&t=2\">",
                "<img src=\"https://secure.adnxs.com:443/seg?add=ID&t=2\">",
                "<img src=\"SANDBOX?add=ID&t=2\">",
                "<!-- a comment --><img src=\"URL\"><!-- another -->",
                "<noscript><p>no script</p></noscript><img src=\"URL\">",
                "<template></template><script src=\"URL\"></script>",
                "<template shadowrootmode=open><img src=\"URL\"></template>",
                "<template><base href=\"https://other.example/\"></template><base href=\"https://secure.adnxs.com/x/y\">"
                        + "<img src=\"/seg?add=ID\">",
                "<base href=\"//ib.adnxs.com/\"><base href=\"https://other.example/\"><img src=\"seg?add=ID\">",
                "<iframe src=\"URL\"></iframe>",
                "<iframe srcdoc='<p><img src=\"URL\">'></iframe>",
                "<iframe srcdoc='<iframe srcdoc=&apos;<img src=&quot;URL&quot;>&apos;></iframe>'></iframe>",
                "<input type=IMAGE src=\"URL\">",
                "<video poster=\"URL\"></video>",
                "<embed src=\"URL\">",
                "<object data=\"URL\"></object>",
                "<svg><image href=\"URL\"/></svg>",
                "<svg><image xlink:href=\"URL\"/></svg>",
                "<link rel=\"stylesheet\" href=\"URL\">",
                "<body background=\"URL\">",
                "<video src=\"URL\"></video>",
                "<audio><source src=\"URL\"></audio>",
                "<frameset><frame src=\"URL\"></frameset>",
                "<svg><script href=\"URL\"></script></svg>",
                "<noscript><p></noscript><img src=\"URL\">",
                "<noscript><style></noscript><img src=\"URL\">",
                "<noscript><img alt=\"</noscript><img src=URL>\"></noscript>",
                "<body><noscript><!-- </noscript><img src=\"URL\"> -->",
                "<noscript title='</noscript>'></noscript><img src=\"URL\">",
                "<script language=\"JavaScript\" src=\"URL\"></script>",
                "<script type=\"text/x-javascript\" src=\"URL\"></script>",
                "<script type=module src=\"URL\"></script>",
                "<script type=module nomodule src=\"URL\"></script>",
                "<img src=\"https:\\\\secure.adnxs.com\\seg?add=ID\">",
                "<img loading=lazy src=\"URL\">",
                "<img src=\"URL#top\">",
            })
    void a_live_tag_is_fired(String html) {
        visitor.loads(page(html));

        assertThat(visitor.segments()).containsExactly(cart.id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "URL",
                "<!-- <img src=\"URL\"> -->",
                "<!--[if IE]><img src=\"URL\"><![endif]-->",
                "<template><img src=\"URL\"></template>",
                "<template><div><script src=\"URL\"></script></div></template>",
                "<noscript><img src=\"URL\"></noscript>",
                "<!doctype html><html><head><noscript><img src=\"URL\"></noscript></head><body></body></html>",
                "<!doctype html><html><body><noscript><p><img src=\"URL\"></p></noscript></body></html>",
                "<script>new Image().src = \"URL\";</script>",
                "<script>document.write('<img src=\"URL\">');</script>",
                "<script type=\"text/template\"><img src=\"URL\"></script>",
                "<script type=\"text/plain\" src=\"URL\"></script>",
                "<script type=\"text/plain\" data-category=\"marketing\" src=\"URL\"></script>",
                "<style><img src=\"URL\"></style>",
                "<textarea><img src=\"URL\"></textarea>",
                "<title><img src=\"URL\"></title>",
                "<iframe><img src=\"URL\"></iframe>",
                "<p>&lt;img src=\"URL\"&gt;</p>",
                "<p title='<img src=\"URL\">'></p>",
                "<img data-src=\"URL\">",
                "<img alt=\"URL\" src=\"/picture.png\">",
                "<a href=\"URL\">go</a>",
                "<img src=\"\"><script></script>",
                "<img src=\"/seg?add=ID&t=2\">",
                "<img src=\"secure.adnxs.com/seg?add=ID&t=2\">",
                "<img src=\"https://secure.adnxs.com/getuid?add=ID&t=2\">",
                "<img src=\"https://adnxs.com.evil.example/seg?add=ID&t=2\">",
                "<img src=\"https://example.com/seg?add=ID&t=2\">",
                "<script src=\"http://ib.adnxs.com/seg?add=ID&t=1\"></script>",
                "<iframe src=\"http://ib.adnxs.com/seg?add=ID\"></iframe>",
                "<base href=\"http://x.example/\"><iframe srcdoc='<script src=&quot;//ib.adnxs.com/seg?add=ID&quot;></script>'>"
                        + "</iframe>",
                "<script nomodule src=\"URL\"></script>",
                "<script language=vbscript src=\"URL\"></script>",
                "<script type=\" \" src=\"URL\"></script>",
                "<template><base href=\"https://secure.adnxs.com/\"></template><img src=\"/seg?add=ID\">",
                "<img src=\"/seg?add=ID\"><base href=\"https://secure.adnxs.com/\">",
                "<template><iframe srcdoc='<img src=\"URL\">'></iframe></template>",
                "<iframe srcdoc='<template><img src=\"URL\"></template>'></iframe>",
                "<input src=\"URL\">",
                "<link rel=canonical href=\"URL\">",
                "<link rel=stylesheet disabled href=\"URL\">",
                "<p><noscript><p><img src=\"URL\"></noscript>",
                "<div><noscript></div><img src=\"URL\"></noscript></div>",
                "<button><noscript><button><img src=\"URL\"></button></noscript></button>",
                "<table><noscript><img src=\"URL\"></noscript></table>",
                "<template shadowrootmode=bogus><img src=\"URL\"></template>",
                "<script type=' module ' src=\"URL\"></script>",
                "<img src=\"https://secure.adnxs.com:8443/seg?add=ID\">",
                "<img src=\"https://secure.adnxs.com:80/seg?add=ID\">",
                "<img src=\"https://secure.adnxs.com/seg?t=2&amp;amp;add=ID\">",
            })
    void what_is_not_live_is_not_fired(String html) {
        visitor.loads(page(html));

        assertThat(visitor.segments()).isEmpty();
    }

    @Test
    void a_placed_export_is_fired() {
        PixelExport export = PixelExport.of(cart);

        visitor.loads(PagePlacer.atEndOfBody()
                .place("<!doctype html><title>Cart</title><p>Your cart</p>", export, ExportFormats.htmlTag()));

        assertThat(visitor.segments()).containsExactly(cart.id());
    }

    @Test
    void all_tags_of_a_page_are_fired() {
        Segment paid = sandbox.segments().create(NewSegment.named("paid"));
        Segment seen = sandbox.segments().create(NewSegment.named("seen"));

        visitor.loads("<script src=\"//ib.adnxs.com/seg?add=" + cart.id() + "&t=1\"></script>"
                + "<img src=\"//ib.adnxs.com/seg?add=" + seen.id() + "\">"
                + "<!-- <img src=\"//ib.adnxs.com/seg?add=" + paid.id() + "\"> -->");

        assertThat(visitor.segments()).containsExactly(cart.id(), seen.id());
    }

    @Test
    void the_address_of_a_page_is_what_its_relative_ones_are_relative_to() {
        visitor.loads(page("<img src=\"seg?add=ID\">"), "https://secure.adnxs.com/index.html");
        assertThat(visitor.segments()).containsExactly(cart.id());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> visitor.loads("", "index.html"))
                .withMessage("page url \"index.html\": must begin with http or https");
    }

    @Test
    void on_a_page_over_http_a_script_over_http_is_fired() {
        visitor.loads(page("<script src=\"http://ib.adnxs.com/seg?add=ID&t=1\"></script>"), "http://page.example/");

        assertThat(visitor.segments()).containsExactly(cart.id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<head><noscript><base href=\"https://secure.adnxs.com/\"></noscript></head><body><img src=\"/seg?add=ID\">",
                "<head><noscript><img src=\"URL\"></noscript></head>",
                "<body><noscript><p><img src=\"URL\"></p></noscript>",
            })
    void without_scripts_a_noscript_is_part_of_the_page(String html) {
        visitor.withoutScripts().loads(page(html));

        assertThat(visitor).isIn(cart);
        assertThat(sandbox.newVisitor().withoutScripts().loads(page("<noscript>&lt;img src=\"URL\"&gt;</noscript>")))
                .fired(0);
    }

    @Test
    void a_browser_without_scripts_reads_what_is_meant_for_it() {
        visitor.withoutScripts().loads(page("<noscript><img src=\"URL\"></noscript><script src=\"URL\"></script>"));

        assertThat(visitor).isIn(cart).fired(1);
        assertThat(visitor.passedOver()).containsExactly(page("URL (the browser runs no scripts)"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            <!-- <img src="URL"> -->                               | it stands in a comment
            <noscript><img src="URL"></noscript>                   | it stands in a <noscript>
            <template><p><img src="URL"></p></template>            | it stands in a <template>
            <script type="text/plain" src="URL"></script>          | its type "text/plain" is no JavaScript
            <script nomodule src="URL"></script>                   | it is nomodule, for old browsers
            """)
    void what_is_passed_over_is_told_with_the_reason(String html, String reason) {
        visitor.loads(page(html) + "<img src=/logo.png><img src=https://page.example/other?add=1>");

        assertThat(visitor.passedOver()).containsExactly(page("URL (" + reason + ")"));
        assertThatThrownBy(() -> assertThat(visitor).isIn(cart))
                .hasMessageEndingWith(
                        "; it is in [], and fired nothing that the journal knows, and passed over\n  %s (%s)",
                        page("URL"), reason);
    }

    @Test
    void a_call_on_another_host_is_passed_over_unless_that_host_is_named() {
        String html = page("<img src=\"https://pixel.reseller.example/seg?add=ID\">");
        visitor.loads(html);
        assertThat(visitor.passedOver())
                .singleElement()
                .asString()
                .endsWith("(host pixel.reseller.example is none of the platform's)");

        try (Sandbox resold = Sandbox.builder()
                .servedAlsoFrom(PixelHost.of("pixel.reseller.example"))
                .start()) {
            Segment known = resold.segments().create(NewSegment.named("cart"));
            assertThat(resold.newVisitor()
                            .loads(html.replace(cart.id().toString(), known.id().toString())))
                    .isIn(known);
            assertThat(resold.journal().firings().get(0).host()).isEqualTo("pixel.reseller.example");
        }
    }
}
