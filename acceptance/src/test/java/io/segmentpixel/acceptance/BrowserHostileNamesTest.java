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
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
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

    /** The HTML formats, first as those of an image, then those that call a script as well. */
    private static final List<HtmlFormat> FORMATS = List.of(
            ExportFormats.htmlTag(),
            ExportFormats.noscript(),
            ExportFormats.beacon(),
            ExportFormats.amp(),
            ExportFormats.consentGated(WhenNoConsentPlatform.FIRE),
            BrowserTag.inScript(ExportFormats.beaconFunction("fire")),
            ExportFormats.htmlTag(),
            ExportFormats.consentGated(WhenNoConsentPlatform.FIRE));

    private static final int FIRST_SCRIPT = 6;

    /** How many names stand on a page. */
    private static final int TOGETHER = Boolean.getBoolean("segmentpixel.long") ? 1 : 10;

    /** A page with a pixel for each name and format. */
    private static String page(List<String> names) {
        String page = PAGE;
        for (int format = 0; format < FORMATS.size(); format++) {
            page = PagePlacer.atEndOfBody().place(page, exports(names, format), FORMATS.get(format));
        }
        return page;
    }

    private static List<PixelExport> exports(List<String> names, int format) {
        return IntStream.range(0, names.size())
                .mapToObj(name ->
                        PixelExport.of(Segment.of(SegmentId.of(id(format, name)), MemberId.of(958), names.get(name))))
                .map(export -> format < FIRST_SCRIPT ? export.asImage() : export)
                .toList();
    }

    private static int id(int format, int name) {
        return (format + 1) * 100 + name;
    }

    /** What fires on a page with all of them: not AMP's, which waits for its runtime, and not a function that nobody calls. */
    private static List<String> expected(boolean withScripts, int names) {
        IntStream formats = withScripts ? IntStream.of(0, 2, 4, 6, 7) : IntStream.of(0, 1);
        return formats.boxed()
                .flatMap(format -> IntStream.range(0, names)
                        .mapToObj(name -> "https://secure.adnxs.com/seg?add=" + id(format, name) + "&t="
                                + (format < FIRST_SCRIPT ? 2 : 1)))
                .toList();
    }

    private List<?> treeOf(List<String> names, boolean withScripts) {
        stage().sandbox().journal().clear();
        stage().browser().allowScripts(withScripts);
        stage().show(page(names));
        stage().browser().allowScripts(true);
        List<String> expected = expected(withScripts, names.size());
        assertThat(stage().firedOf(expected.size())).as(names.toString()).containsExactlyInAnyOrderElementsOf(expected);
        return (List<?>) stage().browser().run(TREE);
    }

    @Test
    void there_are_fifty_and_no_two_are_equal() {
        assertThat(HostileNames.all()).hasSize(50).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void no_name_runs_a_script_or_changes_the_page_and_each_tag_fires_once(boolean withScripts) {
        List<?> harmless = treeOf(Collections.nCopies(TOGETHER, "Cart"), withScripts);
        assertThat(harmless).last().isEqualTo("pwned: undefined");

        List<List<String>> changed = new ArrayList<>();
        for (int first = 0; first < HostileNames.all().size(); first += TOGETHER) {
            List<String> names = HostileNames.all().subList(first, first + TOGETHER);
            if (!treeOf(names, withScripts).equals(harmless)) {
                changed.add(names);
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
