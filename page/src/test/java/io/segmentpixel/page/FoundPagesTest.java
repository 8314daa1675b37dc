package io.segmentpixel.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.export.PixelExport;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Damaged pages on which a law did not hold once, or a tag was refused though there was a place. */
class FoundPagesTest {
    static Stream<String> pages() {
        return Stream.of(
                "<head><title>t</title</title></h>\n<body>\n  <p id=x>a</p>\n</body>\n",
                "<html><head></head><body>\n" + "<div>".repeat(60) + "div>" + "<div>".repeat(60) + "<divdiv>"
                        + "</div>".repeat(40) + "</d/div>" + "<div>".repeat(300) + "<<title>div>" + "<div>".repeat(9)
                        + "<p id=x>a</p>" + "</div>".repeat(90) + "</>" + "</div>".repeat(50) + "\n</body></html>",
                "<html><head></head><bod=x>a\n<li>b\n</ul>\n</body></html>\r",
                "<html><head></head><body>\n<p id=x>a</p>\n<a href=\"\n</body></html>ody></html>",
                "<html><head></head><body>\n<p id='</boda</p>\n</body></=x title",
                "<html><head></HEAD><BODY>\n<P ID=X>A</p>\n<![CDATA[ </body> ]]<body>>\n</body></htm",
                "<htmL>\r\n<HEAD>\n</HEAD>\r</TEXTAREA><Body>\n  <p id=x>a</p>\r\n<<![CDATA[/body>\n</html>",
                "<p id=x>Hello</",
                "&amp</",
                "<p<p",
                "\ufeff<!DO",
                "<html><head></h/ul>\n</body></html>ead><body>\n<ul>\n<li id=x>a\n<li>b\n<",
                "<html><head></html></head><body>\n<template>plate>\n</body></ht<p id=x>a</p></temml>",
                "<html><head></head></body>\n<p id=x>a</p>\n<<></HTML>",
                "<html>\r\n<head>\r\n</HEAD>\r\n<<TABle>body>\r\n  <p id=x>a</p>\r\n</body>\r\n</html></p>\r\n",
                "<!DOCTYPE html>\n<title>t</tit<svg>le>\n<p id=x>a</p>\n",
                "<!DOC<button>TYPE HTML>\n<TI>a</p>\n",
                "<html><head></head>\n<frameset cols=\"*,*\"><frame src=a><frame src=b></FRa></frameset>\n</html>",
                "<html><head></head><body>\n<form id=x><svg></form>\n</body></html>",
                "<html><head></head><body>\n<div><form id=x><div><math></form></div>\n<p>a</p></body></html>",
                "<html><head></head><body>\n<picture id=x><source srcset=a.webp><img src=a.jpg></pict>ure>\n</body></html>");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void the_laws_hold_wherever_the_tag_goes(String page) {
        for (Where where : Where.ALL) {
            for (PixelExport export : List.of(PlacementLaws.SCRIPT, PlacementLaws.IMAGE)) {
                if (where.isOn(page) && !(where.equals(Where.HEAD) && export.equals(PlacementLaws.IMAGE))) {
                    Optional<String> refusal = PlacementLaws.refusal(where.placer(), page, export);
                    refusal.ifPresent(reason -> assertThat(new Feasible(page, export).where(where.holds()))
                            .as("a place %s in %s, though it was refused: %s", where, page, reason)
                            .isEmpty());
                }
            }
        }
    }
}
