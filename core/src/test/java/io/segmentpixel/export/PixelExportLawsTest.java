package io.segmentpixel.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.pixel.ParsedCall;
import io.segmentpixel.pixel.PixelCall;
import io.segmentpixel.pixel.PixelHost;
import io.segmentpixel.pixel.Privacy;
import io.segmentpixel.pixel.SegmentValue;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentRef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds for every export. */
class PixelExportLawsTest {
    private static final Segment CART =
            Segment.of(SegmentId.of(13), MemberId.of(958), "In cart").withCode(SegmentCode.of("shop_cart"));
    private static final List<UnaryOperator<PixelExport>> OPTIONS = List.of(
            PixelExport::asImage,
            PixelExport::nonSecure,
            PixelExport::usingCodes,
            export -> export.withHost(PixelHost.of("p.example")),
            export -> export.addingAlso(SegmentId.of(15)),
            export -> export.addingAlso(SegmentCode.of("vip")),
            export -> export.removing(SegmentId.of(16)),
            export -> export.removing(SegmentCode.of("left")),
            export -> export.withValue(7),
            export -> export.withValue(SegmentCode.of("shop_cart"), SegmentValue.macro("${TOTAL}")),
            export -> export.withOther("100% ü"),
            export -> export.withPrivacy(Privacy.none().withGdpr(true, "CO.x").withGpp("DB~y", 2)),
            export -> export.redirectingTo("https://partner.example/?uid=${UID}&b=ü#x"));

    private static PixelExport with(List<UnaryOperator<PixelExport>> options) {
        PixelExport export = PixelExport.of(CART);
        for (UnaryOperator<PixelExport> option : options) {
            export = option.apply(export);
        }
        return export;
    }

    @Property(seed = "42")
    void is_read_back_from_its_address(@ForAll("options") List<UnaryOperator<PixelExport>> options) {
        PixelExport export = with(options);

        ParsedCall parsed = PixelCall.parse(export.url(), Set.of("p.example")).orElseThrow();

        assertThat(parsed.call()).contains(export.call());
        assertThat(parsed.type()).contains(export.type());
        assertThat(parsed.host()).isEqualTo(export.host().name());
        assertThat(parsed.remarks()).isEmpty();
    }

    @Property(seed = "42")
    void does_not_depend_on_the_order_of_options(
            @ForAll("options") List<UnaryOperator<PixelExport>> options, @ForAll Random random) {
        PixelExport export = with(options);
        List<UnaryOperator<PixelExport>> shuffled = new ArrayList<>(options);
        Collections.shuffle(shuffled, random);

        assertThat(with(shuffled)).isEqualTo(export).hasSameHashCodeAs(export).hasToString(export.toString());
    }

    @Property(seed = "42")
    void says_the_same_on_the_whole_with_options_said_twice(
            @ForAll("options") List<UnaryOperator<PixelExport>> options) {
        List<UnaryOperator<PixelExport>> twice = new ArrayList<>(options);
        twice.addAll(options);

        assertThat(with(twice)).isEqualTo(with(options));
    }

    @Property(seed = "42")
    void is_divided_into_exports_that_say_the_same_together(
            @ForAll("options") List<UnaryOperator<PixelExport>> options,
            @ForAll @IntRange(min = 1, max = 600) int more) {
        PixelExport export = with(options)
                .addingAlso(IntStream.rangeClosed(1, more)
                        .mapToObj(number -> SegmentId.of(1_000_000 + number))
                        .toArray(SegmentRef[]::new));

        List<PixelExport> parts = export.split();

        assertThat(parts).allSatisfy(part -> {
            assertThat(part.url()).hasSizeLessThanOrEqualTo(2_048);
            assertThat(part.type()).isEqualTo(export.type());
            assertThat(part.host()).isEqualTo(export.host());
            assertThat(part.isSecure()).isEqualTo(export.isSecure());
            assertThat(part.call().privacy()).isEqualTo(export.call().privacy());
        });
        assertThat(parts.stream().flatMap(part -> part.call().added().stream()))
                .containsExactlyInAnyOrderElementsOf(export.call().added());
        assertThat(parts.stream().flatMap(part -> part.segments().stream())).containsExactly(CART);
        assertThat(parts.stream().filter(part -> part.call().redirect().isPresent()))
                .hasSize(export.call().redirect().isPresent() ? 1 : 0);
        assertThat(parts).extracting(PixelExport::name).doesNotHaveDuplicates();
        assertThat(parts.size() == 1).isEqualTo(export.url().length() <= 2_048);
    }

    @Property(seed = "42")
    void never_ends_anything_early(
            @ForAll("names") String name, @ForAll("options") List<UnaryOperator<PixelExport>> options) {
        PixelExport export = PixelExport.of(name, with(options).call());

        ExportFormatsTest.assertOneElementBetweenTwoComments(
                ExportFormats.htmlTag().render(export));
    }

    /** Some of the options, each once, in any order; as a list of its own, because jqwik counts sets through all lists. */
    @Provide
    Arbitrary<List<UnaryOperator<PixelExport>>> options() {
        return Combinators.combine(
                        Arbitraries.shuffle(OPTIONS), Arbitraries.integers().between(0, OPTIONS.size()))
                .as((all, count) -> List.copyOf(all.subList(0, count)));
    }

    @Provide
    Arbitrary<String> names() {
        Arbitrary<String> pieces = Arbitraries.of(
                "-",
                "--",
                ">",
                "!",
                "<",
                "<!--",
                "-->",
                "--!>",
                "\"",
                "'",
                "&",
                "&gt;",
                "\n",
                "\r",
                "\u0000",
                "\u007f",
                "\uD800",
                "a",
                " ",
                "</script>",
                "<script>",
                "]]>",
                "ü");
        Arbitrary<String> glued = pieces.list().ofMaxSize(12).map(all -> String.join("", all));
        return Arbitraries.oneOf(glued, Arbitraries.strings().all().ofMaxLength(40));
    }
}
