package io.segmentpixel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.segmentpixel.segment.AdvertiserId;
import io.segmentpixel.segment.BackendUnavailableException;
import io.segmentpixel.segment.BulkUpdateException;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.PiggybackPixel;
import io.segmentpixel.segment.Retention;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.segment.SegmentService;
import io.segmentpixel.segment.SegmentServiceException;
import io.segmentpixel.segment.SegmentState;
import io.segmentpixel.segment.SegmentTrigger;
import io.segmentpixel.segment.SegmentUpdate;
import io.segmentpixel.sync.SegmentPlan;
import io.segmentpixel.sync.SegmentPlan.Step;
import io.segmentpixel.testkit.InMemorySegments;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every plan, over generated segments that are wanted and that stand there. */
class SegmentPlanLawTest {
    private static final MemberId MEMBER = MemberId.of(958);
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);
    private static final int CODES = 9;
    private static final int NO_LIMIT = Integer.MAX_VALUE;

    /**
     * What is wanted and what stands there.
     *
     * @param desired each with a code
     * @param standing some of the same codes, some in another case, some without
     */
    record Pair(List<NewSegment> desired, List<NewSegment> standing) {
        InMemorySegments service() {
            InMemorySegments service = new InMemorySegments(MEMBER, CLOCK);
            standing.forEach(service::create);
            return service;
        }

        SegmentPlan plan(SegmentService service) {
            return SegmentPlan.between(desired, service.list(SegmentQuery.all()));
        }
    }

    @Property(seed = "4")
    void carried_out_it_leaves_nothing_to_do(@ForAll("pairs") Pair pair) {
        SegmentService service = pair.service();
        SegmentPlan plan = pair.plan(service).removingOthers();

        plan.applyTo(service);

        SegmentPlan next = pair.plan(service).removingOthers();
        assertThat(next.isEmpty()).as(next.toString()).isTrue();
        assertThat(next.conflicts()).isEqualTo(plan.conflicts());
        assertThat(next.unchanged())
                .hasSize(pair.desired.size() - plan.conflicts().size());
    }

    @Property(seed = "4")
    void gives_each_wanted_segment_as_it_stands(@ForAll("pairs") Pair pair) {
        SegmentService service = pair.service();
        SegmentPlan plan = pair.plan(service);

        List<Segment> standing = plan.applyTo(service);

        List<NewSegment> conflicting =
                plan.conflicts().stream().map(SegmentPlan.Conflict::desired).toList();
        List<NewSegment> wanted = pair.desired.stream()
                .filter(segment -> !conflicting.contains(segment))
                .toList();
        assertThat(standing).hasSize(wanted.size());
        for (int at = 0; at < wanted.size(); at++) {
            assertThat(atSomeLevel(wanted.get(at), standing.get(at)).isFoundIn(standing.get(at)))
                    .isTrue();
            assertThat(service.get(standing.get(at).id())).isEqualTo(standing.get(at));
        }
    }

    /** One that names no level is found at any. */
    private static NewSegment atSomeLevel(NewSegment wanted, Segment standing) {
        boolean namesLevel = wanted.isAtMemberLevel() || wanted.advertiser().isPresent();
        return namesLevel
                ? wanted
                : standing.advertiserId().map(wanted::atAdvertiserLevel).orElse(wanted);
    }

    @Property(seed = "4")
    void touches_nothing_that_is_not_wanted(@ForAll("pairs") Pair pair) {
        SegmentService service = pair.service();
        SegmentPlan plan = pair.plan(service);

        plan.applyTo(service);

        List<Segment> after = service.list(SegmentQuery.all()).toList();
        assertThat(after).containsAll(plan.unmanaged()).containsAll(plan.unchanged());
        plan.conflicts().forEach(conflict -> assertThat(after).contains(conflict.existing()));
        assertThat(plan.deletes()).isEmpty();
    }

    @Property(seed = "4")
    void makes_one_call_for_each_create_delete_and_level_move_and_one_for_the_other_changes(
            @ForAll("pairs") Pair pair) {
        SegmentService service = pair.service();
        SegmentPlan plan = pair.plan(service).removingOthers();
        CountingSegments counting = new CountingSegments(service, NO_LIMIT);
        List<Step> steps = new ArrayList<>();

        plan.applyTo(counting, (step, segment) -> steps.add(step));

        long moves = plan.updates().stream()
                .filter(update -> update.toMemberLevel().isPresent())
                .count();
        long others = plan.updates().size() - moves;
        assertThat(counting.calls.stream().filter("create"::equals))
                .hasSize(plan.creates().size());
        assertThat(counting.calls.stream().filter("delete"::equals))
                .hasSize(plan.deletes().size());
        assertThat(counting.calls.stream().filter(call -> call.startsWith("update")))
                .hasSize((int) (moves + (others + 99) / 100));
        assertThat(steps)
                .hasSize(plan.creates().size()
                        + plan.updates().size()
                        + plan.deletes().size());
    }

    @Property(seed = "4", tries = 500)
    void ends_at_the_same_state_after_a_failure_behind_any_step(@ForAll("pairs") Pair pair) {
        SegmentService undisturbed = pair.service();
        CountingSegments counting = new CountingSegments(undisturbed, NO_LIMIT);
        pair.plan(undisturbed).removingOthers().applyTo(counting);
        List<String> expected = state(undisturbed);

        for (int done = 0; done < counting.calls.size(); done++) {
            SegmentService service = pair.service();
            SegmentPlan plan = pair.plan(service).removingOthers();
            CountingSegments failing = new CountingSegments(service, done);

            assertThatExceptionOfType(SegmentServiceException.class)
                    .isThrownBy(() -> plan.applyTo(failing))
                    .isInstanceOfAny(BackendUnavailableException.class, BulkUpdateException.class);
            pair.plan(service).removingOthers().applyTo(service);

            assertThat(state(service)).isEqualTo(expected);
        }
    }

    /** All segments but for their ids, which a failure may shift. */
    private static List<String> state(SegmentService service) {
        return service.list(SegmentQuery.all())
                .map(segment -> segment.toString().replaceFirst("id=\\d+", "id"))
                .sorted()
                .toList();
    }

    @Property(seed = "4", tries = 5)
    void sends_a_hundred_plain_changes_with_a_call(@ForAll int salt) {
        SegmentService service = new InMemorySegments(MEMBER, CLOCK);
        List<NewSegment> desired = IntStream.range(0, 250)
                .mapToObj(number -> NewSegment.named("segment " + number).withCode("code_" + number))
                .toList();
        desired.forEach(service::create);
        List<NewSegment> renamed = desired.stream()
                .map(segment -> NewSegment.named(segment.name() + " " + salt)
                        .withCode(segment.code().orElseThrow().value()))
                .toList();
        CountingSegments counting = new CountingSegments(service, NO_LIMIT);

        SegmentPlan.between(renamed, service.list(SegmentQuery.all())).applyTo(counting);

        assertThat(counting.calls).containsExactly("update 100", "update 100", "update 50");
    }

    @Provide
    Arbitrary<Pair> pairs() {
        Arbitrary<List<NewSegment>> desired = Combinators.combine(
                        segments().list().ofSize(CODES), Arbitraries.integers().between(0, (1 << CODES) - 1))
                .as((segments, chosen) -> IntStream.range(0, CODES)
                        .filter(number -> (chosen >> number & 1) == 1)
                        .mapToObj(number -> mappedBy(segments.get(number), "colour_" + number)
                                .withCode("Code_" + number))
                        .toList());
        Arbitrary<List<NewSegment>> standing = Combinators.combine(
                        segments().list().ofSize(CODES),
                        Arbitraries.of(0, 1, 2, 3).list().ofSize(CODES))
                .as((segments, kinds) -> IntStream.range(0, CODES)
                        .filter(number -> kinds.get(number) > 0)
                        .mapToObj(number -> coded(segments.get(number), number, kinds.get(number)))
                        .toList());
        return Combinators.combine(desired, standing).as(Pair::new);
    }

    private static NewSegment coded(NewSegment segment, int number, int kind) {
        String code = "Code_" + number;
        NewSegment mapped = mappedBy(segment, "colour_" + number);
        return switch (kind) {
            case 1 -> mappedBy(segment, "other_" + number);
            case 2 -> mapped.withCode(code.toUpperCase(Locale.ROOT));
            default -> mapped.withCode(code);
        };
    }

    /** A parameter of the query string maps to one segment of a member only. */
    private static NewSegment mappedBy(NewSegment segment, String parameter) {
        return segment.trigger().orElse(null) instanceof SegmentTrigger.QueryString queryString
                ? segment.withTrigger(SegmentTrigger.queryString(parameter)
                        .withTextValues(queryString.values().toArray(String[]::new)))
                : segment;
    }

    private static Arbitrary<NewSegment> segments() {
        List<UnaryOperator<NewSegment>> parts = List.of(
                segment -> segment.withDescription("described"),
                segment -> segment.withDescription("otherwise"),
                segment -> segment.withMember(MEMBER),
                segment -> segment.atAdvertiserLevel(AdvertiserId.of(71)),
                NewSegment::atMemberLevel,
                segment -> segment.withPiggyback(),
                segment -> segment.withState(SegmentState.INACTIVE),
                segment -> segment.withState(SegmentState.ACTIVE),
                segment -> segment.withRetention(Retention.maximum()),
                segment -> segment.withRetention(Retention.adCallOnly()),
                segment -> segment.withMaxUsersyncPixels(0),
                segment -> segment.withMaxUsersyncPixels(2),
                segment -> segment.withPiggyback(PiggybackPixel.image("https://a.example/p.gif")),
                segment -> segment.withRmPiggyback(false),
                segment -> segment.withTrigger(SegmentTrigger.pixel()),
                segment ->
                        segment.withTrigger(SegmentTrigger.queryString("colour").withTextValues("red", "blue")),
                segment ->
                        segment.withTrigger(SegmentTrigger.queryString("colour").withTextValues("Blue", "red")));
        return Combinators.combine(
                        Arbitraries.of("Cart", "Visited"),
                        Arbitraries.of(parts).list().ofMaxSize(4))
                .as((name, chosen) -> {
                    NewSegment segment = NewSegment.named(name);
                    for (UnaryOperator<NewSegment> part : chosen) {
                        segment = part.apply(segment);
                    }
                    return segment;
                });
    }

    @Property(seed = "4", tries = 50)
    void an_update_names_only_what_differs(@ForAll("pairs") Pair pair) {
        SegmentService service = pair.service();
        SegmentPlan plan = pair.plan(service);

        for (SegmentUpdate update : plan.updates()) {
            Segment before = service.get(update.id());
            assertThat(update.appliedTo(before)).isNotEqualTo(before);
            update.shortName().ifPresent(name -> assertThat(name).isNotEqualTo(before.shortName()));
            update.state().ifPresent(state -> assertThat(state).isNotEqualTo(before.state()));
            update.retention().ifPresent(one -> assertThat(one).isNotEqualTo(before.retention()));
            assertThat(Objects.toString(update.code())).isEqualTo("Optional.empty");
        }
    }
}
