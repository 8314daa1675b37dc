package io.segmentpixel.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.segmentpixel.segment.PixelType;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;

class CallSplitTest {
    /** Room for every segment beside all that can be said. */
    /** One for each segment, one for the conversion. */
    private static final int MOST_PARTS = 12;

    private static List<PixelCall> split(PixelCall call, int longest) {
        return call.split(Scheme.HTTPS, PixelHost.SECURE, PixelType.IMAGE, longest);
    }

    private static int length(PixelCall call) {
        return call.url(Scheme.HTTPS, PixelHost.SECURE, PixelType.IMAGE).length();
    }

    @Test
    void leaves_a_short_call_alone() {
        SegmentCall call = SegmentCall.adding(SegmentId.of(12)).redirectingTo("https://a.example/");

        assertThat(split(call, 2_048)).containsExactly(call);
        assertThat(split(call, length(call))).containsExactly(call);
    }

    @Test
    void divides_a_long_call() {
        SegmentId[] ids =
                IntStream.rangeClosed(100_000, 100_999).mapToObj(SegmentId::of).toArray(SegmentId[]::new);

        List<PixelCall> parts = split(SegmentCall.adding(ids).withValue(7), 2_048);

        assertThat(parts).hasSize(5).allSatisfy(part -> assertThat(length(part)).isLessThanOrEqualTo(2_048));
        assertThat(parts.stream().flatMap(part -> part.added().stream())).containsExactly(ids);
    }

    @Test
    void divides_thousands_of_both_kinds() {
        SegmentId[] added =
                IntStream.rangeClosed(100_000, 102_999).mapToObj(SegmentId::of).toArray(SegmentId[]::new);
        SegmentId[] removed =
                IntStream.rangeClosed(200_000, 202_999).mapToObj(SegmentId::of).toArray(SegmentId[]::new);
        SegmentCall call =
                SegmentCall.adding(added).andRemoving(removed).redirectingTo("https://a.example/" + "x".repeat(1_800));

        List<PixelCall> parts = split(call, 2_048);

        assertThat(parts.stream().flatMap(part -> part.added().stream())).containsExactly(added);
        assertThat(parts.stream().flatMap(part -> part.removed().stream())).containsExactly(removed);
        assertThat(parts).hasSize(22);
    }

    @Test
    void names_what_is_too_long() {
        SegmentCall call = SegmentCall.adding(SegmentId.of(12), SegmentId.of(13));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> split(call.redirectingTo("https://a.example/" + "x".repeat(300)), 200))
                .withMessageStartingWith("parameter redir \"https%3A%2F%2Fa.example%2Fxxx")
                .withMessageContaining(
                        "takes 326 characters, and a query has room for 167; the call cannot be divided");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> split(call.withOther("o".repeat(300)), 200))
                .withMessageStartingWith("parameter other \"ooo");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        split(call.withValue(SegmentId.of(13), SegmentValue.macro("[" + "m".repeat(300) + "]")), 200))
                .withMessageStartingWith("parameter add \"13:[mmm");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> split(call.withPrivacy(Privacy.none().withGdpr(true, "C".repeat(300))), 200))
                .withMessageStartingWith("parameter gdpr_consent \"CCC");
    }

    @Property(seed = "8")
    void keeps_union_and_order_and_says_what_is_said_once_once(@ForAll("dividable") Task task) {
        PixelCall call = task.call;
        int longest = task.longest;
        List<PixelCall> parts = split(call, longest);

        assertThat(parts).allSatisfy(part -> assertThat(length(part)).isLessThanOrEqualTo(longest));
        assertThat(parts.stream().flatMap(part -> part.added().stream())).containsExactlyElementsOf(call.added());
        assertThat(parts.stream().flatMap(part -> part.removed().stream())).containsExactlyElementsOf(call.removed());
        assertThat(parts.stream().flatMap(part -> part.redirect().stream()))
                .hasSize(call.redirect().isPresent() ? 1 : 0);
        assertThat(parts.stream().filter(ConversionCall.class::isInstance))
                .hasSize(call instanceof ConversionCall ? 1 : 0);
        assertThat(parts).allSatisfy(part -> {
            assertThat(part.privacy()).isEqualTo(call.privacy());
            assertThat(PixelCall.parse(part.url(Scheme.HTTPS, PixelHost.SECURE, PixelType.IMAGE))
                            .flatMap(ParsedCall::call))
                    .contains(part);
            boolean isOfConversion = call instanceof ConversionCall && part instanceof SegmentCall;
            assertThat(part.other()).isEqualTo(isOfConversion ? Optional.empty() : call.other());
            if (call instanceof SegmentCall whole) {
                part.added().forEach(segment -> assertThat(((SegmentCall) part).valueOf(segment))
                        .isEqualTo(whole.valueOf(segment)));
            }
        });
        if (call instanceof ConversionCall conversion) {
            ConversionCall counting = (ConversionCall) parts.stream()
                    .filter(ConversionCall.class::isInstance)
                    .findFirst()
                    .orElseThrow();
            assertThat(counting.orderId()).isEqualTo(conversion.orderId());
            assertThat(counting.revenue()).isEqualTo(conversion.revenue());
        }
    }

    @Property(seed = "8")
    void cannot_be_done_with_one_part_fewer(@ForAll("dividable") Task task) {
        PixelCall call = task.call;
        int longest = task.longest;
        assertThat(canBeDone(call, longest, split(call, longest).size() - 1)).isFalse();
    }

    @Property(seed = "8")
    void refuses_only_what_cannot_be_done(@ForAll("calls") PixelCall call, @ForAll("lengths") int longest) {
        boolean isRefused = catchThrowable(() -> split(call, longest)) instanceof IllegalArgumentException;
        Statistics.collect(isRefused);

        assertThat(isRefused).isNotEqualTo(canBeDone(call, longest, MOST_PARTS));
    }

    @Test
    void leaves_a_short_segment_to_the_redirect() {
        SegmentCall call = SegmentCall.adding(SegmentId.of(1_000_000_000), SegmentId.of(1_000_000_001), SegmentId.of(5))
                .redirectingTo("https://a.example/" + "x".repeat(1_970));

        List<PixelCall> parts = split(call, 2_048);

        assertThat(parts).hasSize(2);
        assertThat(parts.get(1).added()).containsExactly(SegmentId.of(5));
        assertThat(parts.get(1).redirect()).isEqualTo(call.redirect());
    }

    @Test
    void leaves_the_conversion_to_the_redirect() {
        SegmentId segment = SegmentId.of(1_000_000_000);
        String redirect = "https://a.example/" + "x".repeat(70);

        List<PixelCall> parts =
                split(ConversionCall.of(ConversionId.of(1)).adding(segment).redirectingTo(redirect), 140);

        assertThat(parts)
                .containsExactlyInAnyOrder(
                        SegmentCall.adding(segment),
                        ConversionCall.of(ConversionId.of(1)).redirectingTo(redirect));
    }

    /** Tries every way to divide a call into so many parts, each a stretch of both lists. */
    private static boolean canBeDone(PixelCall call, int longest, int parts) {
        Rest all =
                new Rest(0, 0, call instanceof ConversionCall, call.redirect().isPresent(), parts);
        return canBeDone(call, longest, all, new HashMap<>());
    }

    /** What is still to be said, and in how many parts. */
    private record Rest(int added, int removed, boolean counts, boolean redirects, int parts) {}

    private static boolean canBeDone(PixelCall call, int longest, Rest rest, Map<Rest, Boolean> known) {
        if (rest.added == call.added().size()
                && rest.removed == call.removed().size()
                && !rest.counts
                && !rest.redirects) {
            return true;
        }
        if (rest.parts == 0) {
            return false;
        }
        Boolean before = known.get(rest);
        if (before != null) {
            return before;
        }
        boolean can = onePartLess(call, longest, rest).stream().anyMatch(less -> canBeDone(call, longest, less, known));
        known.put(rest, can);
        return can;
    }

    private static List<Rest> onePartLess(PixelCall call, int longest, Rest rest) {
        List<Rest> all = new ArrayList<>();
        for (int added = rest.added; added <= call.added().size(); added++) {
            for (int removed = rest.removed; removed <= call.removed().size(); removed++) {
                for (int kind = 0; kind < 4; kind++) {
                    boolean counting = (kind & 1) != 0;
                    boolean redirecting = (kind & 2) != 0;
                    boolean says = counting || added > rest.added || removed > rest.removed;
                    if (says
                            && (!counting || rest.counts)
                            && (!redirecting || rest.redirects)
                            && fits(
                                    call,
                                    longest,
                                    call.added().subList(rest.added, added),
                                    call.removed().subList(rest.removed, removed),
                                    counting,
                                    redirecting)) {
                        all.add(new Rest(
                                added,
                                removed,
                                rest.counts && !counting,
                                rest.redirects && !redirecting,
                                rest.parts - 1));
                    }
                }
            }
        }
        return all;
    }

    /** Whether a part is short enough, built by hand. */
    private static boolean fits(
            PixelCall call,
            int longest,
            List<SegmentRef> added,
            List<SegmentRef> removed,
            boolean counting,
            boolean redirecting) {
        List<String> parameters = new ArrayList<>();
        String query = call.query();
        for (String parameter : query.split("&", -1)) {
            String name = parameter.substring(0, parameter.indexOf('='));
            String value = parameter.substring(name.length() + 1);
            boolean isConversions = List.of("id", "order_id", "value").contains(name)
                    || (name.equals("other") && call instanceof ConversionCall);
            switch (name) {
                case "add", "seg", "add_code", "seg_code" -> list(parameters, name, value, added);
                case "remove", "remove_code" -> list(parameters, name, value, removed);
                case "member" -> {
                    boolean hasCode = added.stream().anyMatch(SegmentCode.class::isInstance)
                            || removed.stream().anyMatch(SegmentCode.class::isInstance);
                    if (hasCode) {
                        parameters.add(parameter);
                    }
                }
                default -> {
                    boolean isSaid = isConversions ? counting : !name.equals("redir") || redirecting;
                    if (isSaid) {
                        parameters.add(parameter);
                    }
                }
            }
        }
        String path = counting ? "/px" : "/seg";
        return ("https://secure.adnxs.com" + path + "?" + String.join("&", parameters) + "&t=2").length() <= longest;
    }

    private static void list(List<String> parameters, String name, String value, List<SegmentRef> segments) {
        List<String> items = new ArrayList<>();
        for (String item : value.split(",", -1)) {
            if (segments.stream().anyMatch(segment -> segment.toString().equals(item.split(":", 2)[0]))) {
                items.add(item);
            }
        }
        if (!items.isEmpty()) {
            parameters.add(name + "=" + String.join(",", items));
        }
    }

    /** From so short that most calls cannot be divided that far. */
    @Provide
    Arbitrary<Integer> lengths() {
        return Arbitraries.integers().between(75, 170);
    }

    private record Task(PixelCall call, int longest) {
        boolean canBeDone() {
            return CallSplitTest.canBeDone(call, longest, MOST_PARTS);
        }
    }

    @Provide
    Arbitrary<Task> dividable() {
        return Combinators.combine(calls(), lengths()).as(Task::new).filter(Task::canBeDone);
    }

    @Provide
    Arbitrary<PixelCall> calls() {
        Arbitrary<List<SegmentId>> ids = Arbitraries.shuffle(1, 22, 333, 4444, 55_555, 666_666, 2_000_000_000)
                .map(all -> all.stream().map(SegmentId::of).toList());
        Arbitrary<List<SegmentCode>> codes = Arbitraries.shuffle(
                        "a", "b".repeat(50), "c".repeat(40), "d".repeat(20), "e".repeat(49))
                .map(all -> all.stream().map(SegmentCode::of).toList());
        return Combinators.combine(
                        ids,
                        codes,
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 31))
                .as((allIds, allCodes, addedIds, removedIds, addedCodes, removedCodes, options) -> {
                    PixelCall call = call(
                            allIds.subList(0, addedIds).toArray(SegmentId[]::new),
                            allIds.subList(addedIds, addedIds + removedIds).toArray(SegmentId[]::new),
                            allCodes.subList(0, addedCodes).toArray(SegmentCode[]::new),
                            allCodes.subList(addedCodes, addedCodes + removedCodes)
                                    .toArray(SegmentCode[]::new),
                            (options & 1) != 0 || addedIds + removedIds + addedCodes + removedCodes == 0);
                    call = (options & 2) == 0 ? call : call.redirectingTo("https://a.example/p");
                    call = (options & 4) == 0 ? call : call.withOther("other");
                    call = (options & 8) == 0
                            ? call
                            : call.withPrivacy(Privacy.none().withConsent(true));
                    boolean takesValue = (options & 16) != 0 && call instanceof SegmentCall;
                    return takesValue ? ((SegmentCall) call).withValue(12_345) : call;
                });
    }

    private static PixelCall call(
            SegmentId[] added,
            SegmentId[] removed,
            SegmentCode[] addedCodes,
            SegmentCode[] removedCodes,
            boolean converts) {
        if (converts) {
            return ConversionCall.of(ConversionId.of(7313))
                    .adding(added)
                    .removing(removed)
                    .adding(Calls.MEMBER, addedCodes)
                    .removing(Calls.MEMBER, removedCodes)
                    .withOrderId("A-1007");
        }
        Segments segments = Segments.NONE
                .adding(added)
                .removing(removed)
                .adding(Calls.MEMBER, addedCodes)
                .removing(Calls.MEMBER, removedCodes);
        return SegmentCall.of(segments, Values.NONE, Extras.NONE);
    }
}
