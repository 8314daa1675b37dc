package io.segmentpixel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.HtmlFormat;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.export.WhenNoConsentPlatform;
import io.segmentpixel.page.PagePlacer;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * In a real browser, a segment's name runs no script and changes nothing of a page, whatever it is, and its tag fires as that of any
 * other.
 */
class BrowserHostileNamesTest extends InBrowser {
    /** It does not say that it is no AMP page: the start tag of {@code <html>} may be left out. */
    private static final String PAGE =
            """
            <head><meta charset="utf-8"><title>A shop</title><script>
              window.alert = window.confirm = window.prompt = function () { window.pwned = "by a dialogue"; };
            </script></head>
            <body>
            <p>A shop</p>
            </body>
            """;

    /** All that a browser makes of a page, but for what comments say. */
    private static final String TREE =
            """
            const seen = [];
            (function walk(parent) {
              for (const node of parent.childNodes) {
                if (node.nodeType === Node.ELEMENT_NODE) {
                  const attributes = [...node.attributes].map(a => a.name + "=" + JSON.stringify(a.value));
                  seen.push("<" + [node.localName, ...attributes].join(" ") + ">");
                  walk(node);
                  seen.push("</" + node.localName + ">");
                } else if (node.nodeType === Node.COMMENT_NODE) {
                  seen.push("a comment");
                } else if (node.data && node.data.trim()) {
                  seen.push(node.data.trim());
                }
              }
            })(document);
            return seen.concat("pwned: " + window.pwned);
            """;

    /** Each HTML format; a script and an image where it has both. All stand on one page, each with a pixel of its own. */
    private static Map<PixelExport, HtmlFormat> tags(String name) {
        List<HtmlFormat> images = List.of(
                ExportFormats.htmlTag(),
                ExportFormats.noscript(),
                ExportFormats.beacon(),
                ExportFormats.amp(),
                ExportFormats.consentGated(WhenNoConsentPlatform.FIRE),
                BrowserTag.inScript(ExportFormats.beaconFunction("fire")));
        List<HtmlFormat> scripts =
                List.of(ExportFormats.htmlTag(), ExportFormats.consentGated(WhenNoConsentPlatform.FIRE));
        Map<PixelExport, HtmlFormat> tags = new LinkedHashMap<>();
        images.forEach(format -> tags.put(export(name, tags.size() + 1).asImage(), format));
        scripts.forEach(format -> tags.put(export(name, tags.size() + 1), format));
        return tags;
    }

    private static PixelExport export(String name, int id) {
        return PixelExport.of(Segment.of(SegmentId.of(id), MemberId.of(958), name));
    }

    private static String page(String name) {
        String page = PAGE;
        for (Map.Entry<PixelExport, HtmlFormat> tag : tags(name).entrySet()) {
            page = PagePlacer.atEndOfBody().place(page, tag.getKey(), tag.getValue());
        }
        return page;
    }

    private static String address(int id, int type) {
        return "https://secure.adnxs.com/seg?add=" + id + "&t=" + type;
    }

    /** What fires on a page with all of them: not AMP's, which waits for its runtime, and not a function that nobody calls. */
    private static Stream<String> expected(boolean withScripts) {
        return withScripts
                ? Stream.of(address(1, 2), address(3, 2), address(5, 2), address(7, 1), address(8, 1))
                : Stream.of(address(1, 2), address(2, 2));
    }

    private List<?> treeOf(String name, boolean withScripts) {
        stage().sandbox().journal().clear();
        stage().browser().allowScripts(withScripts);
        stage().show(page(name));
        stage().browser().allowScripts(true);
        List<String> expected = expected(withScripts).toList();
        assertThat(stage().firedOf(expected.size())).as(name).containsExactlyInAnyOrderElementsOf(expected);
        return (List<?>) stage().browser().run(TREE);
    }

    @Test
    void there_are_fifty_and_no_two_are_equal() {
        assertThat(HostileNames.all()).hasSize(50).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void no_name_runs_a_script_or_changes_the_page_and_each_tag_fires_once(boolean withScripts) {
        List<?> harmless = treeOf("Cart", withScripts);
        assertThat(harmless).last().isEqualTo("pwned: undefined");

        List<String> changed = new ArrayList<>();
        for (String name : HostileNames.all()) {
            if (!treeOf(name, withScripts).equals(harmless)) {
                changed.add(name);
            }
        }

        assertThat(changed).isEmpty();
    }

    @Test
    void the_same_names_in_a_comment_that_does_not_guard_itself_do_run_scripts() {
        int running = 0;
        for (String name : HostileNames.all()) {
            stage().show(PAGE.replace("<p>", "<!-- " + name + " --><p>"));
            running += stage().browser().run("return String(window.pwned);").equals("undefined") ? 0 : 1;
        }

        assertThat(running).isGreaterThan(10);
    }
}
