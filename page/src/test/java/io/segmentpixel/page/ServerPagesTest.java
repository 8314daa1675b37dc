package io.segmentpixel.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.pixel.SegmentCall;
import io.segmentpixel.segment.SegmentId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages that a server makes: what it runs is no markup, and no tag goes there. */
class ServerPagesTest {
    private static final PagePlacer PLACER = PagePlacer.atEndOfBody();
    private static final PixelExport PIXEL = PixelExport.of("In cart", SegmentCall.adding(SegmentId.of(528336)));
    private static final String TAG = ExportFormats.htmlTag().render(PIXEL).replace("\n", "");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><body><p>a</p>|</body></html><?php if ($a > 1) { echo \"</body></html>\"; } ?>",
                "<?php if ($a > 1) { echo '</body>'; } ?><html><body><p>a</p>|</body></html>",
                "<html><body><?= $a > 1 ? '<br>' : '' ?><p>a</p>|</body></html>",
                "<html><body><?php echo '<% </body> %>' ?><p>a</p>|</body></html><%= '<?php </body> ?>' %><?php",
                "<%@ page language=\"java\" %><!DOCTYPE html><html><body><% if (a > 1) { %><b>a</b><% } %>|</body></html>",
                "<html><body><p class=\"<%= a ? \"x\" : \"</body>\" %>\">a</p>|</body></html><%-- </body> --%>"
            })
    void the_tag_goes_before_the_end_of_the_body_that_is_sent(String page) {
        String before = page.replace("|", "");

        String placed = PLACER.place(before, PIXEL);

        assertThat(placed.replace("\n", "")).isEqualTo(page.replace("|", TAG));
        assertThat(PLACER.place(placed, PIXEL)).isEqualTo(placed);
        assertThat(PLACER.remove(placed, PIXEL.call())).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html <?php language_attributes(); ?>>\n<head>\n<title>a</title>\n</head>\n<body <?php body_class(); ?>>\n<p>a</p>\n</body>\n</html>",
                "<html>\n<head>\n<link rel=a href=b <?= $u > 1 ? '>' : '' ?>>\n</head>\n<body <%= attrs %> class=\"a > b\" id=<%= id %>>\n<p>a</p>\n</body>\n</html>",
                "<? if ($a->b) { $c = 1; } ?>\n<!DOCTYPE html>\n<html>\n<head>\n<? if ($a->b) { ?><meta name=a><? } ?>\n</head>\n<body class='<% a > 1 %>'>\n<p>a</p>\n</body>\n</html>"
            })
    void what_is_run_within_a_tag_is_a_part_of_the_tag(String page) {
        String tag = ExportFormats.htmlTag().render(PIXEL) + "\n";
        int body = page.indexOf(">\n<p>") + 2;

        assertThat(PagePlacer.inHead().place(page, PIXEL)).isEqualTo(page.replace("</head>", tag + "</head>"));
        assertThat(PagePlacer.atStartOfBody().place(page, PIXEL))
                .isEqualTo(page.substring(0, body) + tag + page.substring(body));
        assertThat(PLACER.place(page, PIXEL)).isEqualTo(page.replace("</body>", tag + "</body>"));
        assertThat(PagePlacer.before("p").place(page, PIXEL)).isEqualTo(page.replace("<p>", tag + "<p>"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<%@ page language=\"java\" %>\n",
                "<?php $a->b(); ?>\n",
                "{% load static %}\n",
                "{# a #}{{ b }}\n",
                "---\ntitle: a\n---\n",
                "\ufeff---\r\n---\r\n",
                "\n{% load static %}\n<!-- a -->\n",
                "{{!-- {{ a }} --}}\n{* b *}\n"
            })
    void what_comes_before_the_page_is_no_part_of_it(String before) {
        String page = before
                + "<!DOCTYPE html>\n<html>\n<head>\n<title>t</title>\n</head>\n<body class=a>\n<p>a</p>\n</body>\n</html>\n";

        assertThat(PagePlacer.inHead().place(page, PIXEL))
                .isEqualTo(page.replace("</head>", ExportFormats.htmlTag().render(PIXEL) + "\n</head>"));
        assertThat(PagePlacer.atStartOfBody().place(page, PIXEL))
                .isEqualTo(page.replace(
                        "<body class=a>\n",
                        "<body class=a>\n" + ExportFormats.htmlTag().render(PIXEL) + "\n"));
        assertThat(PLACER.place(page, PIXEL))
                .isEqualTo(page.replace("</body>", ExportFormats.htmlTag().render(PIXEL) + "\n</body>"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<main><p>a</p></main>\n|<?php get_footer();",
                "<p>a</p>|<?php // -->",
                "<p>a</p>|<?PHP if ($a->b) { echo \"<p>\"; }\n"
            })
    void php_that_nobody_closes_runs_to_the_end(String page) {
        String before = page.replace("|", "");

        String placed = PLACER.place(before, PIXEL);

        assertThat(placed.replace("\n", "")).isEqualTo(page.replace("|", TAG).replace("\n", ""));
        assertThat(PLACER.place(placed, PIXEL)).isEqualTo(placed);
        assertThat(PLACER.remove(placed, PIXEL.call())).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<?php\nclass A {}\n", "\n<?= $page->html()"})
    void a_program_is_no_page(String program) {
        assertThatThrownBy(() -> PLACER.place(program, PIXEL))
                .isInstanceOf(PlacementException.class)
                .hasMessageContaining("is a program and nothing else");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% extends 'base.html' %}{% block a %}<p>a</p>{% endblock %}",
                "{# a #}\n{%- extends base %}\n{% block a %}<p>a</p>{% endblock %}",
                "@extends('layouts.app')\n@section('a')\n<p>a</p>\n@endsection\n"
            })
    void a_template_that_fills_the_blocks_of_another_takes_tags_in_its_blocks_alone(String template) {
        assertThatThrownBy(() -> PLACER.place(template, PIXEL))
                .isInstanceOf(PlacementException.class)
                .hasMessageContaining("fills the blocks of another template");
        assertThat(PagePlacer.after("p").place(template, PIXEL).replace("\n", ""))
                .isEqualTo(template.replace("</p>", "</p>" + TAG).replace("\n", ""));
        assertThat(PLACER.place("<p>{% extends %}</p>", PIXEL)).contains(PIXEL.url());
    }

    @Test
    void front_matter_comes_first_in_a_part_of_a_page_too() {
        String page = "---\ntitle: a\n---\n<div>\n<p>a</p>\n</div>\n";

        assertThat(PagePlacer.inHead().place(page, PIXEL)).startsWith("---\ntitle: a\n---\n<!-- Segment Pixel");
        assertThat(PagePlacer.atStartOfBody().place(page, PIXEL.asImage()))
                .startsWith("---\ntitle: a\n---\n<!-- Segment Pixel");
    }

    @Test
    void what_is_written_by_a_server_is_no_tag() {
        String page = "<html><body><?php if ($a > 1) echo '" + TAG + "' ?></body></html>";

        assertThat(PLACER.removeAll(page)).isEqualTo(page);
        assertThat(PLACER.place(page, PIXEL))
                .isEqualTo(page.replace("</body>", ExportFormats.htmlTag().render(PIXEL) + "</body>"));
    }

    @Test
    void what_would_be_swallowed_if_nobody_ran_it_goes_before_it() {
        String page = "<html><body>\n<p>a</p><% out.print(\"<textarea>\"); %>\n</body></html>";

        String placed = PLACER.place(page, PIXEL);

        assertThat(placed).containsSubsequence("add=528336", "<% out.print");
        assertThat(PLACER.remove(placed, PIXEL.call())).isEqualTo(page);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<?php unlink('x') ?>", "<%= secret() %>", "--><?= 1 ?>"})
    void a_name_runs_nothing_on_a_server(String name) {
        String placed = PLACER.place("<html><body></body></html>", PixelExport.of(name, PIXEL.call()));

        assertThat(placed).doesNotContain("<?").doesNotContain("<%").contains("add=528336");
    }
}
