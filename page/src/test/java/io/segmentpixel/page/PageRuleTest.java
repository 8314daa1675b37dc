package io.segmentpixel.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageRuleTest {
    private static SitePage page(String path, String html) {
        return Sites.page(Path.of(path), Optional.of("https://shop.example/s/"), html);
    }

    @ParameterizedTest
    @CsvSource({
        "index.html, index.html, true",
        "index.html, cart/index.html, false",
        "cart/**, cart/a.html, true",
        "cart/**, cart/old/a.html, true",
        "cart/**, cartoons/a.html, false",
        "cart/*.html, cart/old/a.html, false",
        "**/index.html, cart/index.html, true",
        "**/index.html, index.html, false",
        "'{a,b}/[0-9]?.html', b/12.html, true",
        "'{a,b}/[0-9]?.html', c/12.html, false"
    })
    void a_path_matches_a_glob(String glob, String path, boolean holds) {
        assertThat(PageRule.path(glob).holds(page(path, ""))).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({
        "https://shop.example/s/cart/, cart/a.html, true",
        "https://shop.example/s/cart/, cart/index.html, true",
        "https://shop.example/s/cart/, cart/INDEX.HTM, true",
        "https://shop.example/s/cart/index.html, cart/index.html, true",
        "https://shop.example/s/cart/index.html, cart/a.html, false",
        "https://shop.example/s/cart/, cartoons/a.html, false",
        "https://shop.example/s/cart, cartoons/a.html, true",
        "https://shop.example/s/, index.html, true",
        "https://shop.example, index.html, true",
        "HTTPS://Shop.Example:443/s/cart/, cart/a.html, true",
        "https://shop.example:8443/s/cart/, cart/a.html, false",
        "http://shop.example/s/cart/, cart/a.html, false",
        "https://shop.example/s/my%20cart/, my cart/a.html, true",
        "https://shop.example/s/100%25/, 100%/a.html, true",
        "https://shop.example/s/a+b/, a+b/c.html, true"
    })
    void an_address_begins_with_a_prefix(String prefix, String path, boolean holds) {
        assertThat(PageRule.url(prefix).holds(page(path, ""))).isEqualTo(holds);
    }

    @Test
    void a_line_end_in_a_name_counts_as_a_blank() {
        assertThat(PageRule.matches("**", Path.of("a/n\nl.html"))).isTrue();
        assertThat(PageRule.matches("**.html", Path.of("n\r\nl.html"))).isTrue();
        assertThat(PageRule.matches("a*.html", Path.of("n\nl.html"))).isFalse();
    }

    @Test
    void an_address_may_be_percent_encoded_or_not() {
        assumeTrue(Sites.canName("größe"), "no such file here");
        SitePage page = page("größe/a.html", "");

        assertThat(PageRule.url("https://shop.example/s/gr%C3%B6%C3%9Fe/").holds(page))
                .isTrue();
        assertThat(PageRule.url("https://shop.example/s/größe/").holds(page)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "<p id=thank-you>, true",
        "<p>#thank-you, false",
        "<!-- <p id=thank-you> -->, false",
        "<template><p id=thank-you></template>, false",
        "<noscript><p id=thank-you></noscript>, false",
        "<template><p id=thank-you></template><b id=thank-you>, true",
        "<svg><g id=thank-you></g></svg>, true",
        "<template id=thank-you></template>, true"
    })
    void a_page_has_an_element_that_visitors_get(String html, boolean holds) {
        assertThat(PageRule.having("#thank-you").holds(page("a.html", html))).isEqualTo(holds);
    }

    @Test
    void rules_can_be_combined() {
        PageRule inCart = PageRule.path("cart/**");
        PageRule paid = PageRule.having("#paid");
        SitePage both = page("cart/a.html", "<p id=paid>");
        SitePage one = page("cart/a.html", "<p>");
        SitePage other = page("a.html", "<p id=paid>");
        SitePage none = page("a.html", "<p>");

        PageRule and = inCart.and(paid);
        assertThat(new boolean[] {and.holds(both), and.holds(one), and.holds(other), and.holds(none)})
                .containsExactly(true, false, false, false);
        PageRule or = inCart.or(paid);
        assertThat(new boolean[] {or.holds(both), or.holds(one), or.holds(other), or.holds(none)})
                .containsExactly(true, true, true, false);
        assertThat(inCart.not().holds(both)).isFalse();
        assertThat(inCart.not().holds(none)).isTrue();
        assertThat(inCart.and(paid.not()).or(PageRule.path("x")))
                .hasToString("((path cart/** and not having #paid) or path x)");
    }

    @Test
    void a_page_is_parsed_only_when_a_rule_asks_what_it_holds() {
        SitePage page = page("a.html", "<p>");

        PageRule.path("cart/**").and(PageRule.having("#x")).holds(page);
        PageRule.url("https://shop.example/").holds(page);
        assertThat(page.isParsed()).isFalse();

        PageRule.having("#x").holds(page);
        assertThat(page.isParsed()).isTrue();
    }

    @Test
    void only_rules_about_addresses_need_one() {
        PageRule url = PageRule.url("https://shop.example/");

        assertThat(PageRule.path("**").and(PageRule.having("p")).needsAddress()).isFalse();
        assertThat(PageRule.path("**").and(url).needsAddress()).isTrue();
        assertThat(url.not().or(PageRule.path("**")).needsAddress()).isTrue();
        assertThat(url.holds(Sites.page(Path.of("a.html"), Optional.empty(), "")))
                .isFalse();
    }

    @Test
    void rules_that_say_the_same_are_equal() {
        assertThat(PageRule.path("a").and(PageRule.having("b")))
                .isEqualTo(PageRule.path("a").and(PageRule.having("b")))
                .hasSameHashCodeAs(PageRule.path("a").and(PageRule.having("b")))
                .isNotEqualTo(PageRule.having("b").and(PageRule.path("a")));
        assertThat(PageRule.path("a"))
                .isNotEqualTo(PageRule.having("a"))
                .isNotEqualTo(PageRule.path("a").not());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/cart/**", "{a", "[", "a\\"})
    void what_is_no_pattern_below_the_root_is_refused(String glob) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PageRule.path(glob))
                .withMessageStartingWith("glob \"" + glob + "\": must be ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/cart/",
                "shop.example/",
                "ftp://shop.example/",
                "https://shop.example/?a",
                "https://shop.example/#a",
                "https://me@shop.example/",
                "https:///cart",
                "https://shop.example/100%"
            })
    void what_is_no_address_is_refused(String prefix) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PageRule.url(prefix))
                .withMessageStartingWith("prefix \"" + prefix + "\": must ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "#", "p[", ":nonsense"})
    void what_is_no_selector_is_refused(String css) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PageRule.having(css))
                .withMessageStartingWith("css \"" + css + "\": must be a CSS selector");
    }
}
