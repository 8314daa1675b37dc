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
import java.util.stream.Stream;
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
    private static final int NEVER = Integer.MAX_VALUE;

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
    void has_the_fewest_parts(@ForAll("dividable") Task task) {
        assertThat(split(task.call, task.longest)).hasSize(task.fewest);
    }

    @Property(seed = "8")
    void refuses_only_what_cannot_be_done(@ForAll("tasks") Task task) {
        boolean isRefused = catchThrowable(() -> split(task.call, task.longest)) instanceof IllegalArgumentException;
        Statistics.collect(isRefused);

        assertThat(isRefused).isEqualTo(task.fewest == NEVER);
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

    /** What is still to be said. */
    private record Rest(int added, int removed, boolean counts, boolean redirects) {}

    /** One part: a stretch of both lists, and what else it says. */
    private record Part(int added, int toAdded, int removed, int toRemoved, boolean counts, boolean redirects) {}

    /** Tries every way to divide a call. */
    private static final class ByHand {
        private final PixelCall call;
        private final int longest;
        private final List<String> parameters;
        private final Map<Rest, Integer> fewest = new HashMap<>();
        private final Map<Part, Boolean> fits = new HashMap<>();

        ByHand(PixelCall call, int longest) {
            this.call = call;
            this.longest = longest;
            this.parameters = List.of(call.query().split("&", -1));
        }

        /** The fewest parts, {@link #NEVER} if there is no way. */
        int fewest() {
            return fewest(new Rest(
                    0, 0, call instanceof ConversionCall, call.redirect().isPresent()));
        }

        private int fewest(Rest rest) {
            if (rest.equals(new Rest(call.added().size(), call.removed().size(), false, false))) {
                return 0;
            }
            Integer known = fewest.get(rest);
            if (known == null) {
                known = onePartLess(rest)
                        .mapToInt(this::fewest)
                        .filter(parts -> parts < NEVER)
                        .map(parts -> parts + 1)
                        .min()
                        .orElse(NEVER);
                fewest.put(rest, known);
            }
            return known;
        }

        private Stream<Rest> onePartLess(Rest rest) {
            List<Rest> all = new ArrayList<>();
            for (int added = rest.added; added <= call.added().size(); added++) {
                for (int removed = rest.removed; removed <= call.removed().size(); removed++) {
                    for (int kind = 0; kind < 4; kind++) {
                        Part part =
                                new Part(rest.added, added, rest.removed, removed, (kind & 1) != 0, (kind & 2) != 0);
                        boolean says = part.counts || added > rest.added || removed > rest.removed;
                        boolean isNew = (!part.counts || rest.counts) && (!part.redirects || rest.redirects);
                        if (says && isNew && fits.computeIfAbsent(part, this::fits)) {
                            all.add(new Rest(
                                    added, removed, rest.counts && !part.counts, rest.redirects && !part.redirects));
                        }
                    }
                }
            }
            return all.stream();
        }

        /** Whether a part is short enough, built by hand. */
        private boolean fits(Part part) {
            List<SegmentRef> added = call.added().subList(part.added, part.toAdded);
            List<SegmentRef> removed = call.removed().subList(part.removed, part.toRemoved);
            List<String> kept = new ArrayList<>();
            for (String parameter : parameters) {
                String name = parameter.substring(0, parameter.indexOf('='));
                String value = parameter.substring(name.length() + 1);
                boolean isConversions = List.of("id", "order_id", "value").contains(name)
                        || (name.equals("other") && call instanceof ConversionCall);
                boolean hasCode =
                        Stream.concat(added.stream(), removed.stream()).anyMatch(SegmentCode.class::isInstance);
                boolean isSaid = isConversions ? part.counts : !name.equals("redir") || part.redirects;
                switch (name) {
                    case "add", "seg", "add_code", "seg_code" -> list(kept, name, value, added);
                    case "remove", "remove_code" -> list(kept, name, value, removed);
                    case "member" -> kept.addAll(hasCode ? List.of(parameter) : List.of());
                    default -> kept.addAll(isSaid ? List.of(parameter) : List.of());
                }
            }
            String path = part.counts ? "/px" : "/seg";
            return ("https://secure.adnxs.com" + path + "?" + String.join("&", kept) + "&t=2").length() <= longest;
        }
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
    private static Arbitrary<Integer> lengths() {
        return Arbitraries.integers().between(75, 170);
    }

    /** A call, the longest address of a part, and the fewest parts, by hand. */
    private record Task(PixelCall call, int longest, int fewest) {
        Task(PixelCall call, int longest) {
            this(call, longest, new ByHand(call, longest).fewest());
        }
    }

    @Provide
    Arbitrary<Task> tasks() {
        return Combinators.combine(calls(), lengths()).as(Task::new);
    }

    @Provide
    Arbitrary<Task> dividable() {
        return tasks().filter(task -> task.fewest < NEVER);
    }

    private static Arbitrary<PixelCall> calls() {
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
