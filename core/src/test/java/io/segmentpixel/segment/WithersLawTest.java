package io.segmentpixel.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The order in which parts are set does not matter, and setting one changes no value that is there already. */
class WithersLawTest {
    private static final SegmentId ID = SegmentId.of(17);
    private static final PiggybackPixel SCRIPT = PiggybackPixel.javaScript("https://a.example/p.js");

    private static final List<UnaryOperator<NewSegment>> NEW_SEGMENT = List.of(
            segment -> segment.withCode("cart"),
            segment -> segment.withDescription("in the cart"),
            segment -> segment.withMember(MemberId.of(958)),
            segment -> segment.atAdvertiserLevel(AdvertiserId.of(71)),
            segment -> segment.withState(SegmentState.INACTIVE),
            segment -> segment.keptFor(Duration.ofDays(3)),
            segment -> segment.withMaxUsersyncPixels(2),
            segment -> segment.withPiggyback(SCRIPT),
            segment -> segment.withRmPiggyback(false),
            segment -> segment.withTrigger(SegmentTrigger.queryString("colour").numeric()));

    private static final List<UnaryOperator<SegmentUpdate>> UPDATE = List.of(
            update -> update.rename("new name"),
            update -> update.withoutCode(),
            update -> update.withDescription("in the cart"),
            update -> update.deactivate(),
            update -> update.withRetention(Retention.adCallOnly()),
            update -> update.withoutMaxUsersyncPixels(),
            update -> update.appendPiggyback(SCRIPT),
            update -> update.withRmPiggyback(false),
            update -> update.withTrigger(SegmentTrigger.key("vip")),
            update -> update.toMemberLevel(MemberId.of(958)));

    private static final List<UnaryOperator<Segment>> SEGMENT = List.of(
            segment -> segment.withCode(SegmentCode.existing("old.code")),
            segment -> segment.withDescription("it's \\ old"),
            segment -> segment.withState(SegmentState.UNKNOWN),
            segment -> segment.atAdvertiserLevel(AdvertiserId.of(71)),
            segment -> segment.withRetention(Retention.existing(999_999)),
            segment -> segment.withMaxUsersyncPixels(-1),
            segment -> segment.withPiggyback(List.of(SCRIPT)),
            segment -> segment.withTrigger(new SegmentTrigger.Unrecognized("new one")),
            segment -> segment.withUnreadablePiggybacks(List.of("{}")),
            segment -> segment.withRmPiggyback(false),
            segment -> segment.withParent(SegmentId.of(3)),
            segment -> segment.withCategory("cars"),
            segment -> segment.withPrice(new BigDecimal("1.50")),
            segment -> segment.withProvider("provider"),
            segment -> segment.withProviderId(4),
            segment -> segment.withObjectType("first-party"),
            segment -> segment.withLastModified(Instant.EPOCH));

    private static final List<UnaryOperator<SegmentQuery>> QUERY = List.of(
            query -> query.withIds(SegmentId.of(3), ID),
            query -> query.withCode("cart"),
            query -> query.withState(SegmentState.ACTIVE),
            query -> query.atAdvertiserLevel(AdvertiserId.of(71)),
            query -> query.search("cart"),
            query -> query.modifiedSince(Instant.EPOCH),
            query -> query.ownOnly());

    @Provide
    Arbitrary<Integer> chosen() {
        return Arbitraries.integers().between(0, (1 << 17) - 1);
    }

    @Property(seed = "17")
    void of_a_new_segment(@ForAll("chosen") int chosen, @ForAll Random random) {
        holds(NewSegment.named("cart"), NEW_SEGMENT, chosen, random);
    }

    @Property(seed = "17")
    void of_an_update(@ForAll("chosen") int chosen, @ForAll Random random) {
        holds(SegmentUpdate.of(ID), UPDATE, chosen, random);
    }

    @Property(seed = "17")
    void of_a_segment(@ForAll("chosen") int chosen, @ForAll Random random) {
        holds(Segment.of(ID, MemberId.of(958), ""), SEGMENT, chosen, random);
    }

    @Property(seed = "17")
    void of_a_query(@ForAll("chosen") int chosen, @ForAll Random random) {
        holds(SegmentQuery.all(), QUERY, chosen, random);
    }

    private static <T> void holds(T start, List<UnaryOperator<T>> withers, int chosen, Random random) {
        List<UnaryOperator<T>> some = new ArrayList<>();
        for (int i = 0; i < withers.size(); i++) {
            if ((chosen >> i & 1) == 1) {
                some.add(withers.get(i));
            }
        }
        String startInWords = start.toString();
        T inOrder = applied(start, some);
        Collections.shuffle(some, random);
        T shuffled = applied(start, some);

        assertThat(shuffled).isEqualTo(inOrder).hasSameHashCodeAs(inOrder).hasToString(inOrder.toString());
        assertThat(applied(shuffled, some)).isEqualTo(twice(shuffled, some));
        assertThat(start).hasToString(startInWords);
        assertThat(inOrder.equals(start)).isEqualTo(some.isEmpty());
    }

    private static <T> T applied(T start, List<UnaryOperator<T>> withers) {
        T value = start;
        for (UnaryOperator<T> wither : withers) {
            value = wither.apply(value);
        }
        return value;
    }

    private static <T> T twice(T value, List<UnaryOperator<T>> withers) {
        List<UnaryOperator<T>> reversed = new ArrayList<>(withers);
        Collections.reverse(reversed);
        return applied(value, reversed);
    }
}
