package io.segmentpixel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.page.PagePlacer;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Segment;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
}
