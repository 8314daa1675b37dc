package io.segmentpixel.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.PixelType;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every call. */
class SegmentCallLawsTest {
    private static final MemberId MEMBER = MemberId.of(958);

    /** What addresses of calls are made of, and what breaks them. */
    private static final List<String> ADDRESS_PIECES = List.of(
            "https:",
            "//",
            "ib.adnxs.com",
            "/seg",
            "?",
            "&",
            "=",
            "add",
            "add_code",
            "remove",
            "member",
            "redir",
            "redir=http://a/?b=1",
            "/px",
            "/bounce?%2Fseg%3F",
            "gdpr",
            "gdpr_consent",
            "gpp_sid",
            "&amp;",
            "&#038;",
            "=3D",
            "\\/",
            "\\u0026",
            "%2C",
            "order_id",
            "id",
            "seg",
            "null",
            "{{x y}}",
            "https://urldefense.proofpoint.com/v2/url?u=",
            "https://urldefense.com/v3/__",
            "__;",
            "**A",
            "e30m!!",
            "other",
            "t=2",
            "value",
            "12",
            "99999999999",
            "-1",
            ",",
            ":",
            "%",
            "%2",
            "%FF",
            "%%A%%",
            "${x}",
            "#",
            "@",
            "http://a",
            "\uD800",
            "\n");

    @Property(seed = "42")
    void is_read_back_from_its_address(
            @ForAll("calls") SegmentCall call, @ForAll Scheme scheme, @ForAll PixelType type) {
        ParsedCall parsed =
                PixelCall.parse(call.url(scheme, PixelHost.IB, type)).orElseThrow();

        assertThat(parsed.call()).contains(call);
        assertThat(parsed.type()).contains(type);
        assertThat(parsed.scheme()).isEqualTo(scheme);
        assertThat(parsed.remarks()).isEmpty();
    }

    @Property(seed = "42")
    void reads_back_its_parts_too(@ForAll("calls") SegmentCall call) {
        String url = call.url(Scheme.HTTPS, PixelHost.SECURE, PixelType.IMAGE);
        SegmentCall read =
                (SegmentCall) PixelCall.parse(url).flatMap(ParsedCall::call).orElseThrow();

        assertThat(read.added()).isEqualTo(call.added());
        assertThat(read.removed()).isEqualTo(call.removed());
        assertThat(read.member()).isEqualTo(call.member());
        assertThat(read.redirect()).isEqualTo(call.redirect());
        assertThat(read.other()).isEqualTo(call.other());
        assertThat(call.added())
                .allSatisfy(segment -> assertThat(read.valueOf(segment)).isEqualTo(call.valueOf(segment)));
    }

    @Property(seed = "42")
    void holds_nothing_that_could_end_an_attribute(@ForAll("calls") SegmentCall call) {
        assertThat(call.query()).matches("[A-Za-z0-9 ._~%=&,:${}\\[\\]-]+");
    }

    @Property(seed = "42")
    void does_not_depend_on_the_order_of_options(
            @ForAll("options") List<UnaryOperator<SegmentCall>> options, @ForAll Random random) {
        SegmentCall start = SegmentCall.adding(SegmentId.of(12));
        Collections.shuffle(options, random);
        SegmentCall shuffled = start;
        for (UnaryOperator<SegmentCall> option : options) {
            shuffled = option.apply(shuffled);
        }

        SegmentCall inOrder = start.withValue(7)
                .withValue(SegmentId.of(12), 5)
                .andAdding(MEMBER, SegmentCode.of("a"))
                .andRemoving(MEMBER, SegmentCode.of("b"))
                .andRemoving(SegmentId.of(14))
                .withOther("x")
                .redirectingTo("https://partner.example/");
        assertThat(shuffled).isEqualTo(inOrder).hasSameHashCodeAs(inOrder).hasToString(inOrder.toString());
        assertThat(shuffled.added()).isEqualTo(inOrder.added());
    }

    @Property(seed = "42")
    void is_equal_exactly_where_the_query_is(@ForAll("calls") SegmentCall one, @ForAll("calls") SegmentCall another) {
        assertThat(one.equals(another)).isEqualTo(one.query().equals(another.query()));
        assertThat(one.equals(another)).isEqualTo(one.toString().equals(another.toString()));
    }

    @Property(seed = "42")
    void never_throws_whatever_stands_in_a_call(@ForAll("addresses") String text) {
        assertThatCode(() -> PixelCall.parse(text)).doesNotThrowAnyException();
    }

    @Provide
    Arbitrary<List<UnaryOperator<SegmentCall>>> options() {
        return Arbitraries.just(List.<UnaryOperator<SegmentCall>>of(
                        call -> call.withValue(7),
                        call -> call.withValue(SegmentId.of(12), 5),
                        call -> call.andAdding(MEMBER, SegmentCode.of("a")),
                        call -> call.andRemoving(MEMBER, SegmentCode.of("b")),
                        call -> call.andRemoving(SegmentId.of(14)),
                        call -> call.withOther("x"),
                        call -> call.redirectingTo("https://partner.example/")))
                .map(ArrayList::new);
    }

    @Provide
    Arbitrary<String> addresses() {
        Arbitrary<String> glued =
                Arbitraries.of(ADDRESS_PIECES).list().ofMaxSize(20).map(all -> String.join("", all));
        return Arbitraries.oneOf(Arbitraries.strings(), glued, glued.map(query -> "https://ib.adnxs.com/seg?" + query));
    }

    @Provide
    Arbitrary<SegmentCall> calls() {
        Arbitrary<UnaryOperator<SegmentCall>> other = texts().map(text -> call -> call.withOther(text));
        Arbitrary<UnaryOperator<SegmentCall>> redirect = texts().map(
                        text -> text.replaceAll("[\\s\\p{Z}\\p{Cc}\"'<>]", ""))
                .map(path -> call -> call.redirectingTo("https://partner.example/" + path));
        return Combinators.combine(parts(), values(), orNothing(other), orNothing(redirect), Calls.privacies())
                .as((start, one, two, three, privacy) ->
                        three.apply(two.apply(one.apply(start))).withPrivacy(privacy));
    }

    private static Arbitrary<UnaryOperator<SegmentCall>> orNothing(Arbitrary<UnaryOperator<SegmentCall>> option) {
        return Arbitraries.oneOf(Arbitraries.just(UnaryOperator.identity()), option);
    }

    private static Arbitrary<SegmentCall> parts() {
        Arbitrary<List<SegmentId>> ids = Arbitraries.integers()
                .between(1, Integer.MAX_VALUE)
                .map(SegmentId::of)
                .list()
                .ofMaxSize(6);
        Arbitrary<List<SegmentCode>> codes = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars("AZ09_-")
                .ofMinLength(1)
                .ofMaxLength(50)
                .map(SegmentCode::of)
                .list()
                .ofMaxSize(6);
        return Combinators.combine(
                        ids,
                        codes,
                        Arbitraries.integers().between(0, 6),
                        Arbitraries.integers().between(0, 6))
                .filter((allIds, allCodes, first, second) -> !allIds.isEmpty() || !allCodes.isEmpty())
                .as(SegmentCallLawsTest::callOf);
    }

    /** Adds the first so many ids and codes, and removes the others. */
    private static SegmentCall callOf(List<SegmentId> ids, List<SegmentCode> codes, int addedIds, int addedCodes) {
        List<SegmentId> distinctIds = ids.stream().distinct().toList();
        List<SegmentCode> distinctCodes = codes.stream().distinct().toList();
        int splitIds = Math.min(addedIds, distinctIds.size());
        int splitCodes = Math.min(addedCodes, distinctCodes.size());
        SegmentCall start = distinctIds.isEmpty()
                ? splitCodes > 0
                        ? SegmentCall.adding(MEMBER, distinctCodes.get(0))
                        : SegmentCall.removing(MEMBER, distinctCodes.get(0))
                : splitIds > 0 ? SegmentCall.adding(distinctIds.get(0)) : SegmentCall.removing(distinctIds.get(0));
        return start.andAdding(distinctIds.subList(0, splitIds).toArray(SegmentId[]::new))
                .andRemoving(distinctIds.subList(splitIds, distinctIds.size()).toArray(SegmentId[]::new))
                .andAdding(MEMBER, distinctCodes.subList(0, splitCodes).toArray(SegmentCode[]::new))
                .andRemoving(
                        MEMBER,
                        distinctCodes.subList(splitCodes, distinctCodes.size()).toArray(SegmentCode[]::new));
    }

    private static Arbitrary<UnaryOperator<SegmentCall>> values() {
        Arbitrary<SegmentValue> value = Arbitraries.oneOf(
                Arbitraries.integers().greaterOrEqual(0).map(SegmentValue::of),
                Arbitraries.of("${CART_TOTAL}", "{{Cart Total}}", "[total]", "%%AB%%", "%%20%%")
                        .map(SegmentValue::macro));
        return Arbitraries.oneOf(
                Arbitraries.just(UnaryOperator.identity()),
                value.map(one -> call -> call.withValue(one)),
                value.map(one -> call -> call.added().isEmpty()
                        ? call
                        : call.withValue(call.added().get(0), one)));
    }

    private static Arbitrary<String> texts() {
        return Calls.texts(20);
    }
}
