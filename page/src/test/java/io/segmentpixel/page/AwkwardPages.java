package io.segmentpixel.page;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Pages as they are found in the wild, and what cannot be done with each. Some have an element {@code #x}. */
final class AwkwardPages {
    /**
     * A page.
     *
     * @param name what is awkward about it
     * @param html the page
     * @param refused the places where no script can stand, of {@code start, end, head, before, after}
     * @param refusedToImages the places in the body where no image can stand
     */
    record AwkwardPage(String name, String html, Set<String> refused, Set<String> refusedToImages) {
        AwkwardPage andToImages(String... places) {
            return new AwkwardPage(name, html, refused, Set.of(places));
        }

        boolean hasX() {
            return html.contains("id=x") || html.contains("id=\"x\"");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private AwkwardPages() {}

    private static AwkwardPage page(String name, String html, String... refused) {
        Set<String> inTheBody = new TreeSet<>(Set.of(refused));
        inTheBody.remove("head");
        return new AwkwardPage(name, html, Set.of(refused), inTheBody);
    }

    static List<AwkwardPage> all() {
        return Stream.of(
                        plain(),
                        endsOfBody(),
                        behindTheBody(),
                        open(),
                        unended(),
                        notLive(),
                        fromServers(),
                        withTags(),
                        fromClients())
                .flatMap(pages -> pages)
                .toList();
    }

    /** Shapes of a page, and its line ends. */
    private static Stream<AwkwardPage> plain() {
        return Stream.of(
                page("empty", ""),
                page("blank", "  \n\t\n"),
                page("text alone", "Hello"),
                page("a fragment", "<p id=x>Hello</p>\n", "before").andToImages(),
                page("one line", "<!DOCTYPE html><html><head><title>t</title></head><body><p id=x>a</p></body></html>"),
                page("no html", "<head><title>t</title></head>\n<body>\n  <p id=x>a</p>\n</body>\n"),
                page("no head", "<html>\n<body>\n  <p id=x>a</p>\n</body>\n</html>\n"),
                page("no body", "<!DOCTYPE html>\n<title>t</title>\n<p id=x>a</p>\n", "before")
                        .andToImages(),
                page("no end tags", "<html>\n<head>\n<title>t</title>\n<body>\n<p id=x>a\n", "after"),
                page("no end of body", "<html><head></head>\n<body>\n  <p id=x>a</p>\n</html>\n"),
                page(
                        "upper case",
                        "<HTML>\n<HEAD><TITLE>t</TITLE></HEAD>\n<BODY BGCOLOR=white>\n<P ID=\"x\">a</P>\n</BODY>\n</HTML>"),
                page(
                        "old document type",
                        "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01 Transitional//EN\">\n<html><head></head><body>\n<p id=x>a</p>\n</body></html>"),
                page("CRLF", "<html>\r\n<head>\r\n</head>\r\n<body>\r\n  <p id=x>a</p>\r\n</body>\r\n</html>\r\n"),
                page("CR alone", "<html>\r<head>\r</head>\r<body>\r  <p id=x>a</p>\r</body>\r</html>\r"),
                page("mixed line ends", "<html>\r\n<head>\n</head>\r<body>\n  <p id=x>a</p>\r\n</body>\n</html>"),
                page(
                        "byte order mark",
                        "\ufeff<!DOCTYPE html>\n<html><head></head><body>\n<p id=x>a</p>\n</body></html>"),
                page(
                        "NUL and odd characters",
                        "<html><head></head><body>\n<p id=x>a\0b\u00a0\u2028\ud83d\ude00\ufffd</p>\n</body></html>"));
    }

    /** What looks like the end of the body. */
    private static Stream<AwkwardPage> endsOfBody() {
        return Stream.of(
                page(
                        "end of body in a script",
                        "<html><head></head><body>\n<p id=x>a</p>\n<script>var s = \"</body></html>\";</script>\n</body></html>"),
                page(
                        "end of body in a comment",
                        "<html><head></head><body>\n<p id=x>a</p>\n<!-- </body> -->\n</body></html>"),
                page(
                        "end of body in an attribute",
                        "<html><head></head><body>\n<p id=x title='</body>'>a</p>\n</body></html>"),
                page(
                        "end of body in a textarea",
                        "<html><head></head><body>\n<p id=x>a</p>\n<textarea></body></textarea>\n</body></html>"),
                page(
                        "end of body in a title",
                        "<html><head><title></body></title></head><body>\n<p id=x>a</p>\n</body></html>"),
                page(
                        "end of body in a style",
                        "<html><head><style>/* </body> </head> */</style></head><body>\n<p id=x>a</p>\n</body></html>"),
                page(
                        "end of body in a template",
                        "<html><head></head><body>\n<p id=x>a</p>\n<template></body><p>t</p></template>\n</body></html>"),
                page(
                        "end of body in a noscript",
                        "<html><head></head><body>\n<p id=x>a</p>\n<noscript></body></noscript>\n</body></html>"),
                page("CDATA", "<html><head></head><body>\n<p id=x>a</p>\n<![CDATA[ </body> ]]>\n</body></html>"),
                page(
                        "greater than in an attribute",
                        "<html><head></head><body class=\"a>b\">\n<p id=x title=\"a > b\">a</p>\n</body></html>"));
    }

    /** What stands behind the body. */
    private static Stream<AwkwardPage> behindTheBody() {
        return Stream.of(
                page(
                        "two ends of the body",
                        "<html><head></head><body>\n<p id=x>a</p>\n</body>\n<p>b</p>\n</body></html>"),
                page(
                        "two bodies",
                        "<html><head></head><body>\n<p id=x>a</p>\n<body class=b>\n<p>b</p>\n</body></html>"),
                page("text behind the body", "<html><head></head><body>\n<p id=x>a</p>\n</body></html>\nbye\n"),
                page(
                        "comment behind the body",
                        "<html><head></head><body>\n<p id=x>a</p>\n</body></html>\n<!-- cached -->\n"),
                page(
                        "script behind the body",
                        "<html><head></head><body>\n<p id=x>a</p>\n</body></html>\n<script>late()</script>\n"));
    }

    /** What nobody closes. */
    private static Stream<AwkwardPage> open() {
        return Stream.of(
                page("open comment", "<html><head></head><body>\n<p id=x>a</p>\n<!-- never closed\n</body></html>"),
                page("open script", "<html><head></head><body>\n<p id=x>a</p>\n<script>\nvar a = 1;\n</body></html>"),
                page("open textarea", "<html><head></head><body>\n<p id=x>a</p>\n<textarea>\n</body></html>"),
                page("open style in the head", "<html><head><style>p {}\n</head><body>\n<p>a</p>\n</body></html>")
                        .andToImages("start", "end"),
                page("open title", "<html><head><title>t\n</head><body>\n<p>a</p>\n</body></html>")
                        .andToImages("start", "end"),
                page(
                                "a title that another end tag seems to close",
                                "<html><head><title>t</titles>\n</head><body>\n<p>a</p>\n</body></html>")
                        .andToImages("start", "end"),
                page(
                        "a noscript that its paragraph seems to close",
                        "<html><head></head><body>\n<p id=x>a</p>\n<p>b<noscript>c</p>\n<p>d</p>\n</body></html>"),
                page("open attribute", "<html><head></head><body>\n<p id=x>a</p>\n<a href=\"\n</body></html>"),
                page("half a tag at the end", "<html><head></head><body>\n<p id=x>a</p>\n<im"),
                page("open template", "<html><head></head><body>\n<p id=x>a</p>\n<template><p>t</p>\n</body></html>"),
                page("open noscript", "<html><head></head><body>\n<p id=x>a</p>\n<noscript><p>t</p>\n</body></html>"));
    }

    /** Elements that nobody ends, or that the parser moves. */
    private static Stream<AwkwardPage> unended() {
        return Stream.of(
                page(
                        "paragraphs that nobody ends",
                        "<html><head></head><body>\n<p id=x>a\n<p>b\n<p>c\n</body></html>",
                        "after"),
                page(
                        "list items that nobody ends",
                        "<html><head></head><body>\n<ul>\n<li id=x>a\n<li>b\n</ul>\n</body></html>",
                        "after"),
                page(
                                "cells that nobody ends",
                                "<html><head></head><body>\n<table>\n<tr><td id=x>a\n<td>b\n</table>\n</body></html>",
                                "after")
                        .andToImages("before", "after"),
                page(
                                "a row of a table",
                                "<html><head></head><body>\n<table><tr id=x><td>a</td></tr></table>\n</body></html>",
                                "before")
                        .andToImages("before", "after"),
                page(
                                "text that a table pushes out",
                                "<html><head></head><body>\n<table>oops<tr><td id=x>a</td></tr></table>\n</body></html>")
                        .andToImages("before", "after"),
                page("an option", "<html><head></head><body>\n<select><option id=x>a</option></select>\n</body></html>")
                        .andToImages("before", "after"),
                page(
                        "misnested",
                        "<html><head></head><body>\n<b><p id=x>a</b>b</p>\n<i>c<div>d</i>e</div>\n</body></html>",
                        "before"));
    }

    /** Where no tag lives, or not every one. */
    private static Stream<AwkwardPage> notLive() {
        return Stream.of(
                page(
                                "frames",
                                "<html><head></head>\n<frameset cols=\"*,*\"><frame src=a><frame src=b></frameset>\n</html>")
                        .andToImages("start", "end"),
                page(
                        "a drawing",
                        "<html><head></head><body>\n<svg><g id=x><title>t</title></g></svg>\n</body></html>",
                        "before",
                        "after"),
                page(
                        "mathematics",
                        "<html><head></head><body>\n<math><mi id=x>a</mi></math>\n</body></html>",
                        "before",
                        "after"),
                page(
                        "within a template",
                        "<html><head></head><body>\n<template><p id=x>a</p></template>\n</body></html>",
                        "before",
                        "after"),
                page(
                        "within a noscript",
                        "<html><head></head><body>\n<noscript><p id=x>a</p></noscript>\n</body></html>",
                        "before",
                        "after"),
                page(
                        "noscript in the head",
                        "<html><head><noscript><link rel=stylesheet href=a></noscript></head><body>\n<p id=x>a</p>\n</body></html>"),
                page(
                        "an image in the head",
                        "<html><head><title>t</title><img src=a.gif><meta name=a></head><body>\n<p id=x>a</p>\n</body></html>"));
    }

    /** What servers, and other times, leave in a page. */
    private static Stream<AwkwardPage> fromServers() {
        return Stream.of(
                page(
                        "old conditional comments",
                        "<!--[if IE]><html class=ie><![endif]-->\n<!--[if !IE]><!--><html><!--<![endif]-->\n<head></head><body>\n<p id=x>a</p>\n</body></html>"),
                page(
                        "left over from a server",
                        "<?php echo 1 ?>\n<html><head><%= x %></head><body>\n{{#each a}}<p id=x>{{b}}</p>{{/each}}\n</body></html>"),
                page(
                        "made by a server down to its tags",
                        "<html <?= l() ?>>\n<head>\n<link <?= $a > 1 ?>>\n</head>\n<body <?php a(); ?>>\n<p <%= b %> id=x class=\"<%= c %>\">a</p>\n<?php foot();"),
                page(
                        "a prolog",
                        "<?xml version=\"1.0\"?>\n<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\"><head/><body>\n<p id=\"x\"/>\n</body></html>",
                        "after"),
                page("preformatted", "<html><head></head><body>\n<pre>\n  a\n  <b id=x>b</b>\n</pre>\n</body></html>"));
    }

    /** Tags that stand there, and what looks like them. */
    private static Stream<AwkwardPage> withTags() {
        return Stream.of(
                page(
                        "the tag in a comment",
                        "<html><head></head><body>\n<p id=x>a</p>\n<!-- <script src=\"https://secure.adnxs.com/seg?add=528336&t=1\"></script> -->\n</body></html>"),
                page(
                        "the tag in a template",
                        "<html><head></head><body>\n<p id=x>a</p>\n<template><script src=\"https://secure.adnxs.com/seg?add=528336&t=1\"></script></template>\n</body></html>"),
                page(
                        "another tag",
                        "<html><head></head><body>\n<p id=x>a</p>\n<!-- Segment Pixel - other - DO NOT MODIFY -->\n<img src=\"https://secure.adnxs.com/seg?add=5&t=2\" width=\"1\" height=\"1\" />\n<!-- End of Segment Pixel -->\n</body></html>"),
                page(
                                "a table for layout",
                                "<html><head></head><body bgcolor=#fff>\n<center><table width=100% cellpadding=0><tr><td id=x><font size=2>a<br>b</font></td></tr></table></center>\n</body></html>")
                        .andToImages("before", "after"));
    }

    /** What scripts, forms and style make of a page. */
    private static Stream<AwkwardPage> fromClients() {
        return Stream.of(
                page(
                        "structured data",
                        "<html><head><script type=\"application/ld+json\">{\"a\": \"</head><body>\"}</script></head><body>\n<p id=x>a</p>\n</body></html>"),
                page(
                        "script that holds a script",
                        "<html><head></head><body>\n<p id=x>a</p>\n<script><!--\ndocument.write('<script src=a><\\/script>');\n//--></script>\n</body></html>"),
                page(
                        "a template of a client",
                        "<html><head></head><body>\n<div id=x v-if=\"a < b\" @click='go()'>{{ \"</body>\" }}</div>\n<script type=\"text/x-template\"><p>t</p></script>\n</body></html>"),
                page(
                        "elements of its own",
                        "<html><head></head><body>\n<my-page><my-cart id=x><span slot=a>a</span></my-cart></my-page>\n</body></html>"),
                page(
                        "a frame with its own page",
                        "<html><head></head><body>\n<iframe id=x srcdoc=\"<body><p>a</p></body>\"></iframe>\n</body></html>"),
                page(
                        "pictures",
                        "<html><head></head><body>\n<picture id=x><source srcset=\"a.webp 1x, b.webp 2x\"><img src=a.jpg alt=''></picture>\n</body></html>"),
                page(
                        "a form in a form",
                        "<html><head></head><body>\n<form><div id=x>a</div><form><input name=a></form></form>\n</body></html>"),
                page(
                        "edge side includes",
                        "<html><head></head><body>\n<esi:include src=\"/top\"/>\n<p id=x>a</p>\n</esi:include>\n<!--esi <p>b</p> -->\n</body></html>"),
                page(
                        "a drawing that is closed",
                        "<html><head></head><body>\n<p id=x>a</p>\n<svg viewBox=\"0 0 1 1\"><style>p {}</style><desc><b>t</b></desc></svg>\n</body></html>"),
                page(
                        "a wordy head",
                        "<!doctype html>\n<html lang=en class=no-js>\n<head>\n  <meta charset=utf-8>\n  <link rel=stylesheet href=a.css>\n  <base href=\"/\">\n  <script async src=\"//cdn.example/a.js\"></script>\n  <title>t</title>\n</head>\n<body data-a='{\"b\":\">\"}'>\n  <p id=x>a</p>\n</body>\n</html>\n"),
                page(
                        "attributes without blanks",
                        "<html><head></head><body class=a\tid=b\nonload=go()>\n<p id=x class='a'title=\"b\"/>a</p>\n</body></html>"),
                page(
                        "deep",
                        "<html><head></head><body>\n" + "<div>".repeat(300) + "<p id=x>a</p>" + "</div>".repeat(300)
                                + "\n</body></html>"));
    }
}
