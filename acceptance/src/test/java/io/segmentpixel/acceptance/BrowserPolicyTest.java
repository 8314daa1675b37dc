package io.segmentpixel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.export.ContentSecurityPolicy;
import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.HtmlFormat;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.page.PagePlacer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** In a real browser, a tag fires under the content security policy that is made for it, and is blocked without its entries. */
class BrowserPolicyTest extends InBrowser {
    private static final String OWN_SITE_ONLY = "default-src 'self'";

    /** The page's own script notes what the policy blocks, so that a test can wait for it. */
    private static final String PAGE =
            """
            <!DOCTYPE html>
            <html>
            <head><title>A shop</title><script src="/noted.js"></script></head>
            <body>
            <p>A shop</p>
            </body>
            </html>
            """;

    private static final String NOTED =
            """
            window.blocked = [];
            document.addEventListener("securitypolicyviolation", function (event) {
              window.blocked.push(event.effectiveDirective);
            });
            """;

    static List<BrowserTag> tags() {
        return BrowserTag.all();
    }

    private static String policyFor(HtmlFormat format, PixelExport export) {
        return ContentSecurityPolicy.forTags(format, List.of(export)).mergedInto(OWN_SITE_ONLY);
    }

    private void show(HtmlFormat format, PixelExport export, String policy) {
        stage().pages().putScript("/noted.js", NOTED);
        stage().show(PagePlacer.atEndOfBody().place(PAGE, export, format), policy);
    }

    private List<?> blocked() {
        return (List<?>) stage().browser().run("return window.blocked;");
    }

    @ParameterizedTest
    @MethodSource("tags")
    void under_the_policy_that_is_made_for_it_a_tag_fires(BrowserTag tag) {
        show(tag.format(), tag.export(), policyFor(tag.format(), tag.export()));

        assertThat(stage().firedUnderPolicyOf(1)).singleElement().asString().matches(tag.address());
        assertThat(blocked()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("tags")
    void under_the_page_s_own_policy_a_tag_is_blocked(BrowserTag tag) {
        show(tag.format(), tag.export(), OWN_SITE_ONLY);
        stage().browser().waitUntil("something is blocked", () -> !blocked().isEmpty());

        assertThat(stage().firedUnderPolicyOf(0)).isEmpty();
    }

    @Test
    void where_a_redirect_goes_is_a_part_of_the_policy() {
        PixelExport export = BrowserTag.IMAGE.redirectingTo("https://partner.example/sync");
        String policy = policyFor(ExportFormats.htmlTag(), export);

        show(ExportFormats.htmlTag(), export, policy);
        assertThat(stage().firedUnderPolicyOf(1)).containsExactly(export.url());
        assertThat(stage().pages().requests()).containsOnlyOnce("/sync");

        stage().startOver();
        show(ExportFormats.htmlTag(), export, policy.replace(" https://partner.example", ""));
        stage().browser().waitUntil("the redirect is blocked", () -> !blocked().isEmpty());
        // Chromium asks ahead of the parser, and once more as that was blocked
        assertThat(stage().firedUnderPolicyOf(1)).containsOnly(export.url());
        assertThat(stage().pages().requests()).doesNotContain("/sync");
    }

    @Test
    void without_scripts_a_tag_fires_under_the_policy_that_is_made_for_it_and_is_blocked_under_the_page_s_own() {
        assertThat(firedWithoutScripts(policyFor(ExportFormats.noscript(), BrowserTag.IMAGE), 1))
                .containsExactly(BrowserTag.IMAGE.url());
        assertThat(firedWithoutScripts(OWN_SITE_ONLY, 0)).isEmpty();
    }

    private List<String> firedWithoutScripts(String policy, int expected) {
        stage().startOver();
        stage().browser().allowScripts(false);
        show(ExportFormats.noscript(), BrowserTag.IMAGE, policy);
        stage().browser().allowScripts(true);
        return stage().firedUnderPolicyOf(expected);
    }
}
