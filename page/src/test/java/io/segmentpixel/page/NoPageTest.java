package io.segmentpixel.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoPageTest {
    @Test
    void white_space_and_escape_are_text() {
        assertThat(NoPage.kind("\t\n\f\r\u001b<p>\u007f\ufffd")).isEmpty();
        assertThat(NoPage.kind("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "\b", "\u000b", "\u000e", "\u001a", "\u001c", "\u001f"})
    void other_control_characters_at_the_beginning_are_none(String control) {
        assertThat(NoPage.kind("<p>" + control)).contains("binary");
        assertThat(NoPage.kind(" ".repeat(1_444) + control)).contains("binary");
        assertThat(NoPage.kind(" ".repeat(1_445) + control)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "\ufeff\n { \"html\": \"<p>a</p>\" }\n",
                "{\"a\":1}",
                "[]",
                "[ {\"a\": [1]} ]",
                "[\"<p>\"]",
                "[{\"a b\" : 1}, {}]"
            })
    void objects_and_lists_are_json(String text) {
        assertThat(NoPage.kind(text)).contains("JSON");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<?xml version=\"1.0\"?><rss/>",
                "\ufeff<?xml version=\"1.0\"?>\n<?xml-stylesheet href=\"a.xsl\"?>\n<urlset></urlset>",
                "<?xml version=\"1.0\"?><!-- <html> --><feed><content><html></html></content></feed>",
                "<?xml version=\"1.0\"?><!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"svg11.dtd\" ["
                        + "<!ENTITY ns \"http://www.w3.org/2000/svg\">]><svg></svg>",
                "<?xml version=\"1.0\"?><htmlx/>"
            })
    void what_says_xml_and_begins_with_another_element_than_html_is_xml(String text) {
        assertThat(NoPage.kind(text)).contains("XML");
    }

    @Test
    void a_drawing_alone_is_svg() {
        assertThat(NoPage.kind("\n<svg viewBox=\"0 0 1 1\"><path/></svg>\n")).contains("SVG");
        assertThat(NoPage.kind("<SVG>\n</SVG>")).contains("SVG");
    }

    /** Pages of older days, and parts of pages that begin with what a template language writes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\" \"x.dtd\"><html></html>",
                "<?xml version=\"1.0\"?>\n<!doctype HTML>\n<head><title>t</title></head><body></body>",
                "<?xml version=\"1.0\"?>\n<!-- made by hand -->\n<HTML xmlns=\"http://www.w3.org/1999/xhtml\"></HTML>",
                "<?xml version=\"1.0\"?>",
                "<?xml version=\"1.0\"?> {{ layout }}",
                "<?xml version=\"1.0\"?><!-- open <rss>",
                "<?php echo 1 ?><p>a</p>",
                "{{ layout }}\n<p>a</p>",
                "{{ \"a\" | t }}",
                "{\"Hello\"|translate}<p>{/block}",
                "[{{ a }}, {{ b }}]",
                "{% extends \"base.html\" %}{% block a %}{% endblock %}",
                "{# note #}<p>{}",
                "{include file=\"head.tpl\"}<p>{/include}",
                "[% INCLUDE head %]<p>[% END %]",
                "[[ title ]]<p>[[ end ]]",
                "[1] <a href=\"#1\">a note</a>, <i>ibid.</i> [2]",
                "{\"title\": \"front matter\"}\n<p>a</p>",
                "[\"a\"] said <b>he</b>",
                "{",
                "[",
                "<svg><symbol/></svg><p>a</p>",
                "<svgx></svgx>",
                "<p>{}</p>"
            })
    void what_may_be_a_page_is_no_other_kind(String text) {
        assertThat(NoPage.kind(text)).isEmpty();
    }
}
