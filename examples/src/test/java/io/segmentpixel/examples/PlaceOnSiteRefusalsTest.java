package io.segmentpixel.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a funnel or an argument is said before anything is written. */
class PlaceOnSiteRefusalsTest extends PlaceStage {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ",1,,a.html | step \"\": must not be blank",
                "Cart,,,a.html | segment \"\": must be the segment's id, or its code",
                "Cart,0,,a.html | segment \"0\": ",
                "Cart,99999999999,,a.html | segment \"99999999999\": must be a whole number of at most 2147483647",
                "Cart,1,many,a.html | value \"many\": must be a whole number",
                "Cart,1,-3,a.html | value \"-3\": must be 0 or greater",
                "Cart,1,, | pages \"\": glob",
                "Cart,1,,/cart/** | pages \"/cart/**\": glob \"/cart/**\": must be relative to the site's root",
                "Cart,1,,[a | pages \"[a\": glob \"[a\": must be a pattern as in cart/**",
                "Cart,1,,css:##a | pages \"css:##a\": css \"##a\": must be a CSS selector",
                "Cart,1,,css: | pages \"css:\": css \"\": must be a CSS selector",
                "Cart,1,,https://shop.example/?a=b | pages \"https://shop.example/?a=b\": prefix",
                "Cart,1,,https://shop.example/ | pages: is an address, so say --served-at",
                "Cart,1,a.html | row: must have 4 cells, has 3"
            })
    void a_wrong_row_is_named_before_anything_is_written(String row, String message) throws IOException {
        Map<String, String> before = pages(site());

        assertThat(run(csv("Visited,528336,,shop/index.html", row))).isEqualTo(2);

        assertThat(complained()).startsWith("place on site: ").contains("funnel.csv:\n  line 3: " + message);
        assertThat(pages(site())).isEqualTo(before);
    }

    @Test
    void a_call_has_one_name() throws IOException {
        assertThat(run(csv("Shop,1,,shop/**", "Cart,1,,shop/cart.html"))).isEqualTo(2);

        assertThat(complained()).contains("line 3: step \"Cart\": must be \"Shop\", as in line 2");
    }

    @Test
    void all_wrong_rows_are_named_at_once_but_for_those_of_a_long_list() throws IOException {
        String[] rows =
                IntStream.range(0, 25).mapToObj(number -> "Cart,1,x,a.html").toArray(String[]::new);

        assertThat(run(csv(rows))).isEqualTo(2);

        assertThat(complained()).contains("line 2: ", "line 21: ", "and 5 more").doesNotContain("line 22: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "step,segment\nCart,1\n",
                "step;segment;value;pages\nCart;1;;a.html\n",
                "step,segment,value,pages,pages\n",
                "step,segment,value,pages,more\n",
                ""
            })
    void other_columns_are_refused(String text) throws IOException {
        assertThat(run(Files.writeString(directory.resolve("other.csv"), text))).isEqualTo(2);

        assertThat(complained())
                .contains(
                        "other.csv: the columns must be step, segment, value and pages (value may be left out), are ");
    }

    @Test
    void takes_what_sheets_write_and_names_what_cannot_be_read() throws IOException {
        Path file = directory.resolve("sheet.csv");
        Files.writeString(file, "\ufeffPages,Step,SEGMENT\r\nshop/cart.html,\"Cart, now\",7\r\n,,\r\n");
        assertThat(run(file)).isZero();
        assertThat(page("shop/cart.html")).contains("Segment Pixel - Cart, now - DO NOT MODIFY");

        assertThat(run(Files.writeString(file, "step,segment,value,pages\n"))).isEqualTo(2);
        assertThat(complained()).contains("sheet.csv: must have a step");
        assertThat(run(Files.writeString(file, "step,segment,value,pages\n\"Cart,1,,a.html")))
                .isEqualTo(2);
        assertThat(complained()).contains("quotes do not match");
        assertThat(run(Files.write(file, new byte[] {(byte) 0xfc}))).isEqualTo(2);
        assertThat(complained()).contains("must be in UTF-8");
        assertThat(run(directory.resolve("missing.csv"))).isEqualTo(2);
        assertThat(complained()).contains("missing.csv: there is no such file");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--format pdf | --format pdf: must be html, image, noscript, beacon, gated",
                "--at middle | --at middle: must be end, start or head",
                "--at head --format image | --at head: does not go together with --format image",
                "--format noscript --at head | --at head: does not go together with --format noscript",
                "--threads few | --threads few: must be a whole number",
                "--threads 0 | --threads: threads 0: must be at least 1",
                "--pages /a | --pages: glob \"/a\": must be relative",
                "--served-at shop.example | --served-at: url \"shop.example\": must be an absolute http or https address",
                "--served-at --https | --served-at: must be followed by a value",
                "--at | --at: must be followed by a value",
                "--remove --dry-run | --remove: does not go together with --dry-run",
                "--fast | --fast: is not understood; see --help",
                "another | a CSV file and the directory of a site must be named"
            })
    void says_what_is_wrong_with_its_arguments(String arguments, String message) throws IOException {
        Map<String, String> before = pages(site());

        assertThat(run(SAMPLE, arguments.split(" ", -1))).isEqualTo(2);

        assertThat(complained()).startsWith("place on site: " + message);
        assertThat(pages(site())).isEqualTo(before);
    }

    @Test
    void a_site_must_be_a_directory() {
        assertThat(run(Map.of(), List.of(SAMPLE.toString(), SAMPLE.toString()), false))
                .isEqualTo(2);
        assertThat(complained()).contains("funnel.csv: must be a directory, that of the site");
        assertThat(run(Map.of(), List.of(), false)).isEqualTo(2);
    }

    @Test
    void helps() {
        assertThat(run(Map.of(), List.of("--help"), false)).isZero();

        assertThat(printed()).contains("usage: PlaceOnSite", "Exit codes: 0");
        assertThat(printed().lines()).allMatch(line -> line.length() <= 125);
    }
}
