package io.segmentpixel.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is open at a place is known on ordinary pages, and not where a look at the places of the elements does not tell. */
class OpenElementsTest {
    private static final String ORDINARY =
            """
            <!DOCTYPE html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <title>Shoes</title>
              <style>p > b { color: red }</style>
              <script>if (1 < 2) { go("</p>"); }</script>
            </head>
            <body class="shop">
              <!-- a comment -->
              <main><p id="x">Soft, <b>light</b> and <a href="/long"><img src="long.jpg" alt=""></a></p>
                <form><textarea>text</textarea><select><option>a<option>b</select></form>
                <table><tr><td>1<td>2</table>
                <ul><li>one<li>two</ul>
              </main>
              <noscript><img src="n.gif"></noscript>
              <script src="/site.js" defer></script>
            </body>
            </html>
            """;

    private static List<String> openAt(String html, String place) {
        return OpenElements.at(html.indexOf(place), new Page(html)).stream()
                .flatMap(open -> open.all().stream())
                .map(Element::nodeName)
                .toList();
    }

    @Test
    void on_an_ordinary_page_it_is_known() {
        assertThat(openAt(ORDINARY, "</body>")).containsExactly("html", "body");
        assertThat(openAt(ORDINARY, "</head>")).containsExactly("html", "head");
        assertThat(openAt(ORDINARY, "\n  <!-- a comment")).containsExactly("html", "body");
        assertThat(openAt(ORDINARY, "<p id")).containsExactly("html", "body", "main");
        assertThat(openAt(ORDINARY, "<form>")).containsExactly("html", "body", "main");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><head></head><body><b>a<p>c</p>|</body></html>",
                "<html><head></head><body><p><i>a</p>|<p>b</p></body></html>",
                "<html><head></head><body><table><tr><td>a|</td></tr></table></body></html>",
                "<html><head></head><body><select><option>a|</select></body></html>",
                "<html><head></head><body><svg><g>|</g></svg></body></html>",
                "<html><head></head><body><pre>|</pre></body></html>",
                "<html><head><title>a</head><body>|</body></html>",
                "<html><head></head><body><noscript>a</body></html>|<p>",
                "<html><head></head><body>a|",
                "<p>a</p>|<p>b</p>",
                "<html><head></head>|<body></body></html>",
                "<html><head></head><body>|</body><frameset></html>"
            })
    void elsewhere_a_second_look_is_taken(String html) {
        String page = html.replace("|", "");

        assertThat(OpenElements.at(html.indexOf('|'), new Page(page))).isEmpty();
    }
}
