package io.segmentpixel.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.segmentpixel.pixel.ParsedCall.Parameter;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.PixelType;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PixelCallParseTest {
    private static ParsedCall parsed(String url) {
        return PixelCall.parse(url).orElseThrow();
    }

    @Test
    void reads_what_we_write() {
        ParsedCall parsed =
                parsed("https://secure.adnxs.com/seg?add=12:5,13&add_code=a:${X}&remove=14&remove_code=b&member=958"
                        + "&other=a%20b&redir=https%3A%2F%2Fpartner.example%2F%3Fuid%3D%24UID&t=1");

        assertThat(parsed.call())
                .contains(SegmentCall.adding(SegmentId.of(12), SegmentId.of(13))
                        .withValue(SegmentId.of(12), 5)
                        .andAdding(MemberId.of(958), SegmentCode.of("a"))
                        .withValue(SegmentCode.of("a"), SegmentValue.macro("${X}"))
                        .andRemoving(SegmentId.of(14))
                        .andRemoving(MemberId.of(958), SegmentCode.of("b"))
                        .withOther("a b")
                        .redirectingTo("https://partner.example/?uid=$UID"));
        assertThat(parsed.type()).contains(PixelType.JAVASCRIPT);
        assertThat(parsed.scheme()).isEqualTo(Scheme.HTTPS);
        assertThat(parsed.host()).isEqualTo("secure.adnxs.com");
        assertThat(parsed.remarks()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://secure.adnxs.com/seg?add=1, HTTPS, secure.adnxs.com",
        "http://ib.adnxs.com/seg?add=1, HTTP, ib.adnxs.com",
        "//adnxs.com/seg?add=1, INHERITED, adnxs.com",
        "HTTPS://SECURE.IB.ADNXS.NET:443/seg?add=1, HTTPS, secure.ib.adnxs.net",
        "https://ib.adnxs.com:65535/seg?add=1, HTTPS, ib.adnxs.com",
        "https://ib.adnxs.com:/seg?add=1, HTTPS, ib.adnxs.com",
        "https://me@ib.adnxs.com/seg?add=1#top, HTTPS, ib.adnxs.com",
        "' https://ib.adnxs.com/seg?add=1 ', HTTPS, ib.adnxs.com"
    })
    void reads_scheme_and_host(String url, Scheme scheme, String host) {
        ParsedCall parsed = parsed(url);

        assertThat(parsed.scheme()).isEqualTo(scheme);
        assertThat(parsed.host()).isEqualTo(host);
        assertThat(parsed.call()).contains(SegmentCall.adding(SegmentId.of(1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "add=1",
                "/seg?add=1",
                "secure.adnxs.com/seg?add=1",
                "ftp://secure.adnxs.com/seg?add=1",
                "https://secure.adnxs.com/setuid?entity=1&seg=2",
                "https://secure.adnxs.com/pxj?bidder=1&seg=2",
                "https://secure.adnxs.com/SEG?add=1",
                "https://secure.adnxs.com/segment?add=1",
                "https://secure.adnxs.com/a/seg?add=1",
                "https://evil-adnxs.com/seg?add=1",
                "https://adnxs.com.evil.example/seg?add=1",
                "https://adnxs.com@evil.example/seg?add=1",
                "https://www.example.com/?u=https://secure.adnxs.com/seg?add=1",
                "https://evil.example#@secure.adnxs.com/seg?add=1",
                "https://evil.example\\@secure.adnxs.com/seg?add=1",
                "https://evil.example\\secure.adnxs.com/seg?add=1",
                "https://evil.example?@secure.adnxs.com/seg?add=1",
                "https://secure.adnxs.com:65536/seg?add=1",
                "/seg",
                "//seg",
                "https://secure.adnxs.com:99999999999/seg?add=1",
                "https://a..adnxs.com/seg?add=1",
                "https://.adnxs.com/seg?add=1",
                "data:text/html,/https://secure.adnxs.com/seg?add=1",
                "blob:https://a.example/https://secure.adnxs.com/seg?add=1",
                "mailto:a@b.example/https://secure.adnxs.com/seg?add=1"
            })
    void takes_nothing_else_for_a_call(String text) {
        assertThat(PixelCall.parse(text)).isEmpty();
    }

    @Test
    void reads_calls_on_hosts_that_the_caller_names() {
        String url = "https://Pixel.Reseller.example:8443/seg?add=1";

        assertThat(PixelCall.parse(url)).isEmpty();
        assertThat(PixelCall.parse(url, Set.of("pixel.reseller.EXAMPLE"))).isPresent();
        assertThat(PixelCall.parse("https://p\u0131xel.reseller.example/seg?add=1", Set.of("pixel.reseller.example")))
                .isEmpty();
        assertThat(PixelCall.parse("https://x.pixel.reseller.example/seg?add=1", Set.of("pixel.reseller.example")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"t=1, JAVASCRIPT", "t=2, IMAGE", "x=1, IMAGE"})
    void reads_the_type(String parameter, PixelType type) {
        assertThat(parsed("https://ib.adnxs.com/seg?add=1&" + parameter).type()).contains(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"t=3", "t=", "t=1&t=2"})
    void leaves_a_type_open_that_says_nothing(String parameters) {
        ParsedCall parsed = parsed("https://ib.adnxs.com/seg?add=1&" + parameters);

        assertThat(parsed.type()).isEmpty();
        assertThat(parsed.remarks())
                .singleElement()
                .asString()
                .startsWith("parameter t ")
                .endsWith(": must be 1, a script, or 2, an image");
        assertThat(parsed.call()).contains(SegmentCall.adding(SegmentId.of(1)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | segments []: a call must name at least 1 segment",
                "add=${x} | segment id \"${x}\": must be a whole number up to 2147483647",
                "add=0 | segment id 0: must be greater than 0",
                "add=2147483648 | segment id \"2147483648\": must be a whole number up to 2147483647",
                "add=1:2147483648 | segment value \"2147483648\": must be a whole number up to 2147483647",
                "add=1&remove=1 | segment 1: must not be both added and removed by one call",
                "add=1&add=2 | parameter add [1, 2]: must not stand more than once",
                "add_code=a | code \"a\": must come with the member that owns it",
                "add=1&redir=partner | url \"partner\": must start with http:// or https://"
            })
    void says_why_there_is_no_call(String query, String remark) {
        ParsedCall parsed = parsed("https://ib.adnxs.com/seg?" + query);

        assertThat(parsed.call()).isEmpty();
        assertThat(parsed.remarks()).containsExactly(remark);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "add=1,,&t=2 | parameter add: holds an empty item, which was left out",
                "add=1&remove= | parameter remove: holds an empty item, which was left out",
                "add=1,1:5 | segment 1: is named more than once; the first time counts",
                "add=1&add_code=null | parameter add_code: holds an empty item, which was left out",
                "add=1&remove_code=undefined | parameter remove_code: holds an empty item, which was left out",
                "add=1&member=958 | parameter member: says nothing in a call without codes",
                "add=1&cb=8392 | parameter \"cb\": is no part of the call that was read"
            })
    void remarks_on_what_is_odd(String query, String remark) {
        ParsedCall parsed = parsed("https://ib.adnxs.com/seg?" + query);

        assertThat(parsed.call()).contains(SegmentCall.adding(SegmentId.of(1)));
        assertThat(parsed.remarks()).containsExactly(remark);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,",
                "-1,",
                "a",
                "1:2,",
                "a~",
                "?",
                "%41",
                "%",
                "&amp;",
                "&x=1",
                "=3D",
                "\\u0026",
                "//a",
                "a&",
                "a=&add=&",
                "[",
                "1.",
                " ",
                "\n",
                "\u00fc",
                "\ud800"
            })
    void takes_texts_of_any_length(String piece) {
        String longText = piece.repeat(50_000);
        Stream.of(Name.values())
                .flatMap(name -> Stream.of("/seg?add=1&", "/px?id=1&").map(start -> start + name.text() + "="))
                .forEach(start -> assertThat(PixelCall.parse("https://ib.adnxs.com" + start + longText))
                        .isPresent());
        assertThat(PixelCall.parse(longText)).isEmpty();
        assertThat(PixelCall.parse("https://" + longText + "/seg?add=1")).isEmpty();
    }

    @Test
    void reads_encoded_macros_of_a_conversion() {
        ParsedCall parsed = parsed("https://ib.adnxs.com/px?id=1&order_id=%7B%7BOrder%7D%7D&value=%24%7BTOTAL%7D");

        assertThat(parsed.call())
                .contains(ConversionCall.of(ConversionId.of(1))
                        .withOrderIdMacro("{{Order}}")
                        .withRevenueMacro("${TOTAL}"));
        assertThat(parsed.remarks())
                .containsExactly(
                        "parameter order_id: is a macro that is encoded, so that it is not filled in",
                        "parameter value: is a macro that is encoded, so that it is not filled in");
    }

    @Test
    void remarks_on_what_a_fragment_takes_away() {
        ParsedCall parsed = parsed("https://ib.adnxs.com/seg?add=1&redir=http://a.example/#frag&remove=3&t=1");

        assertThat(parsed.call()).contains(SegmentCall.adding(SegmentId.of(1)).redirectingTo("http://a.example/"));
        assertThat(parsed.remarks()).containsExactly("fragment \"#frag&remove=3&t=1\": is not sent, and was left out");
    }

    @Test
    void refuses_values_of_segments_in_a_conversion() {
        ParsedCall parsed = parsed("https://ib.adnxs.com/px?id=1&seg=5:3");

        assertThat(parsed.call()).isEmpty();
        assertThat(parsed.remarks()).containsExactly("segment values {5=3}: a conversion call has none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"add=1:%35", "add=%31:5", "add=1%3A5", "value=%35&add=1"})
    void reads_what_is_encoded_without_need(String query) {
        assertThat(((SegmentCall) parsed("https://ib.adnxs.com/seg?" + query)
                                .call()
                                .orElseThrow())
                        .valueOf(SegmentId.of(1)))
                .contains(SegmentValue.of(5));
    }

    @Test
    void keeps_a_backslash_that_is_no_escape() {
        assertThat(parsed("https://ib.adnxs.com/seg?add=1&other=a\\b").call())
                .contains(SegmentCall.adding(SegmentId.of(1)).withOther("a\\b"));
    }

    @Test
    void names_twenty_unknown_parameters_and_no_more() {
        assertThat(parsed("https://ib.adnxs.com/seg?add=1"
                                + IntStream.range(0, 20)
                                        .mapToObj(number -> "&p" + number)
                                        .collect(Collectors.joining()))
                        .remarks())
                .hasSize(20)
                .noneMatch(remark -> remark.startsWith("parameters:"));
    }

    @Test
    void reads_null_for_a_code_where_a_member_owns_it() {
        assertThat(parsed("https://ib.adnxs.com/seg?add_code=null&member=958").call())
                .contains(SegmentCall.adding(MemberId.of(958), SegmentCode.of("null")));
        assertThat(parsed("https://ib.adnxs.com/seg?add=1&add_code=null&member=null")
                        .call())
                .contains(SegmentCall.adding(SegmentId.of(1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https%3A%2F%2Fx.example%2F?839201", "HTTPS%3a%2f%2fx.example%2f?839201", "%2F%2Fx.example/?8"})
    void leaves_a_cachebuster_out_of_an_encoded_redirect(String redirect) {
        ParsedCall parsed = parsed("https://ib.adnxs.com/seg?add=1&redir=" + redirect);

        assertThat(parsed.call().orElseThrow().redirect().orElseThrow().value())
                .isEqualToIgnoringCase("https://x.example/");
        assertThat(parsed.remarks()).anySatisfy(remark -> assertThat(remark).startsWith("cachebuster \"?8"));
    }

    @Test
    void keeps_the_query_of_a_redirect_that_is_not_encoded() {
        assertThat(parsed("https://ib.adnxs.com/seg?add=1&redir=https://x.example/?839201")
                        .call())
                .contains(SegmentCall.adding(SegmentId.of(1)).redirectingTo("https://x.example/?839201"));
    }

    @Test
    void names_some_of_many_unknown_parameters() {
        String many = IntStream.range(0, 1_000)
                .mapToObj(number -> "&p" + number + "=1")
                .collect(Collectors.joining());

        ParsedCall parsed = parsed("https://ib.adnxs.com/seg?add=1" + many);

        assertThat(parsed.remarks()).hasSize(21).last().isEqualTo("parameters: of these, 980 more are no part of it");
        assertThat(parsed.rawParameters()).hasSize(1_001);
    }

    @Test
    void keeps_parameters_as_they_were_written() {
        ParsedCall parsed = parsed("https://ib.adnxs.com/seg?add=1&&other=a%20b=c&flag");

        assertThat(parsed.rawParameters())
                .containsExactly(
                        new Parameter("add", "1"), new Parameter("other", "a%20b=c"), new Parameter("flag", ""));
    }

    @Test
    void reads_percent_signs_that_encode_nothing_as_they_are() {
        assertThat(parsed("https://ib.adnxs.com/seg?add=1&other=100%&t=1").call())
                .contains(SegmentCall.adding(SegmentId.of(1)).withOther("100%"));
    }

    @Test
    void is_a_value() {
        ParsedCall parsed = parsed("https://ib.adnxs.com/seg?add=x");

        assertThat(parsed)
                .isEqualTo(parsed("https://ib.adnxs.com/seg?add=x"))
                .isNotEqualTo(parsed("//ib.adnxs.com/seg?add=x"));
        assertThat(parsed).hasSameHashCodeAs(parsed("https://ib.adnxs.com/seg?add=x"));
        assertThat(parsed.toString()).contains("HTTPS", "ib.adnxs.com", "add=x", "segment id");
    }

    @Test
    @SuppressWarnings("NullAway")
    void takes_no_null() {
        assertThatNullPointerException().isThrownBy(() -> PixelCall.parse(null)).withMessage("url");
        assertThatNullPointerException()
                .isThrownBy(() -> PixelCall.parse("", null))
                .withMessage("other hosts");
    }
}
