package io.segmentpixel.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.PiggybackPixel;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.testkit.Fault;
import io.segmentpixel.testkit.Operation;
import io.segmentpixel.testkit.Sandbox;
import io.segmentpixel.testkit.Visitor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the program does to a site. */
class PlaceOnSiteTest extends PlaceStage {
    @Test
    void places_the_sample_and_changes_nothing_the_second_time() throws IOException {
        Map<String, String> before = pages(site());

        assertThat(run(SAMPLE)).isZero();

        assertThat(printed())
                .contains(
                        "Pages 5 of 5",
                        "shop/cart.html: changed, placed \"Aldermoor - in cart\"",
                        "5 pages: 4 changed, 1 unchanged");
        assertThat(complained()).isEmpty();
        assertThat(page("shop/thank-you.html"))
                .contains(
                        "<!-- Segment Pixel - Aldermoor - bought - DO NOT MODIFY -->",
                        "https://secure.adnxs.com/seg?add=528338:254&t=1");
        Map<String, String> placed = pages(site());
        assertThat(placed.get("magazine/luxury-cars.html")).isEqualTo(before.get("magazine/luxury-cars.html"));
        assertThat(run(SAMPLE)).isZero();
        assertThat(printed()).contains("5 pages: 0 changed, 5 unchanged");
        assertThat(pages(site())).isEqualTo(placed);
    }

    @Test
    void removes_every_byte_that_it_placed() throws IOException {
        Map<String, String> before = pages(site());

        assertThat(run(SAMPLE)).isZero();
        assertThat(pages(site())).isNotEqualTo(before);
        assertThat(run(SAMPLE, "--remove")).isZero();

        assertThat(printed()).contains("4 changed, 1 unchanged");
        assertThat(pages(site())).isEqualTo(before);
    }

    @Test
    void a_dry_run_prints_what_patch_makes_a_run_of() throws Exception {
        Map<String, String> before = pages(site());

        assertThat(run(SAMPLE, "--dry-run")).isEqualTo(3);

        assertThat(pages(site())).isEqualTo(before);
        assertThat(printed()).startsWith("--- a/shop/cart.html").doesNotContain("Pages ", "unchanged");
        assertThat(complained()).contains("Pages 5 of 5", "5 pages: 4 changed, 1 unchanged");
        Path diff = Files.write(directory.resolve("diff"), out.toByteArray());
        assertThat(run(SAMPLE)).isZero();
        Map<String, String> placed = pages(site());
        a_site_of_our_own();
        assertThat(patched(diff)).isZero();
        assertThat(pages(site())).isEqualTo(placed);
    }

    private int patched(Path diff) throws Exception {
        return new ProcessBuilder("patch", "-p1", "--binary", "-s", "-d", site().toString())
                .redirectInput(diff.toFile())
                .start()
                .waitFor();
    }

    @Test
    void a_dry_run_of_a_site_that_is_right_ends_well_and_prints_nothing() {
        assertThat(run(SAMPLE)).isZero();

        assertThat(run(SAMPLE, "--dry-run")).isZero();

        assertThat(printed()).isEmpty();
    }

    @Test
    void a_visitor_who_walks_to_the_end_is_in_all_three_segments() throws IOException {
        try (Sandbox sandbox = Sandbox.start()) {
            List<SegmentId> ids = Stream.of("visited", "cart", "bought")
                    .map(name -> sandbox.segments()
                            .create(NewSegment.named(name).withCode("shop_" + name))
                            .id())
                    .toList();
            Path funnel = csv(
                    "Visited," + ids.get(0) + ",,shop/index.html",
                    "In cart,shop_cart,7,https://shop.example/shop/cart",
                    "Bought,shop_bought,,css: #order-number");
            assertThat(run(environment(sandbox), funnel, "--served-at", "https://shop.example", "--https"))
                    .isZero();

            Visitor buyer = sandbox.newVisitor();
            Visitor leaver = sandbox.newVisitor();
            for (String page : List.of("shop/index.html", "shop/product.html", "shop/cart.html")) {
                buyer.loads(page(page));
                leaver.loads(page(page));
            }
            buyer.loads(page("shop/thank-you.html"));
            assertThat(buyer.segments()).containsExactlyInAnyOrderElementsOf(ids);
            assertThat(leaver.segments()).containsExactlyInAnyOrderElementsOf(ids.subList(0, 2));
            assertThat(buyer.membership(ids.get(1)).orElseThrow().value()).hasValue(7);
        }
    }

    private static Map<String, String> environment(Sandbox sandbox) {
        return Map.of(
                "SEGMENT_API_URL", sandbox.url(),
                "SEGMENT_API_USERNAME", sandbox.username(),
                "SEGMENT_API_PASSWORD", sandbox.password(),
                "SEGMENT_API_MEMBER", sandbox.memberId().toString());
    }

    @Test
    void codes_need_a_backend_that_knows_them() throws IOException {
        Map<String, String> before = pages(site());
        Path funnel = csv("Visited,528336,,shop/index.html", "In cart,Shop_Cart,,shop/cart.html");

        assertThat(run(funnel)).isEqualTo(2);
        assertThat(complained())
                .contains("funnel.csv:\n  line 3: segment \"Shop_Cart\": is a code", "set SEGMENT_API_URL");
        try (Sandbox sandbox = Sandbox.start()) {
            sandbox.segments().create(NewSegment.named("Cart").withCode("shop_cart"));
            assertThat(run(environment(sandbox), funnel)).isEqualTo(2);
            assertThat(complained()).contains("line 3: segment \"Shop_Cart\": the backend has none of this code");
            Map<String, String> wrong = new TreeMap<>(environment(sandbox));
            wrong.put("SEGMENT_API_PASSWORD", "guessed");
            assertThat(run(wrong, funnel)).isEqualTo(2);
            assertThat(complained()).doesNotContain("guessed");
            wrong.remove("SEGMENT_API_PASSWORD");
            assertThat(run(wrong, funnel)).isEqualTo(2);
            assertThat(complained()).contains("SEGMENT_API_PASSWORD must be set as well");
        }

        assertThat(pages(site())).isEqualTo(before);
    }

    @Test
    void a_backend_that_fails_leaves_the_site_as_it_was() throws IOException {
        Map<String, String> before = pages(site());
        try (Sandbox sandbox = Sandbox.start()) {
            sandbox.faults().on(Operation.LIST, Operation.READ).next(Fault.redirect("https://elsewhere.example/"));

            assertThat(run(environment(sandbox), csv("In cart,shop_cart,,shop/cart.html")))
                    .isEqualTo(1);
        }

        assertThat(complained()).contains("Nothing was changed.");
        assertThat(pages(site())).isEqualTo(before);
    }

    @Test
    void what_the_backend_knows_of_a_segment_decides_its_tag() throws IOException {
        try (Sandbox sandbox = Sandbox.start()) {
            Segment cart = sandbox.segments()
                    .create(NewSegment.named("Cart")
                            .withCode("shop_cart")
                            .withPiggyback(PiggybackPixel.javaScript("https://partner.example/p.js")));
            Path funnel = csv("In cart,shop_cart,,shop/cart.html");

            assertThat(run(environment(sandbox), funnel, "--format", "image")).isEqualTo(2);
            assertThat(complained()).contains("funnel.csv:\n  line 2: type IMAGE: must be JAVASCRIPT");
            assertThat(run(environment(sandbox), funnel)).isZero();
            assertThat(page("shop/cart.html")).contains("seg?add=" + cart.id() + "&t=1");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "html, head, '<script src=\"https://secure.adnxs.com/seg?add=1&t=1\" type=\"text/javascript\"></script>'",
        "image, start, '<img src=\"https://secure.adnxs.com/seg?add=1&t=2\" width=\"1\" height=\"1\" />'",
        "noscript, end, <noscript><img src=\"https://secure.adnxs.com/seg?add=1&t=2\"",
        "beacon, head, seg?add=1&t=2",
        "gated, end, __tcfapi"
    })
    void writes_other_forms_in_other_places(String format, String at, String text) throws IOException {
        Path funnel = csv("Cart,1,,shop/cart.html");

        assertThat(run(funnel, "--format", format, "--at", at)).isZero();

        String page = page("shop/cart.html");
        assertThat(page).contains(text);
        int tag = page.indexOf(text);
        assertThat(tag < page.indexOf("</head>")).isEqualTo(at.equals("head"));
        assertThat(tag < page.indexOf("<header>")).isEqualTo(!at.equals("end"));
        assertThat(run(funnel, "--format", format, "--at", at)).isZero();
        assertThat(page("shop/cart.html")).isEqualTo(page);
    }

    @Test
    void a_step_without_pages_is_a_warning() throws IOException {
        assertThat(run(csv("Cart,1,,shop/cart.html", "Left,2,,left/**"))).isZero();

        assertThat(complained()).contains("warning: ", "funnel.csv, line 3: no page is in this step");
        assertThat(printed()).contains("step \"Left\" on path left/**: held on no page");
    }

    @Test
    void a_page_that_is_refused_does_not_end_the_run() throws IOException {
        Files.writeString(site().resolve("shop/a.html"), "<html><body><p>\n<template>");
        Files.writeString(
                site().resolve("shop/amp.html"), "<!doctype html><html amp><head></head><body></body></html>");
        Path funnel = csv("Shop,1,,shop/**");

        assertThat(run(funnel, "--dry-run")).isEqualTo(4);
        assertThat(run(funnel)).isEqualTo(4);

        assertThat(printed()).contains("shop/amp.html: refused, ", "1 refused");
        assertThat(page("shop/thank-you.html")).contains("seg?add=1&t=1");
    }

    @Test
    void an_address_is_that_below_which_the_site_is_served() throws IOException {
        Path funnel = csv("In cart,1,,https://shop.example/shop/cart");

        assertThat(run(funnel, "--served-at", "https://shop.example/blog/")).isZero();
        assertThat(complained()).contains("line 2: no page is in this step");
        assertThat(run(funnel, "--served-at", "https://shop.example/", "--pages", "magazine/*", "--threads", "1"))
                .isZero();
        assertThat(printed()).contains("1 page: 0 changed, 1 unchanged");
        assertThat(run(funnel, "--served-at", "https://shop.example/")).isZero();
        assertThat(printed()).contains("shop/cart.html: changed", "5 pages: 1 changed");
        assertThat(run(funnel, "--remove")).isZero();
        assertThat(printed()).contains("5 pages: 1 changed");
    }

    @Test
    void a_page_of_two_steps_of_one_segment_settles() throws IOException {
        Path funnel = csv("Shop,1,,shop/**", "Shop,1,,shop/cart.html", "Cart,1,5,shop/cart.html", "Bag,2,,shop/**");

        assertThat(run(funnel)).isZero();
        Map<String, String> placed = pages(site());

        assertThat(run(funnel, "--dry-run")).isZero();
        assertThat(pages(site())).isEqualTo(placed);
    }

    @Test
    void long_lists_are_cut() throws IOException {
        for (int number = 0; number < 120; number++) {
            Files.writeString(site().resolve("p" + number + ".html"), "<p>" + number);
        }

        assertThat(run(csv("All,1,,p*.html"))).isZero();

        assertThat(printed())
                .contains("and 70 more changed", "125 pages: 120 changed, 5 unchanged", "Pages 125 of 125");
    }

    @Test
    void on_a_terminal_the_progress_is_one_line_and_leaves_a_diff_alone() {
        List<String> arguments = List.of(SAMPLE.toString(), site().toString());

        assertThat(run(
                        Map.of(),
                        Stream.concat(arguments.stream(), Stream.of("--dry-run"))
                                .toList(),
                        true))
                .isEqualTo(3);
        assertThat(printed() + complained()).doesNotContain("Pages ");
        assertThat(run(Map.of(), arguments, true)).isZero();
        assertThat(printed()).startsWith("\rPages 1 of 5\rPages 2 of 5").contains("\rPages 5 of 5\n");
    }

    @Test
    void a_diff_that_cannot_be_written_is_a_failure() {
        PrintStream closed = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8) {
            @Override
            public boolean checkError() {
                return true;
            }
        };

        int code = PlaceOnSite.run(
                Map.of(),
                List.of(SAMPLE.toString(), site().toString(), "--dry-run"),
                false,
                closed,
                new PrintStream(err, true, StandardCharsets.UTF_8));

        assertThat(code).isEqualTo(1);
        assertThat(complained()).contains("the diff could not be written");
    }
}
