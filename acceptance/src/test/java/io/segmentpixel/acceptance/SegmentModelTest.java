package io.segmentpixel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.acceptance.Model.Refusal;
import io.segmentpixel.acceptance.Model.Row;
import io.segmentpixel.acceptance.Model.Stay;
import io.segmentpixel.http.Credentials;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.segment.AdvertiserId;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.PiggybackPixel;
import io.segmentpixel.segment.RequestRefusedException;
import io.segmentpixel.segment.Retention;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentConflictException;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentNotFoundException;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.segment.SegmentService;
import io.segmentpixel.segment.SegmentServiceException;
import io.segmentpixel.segment.SegmentState;
import io.segmentpixel.segment.SegmentUpdate;
import io.segmentpixel.testkit.InMemorySegments;
import io.segmentpixel.testkit.Membership;
import io.segmentpixel.testkit.Sandbox;
import io.segmentpixel.testkit.Visitor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.Transformer;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Sequences of 100 operations: the segments in memory, the client over the sandbox, the sandbox's visitors and a plain model agree after
 * each of them. A failure is shrunk to the shortest sequence that still fails.
 */
class SegmentModelTest {
    private static final int STEPS = 100;
    private static final OkHttpClient HTTP = new OkHttpClient();
    private static final List<World> OPEN = new ArrayList<>();
    private static final String HOST = "https://secure.adnxs.com/seg?";

    /** The three, side by side. */
    private static final class World implements AutoCloseable {
        private final Model model = new Model();
        private final SettableClock clock = new SettableClock();
        private final Sandbox sandbox = Sandbox.builder().clock(clock).start();
        private final InMemorySegments memory = new InMemorySegments(sandbox.memberId(), clock);
        private final SegmentClient client = SegmentClient.builder()
                .baseUrl(sandbox.url())
                .httpClient(HTTP)
                .credentials(Credentials.password(sandbox.username(), sandbox.password()))
                .build();
        private final List<Visitor> visitors = List.of(sandbox.newVisitor(), sandbox.newVisitor());

        World() {
            OPEN.add(this);
        }

        @Override
        public void close() {
            client.close();
            sandbox.close();
        }

        private static List<Row> rows(SegmentService service, SegmentQuery query) {
            try (Stream<Segment> listing = service.list(query)) {
                return listing.map(Row::of).toList();
            }
        }

        void agree() {
            assertThat(rows(memory, SegmentQuery.all())).as("in memory").isEqualTo(model.all());
            assertThat(rows(client, SegmentQuery.all())).as("over http").isEqualTo(model.all());
            for (int visitor = 0; visitor < visitors.size(); visitor++) {
                Map<Integer, Stay> stays = new TreeMap<>();
                for (Membership stay : visitors.get(visitor).memberships()) {
                    stays.put(stay.segment().value(), new Stay(stay.value().orElse(-1), stay.until()));
                }
                assertThat(stays).as("visitor " + visitor).isEqualTo(model.stays(visitor));
            }
        }

        /** Does the same to both services; both do it, or say the same as the model. */
        void does(@Nullable Refusal expected, Function<SegmentService, Object> call) {
            for (SegmentService service : List.of(memory, client)) {
                assertThat(refusal(service, call)).as(service.toString()).isEqualTo(Optional.ofNullable(expected));
            }
        }

        private static Optional<Refusal> refusal(SegmentService service, Function<SegmentService, Object> call) {
            try {
                return call.apply(service) == null ? Optional.of(Refusal.MISSING) : Optional.empty();
            } catch (SegmentNotFoundException missing) {
                return Optional.of(Refusal.MISSING);
            } catch (SegmentConflictException taken) {
                return Optional.of(Refusal.CONFLICT);
            } catch (RequestRefusedException refused) {
                return Optional.of(Refusal.REFUSED);
            } catch (SegmentServiceException other) {
                throw new AssertionError(service + ": " + other, other);
            }
        }

        /** The id of the nth segment that stands there; of one that does not where there is none, and now and then. */
        int id(int nth) {
            List<Row> all = model.all();
            return nth % 9 == 8 || all.isEmpty()
                    ? 17
                    : all.get(nth % all.size()).id();
        }

        void update(int id, Function<Row, Row> change, SegmentUpdate update) {
            Row present = model.row(id);
            Refusal expected = present == null ? Refusal.MISSING : model.put(modified(change.apply(present)));
            does(expected, service -> service.update(update));
        }

        private Row modified(Row row) {
            return new Row(
                    row.id(),
                    row.name(),
                    row.code(),
                    row.description(),
                    row.active(),
                    row.minutes(),
                    row.usersyncs(),
                    row.piggybacks(),
                    row.advertiser(),
                    model.now);
        }
    }

    private static Action.Independent<World> action(
            String name, Arbitrary<Step> steps, BiConsumer<World, Step> effect) {
        return new Action.Independent<>() {
            @Override
            public Arbitrary<Transformer<World>> transformer() {
                return steps.map(step -> Transformer.mutate(name + " " + step, world -> {
                    effect.accept(world, step);
                    world.agree();
                }));
            }
        };
    }

    /** Some numbers, of which each operation makes what it needs. */
    private record Step(int nth, int code, int choice, int number) {
        String codeText() {
            return List.of("", "cart", "Cart", "CART", "paid", "seen", "Seen").get(code);
        }

        int minutes() {
            return List.of(0, 1, 30, 90, Model.LONGEST).get(number % 5);
        }

        List<String> piggybacks() {
            return switch (choice % 4) {
                case 0 -> List.of();
                case 1 -> List.of("img" + number);
                case 2 -> List.of("js" + number);
                default -> List.of("js" + number, "js" + code);
            };
        }
    }

    private static Arbitrary<Step> steps() {
        Arbitrary<Integer> small = Arbitraries.integers().between(0, 40);
        return Combinators.combine(small, Arbitraries.integers().between(0, 6), small, small)
                .as(Step::new);
    }

    private static PiggybackPixel[] pixels(List<String> piggybacks) {
        return piggybacks.stream()
                .map(text -> text.startsWith("img")
                        ? PiggybackPixel.image("https://partner.example/" + text.substring(3))
                        : PiggybackPixel.javaScript("https://partner.example/" + text.substring(2)))
                .toArray(PiggybackPixel[]::new);
    }

    private static void create(World world, Step step) {
        int advertiser = step.choice() % 3 == 0 ? 70 + step.number() % 2 : 0;
        Row row = new Row(
                world.model.nextId(),
                "Segment " + step.number(),
                step.codeText(),
                step.nth() % 2 == 0 ? "" : "text " + step.nth(),
                step.choice() % 5 != 0,
                step.minutes(),
                step.nth() % 4 - 1,
                step.piggybacks(),
                advertiser,
                world.model.now);
        NewSegment segment = NewSegment.named(row.name())
                .withRetention(Retention.ofMinutes(row.minutes()))
                .withPiggyback(pixels(row.piggybacks()))
                .withState(row.active() ? SegmentState.ACTIVE : SegmentState.INACTIVE);
        segment = row.code().isEmpty() ? segment : segment.withCode(row.code());
        segment = row.description().isEmpty() ? segment : segment.withDescription(row.description());
        segment = row.usersyncs() < 0 ? segment : segment.withMaxUsersyncPixels(row.usersyncs());
        NewSegment asked = advertiser == 0 ? segment : segment.atAdvertiserLevel(AdvertiserId.of(advertiser));
        world.does(world.model.put(row), service -> service.create(asked));
    }

    private static void update(World world, Step step) {
        int id = world.id(step.nth());
        SegmentUpdate same = SegmentUpdate.of(SegmentId.of(id));
        String code = step.codeText().isEmpty() ? "none" : step.codeText();
        switch (step.choice() % 5) {
            case 0 ->
                world.update(
                        id,
                        row -> with(row, "Renamed " + step.number(), row.code(), row.active(), row.minutes()),
                        same.rename("Renamed " + step.number()));
            case 1 ->
                world.update(id, row -> with(row, row.name(), code, row.active(), row.minutes()), same.withCode(code));
            case 2 ->
                world.update(id, row -> with(row, row.name(), row.code(), false, row.minutes()), same.deactivate());
            case 3 -> world.update(id, row -> with(row, row.name(), row.code(), true, row.minutes()), same.activate());
            default ->
                world.update(
                        id,
                        row -> with(row, row.name(), row.code(), row.active(), step.minutes()),
                        same.withRetention(Retention.ofMinutes(step.minutes())));
        }
    }

    private static Row with(Row row, String name, String code, boolean active, int minutes) {
        return new Row(
                row.id(),
                name,
                code,
                row.description(),
                active,
                minutes,
                row.usersyncs(),
                row.piggybacks(),
                row.advertiser(),
                row.modified());
    }

    private static void clear(World world, Step step) {
        int id = world.id(step.nth());
        world.update(
                id,
                row -> new Row(
                        row.id(),
                        row.name(),
                        "",
                        "",
                        row.active(),
                        Model.LONGEST,
                        -1,
                        List.of(),
                        row.advertiser(),
                        row.modified()),
                SegmentUpdate.of(SegmentId.of(id))
                        .withoutCode()
                        .withoutDescription()
                        .withoutMaxUsersyncPixels()
                        .withRetention(Retention.maximum())
                        .replacePiggyback());
    }

    private static void append(World world, Step step) {
        int id = world.id(step.nth());
        List<String> more = List.of((step.choice() % 2 == 0 ? "js" : "img") + step.number());
        world.update(
                id,
                row -> new Row(
                        row.id(),
                        row.name(),
                        row.code(),
                        row.description(),
                        row.active(),
                        row.minutes(),
                        row.usersyncs(),
                        Stream.concat(row.piggybacks().stream(), more.stream()).toList(),
                        row.advertiser(),
                        row.modified()),
                SegmentUpdate.of(SegmentId.of(id)).appendPiggyback(pixels(more)));
    }

    private static void move(World world, Step step) {
        int id = world.id(step.nth());
        world.update(
                id,
                row -> new Row(
                        row.id(),
                        row.name(),
                        row.code(),
                        row.description(),
                        row.active(),
                        row.minutes(),
                        row.usersyncs(),
                        row.piggybacks(),
                        0,
                        row.modified()),
                SegmentUpdate.of(SegmentId.of(id)).toMemberLevel(world.sandbox.memberId()));
    }

    private static void delete(World world, Step step) {
        int id = world.id(step.nth());
        world.does(world.model.delete(id), service -> {
            service.delete(SegmentId.of(id));
            return id;
        });
    }

    private static void list(World world, Step step) {
        boolean activeOnly = step.choice() % 2 == 0;
        int advertiser = step.nth() % 3 == 0 ? 70 : 0;
        String search = List.of("", "segment 1", "CART", "5283", "een").get(step.number() % 5);
        SegmentQuery query = SegmentQuery.all();
        query = activeOnly ? query.withState(SegmentState.ACTIVE) : query;
        query = advertiser == 0 ? query : query.atAdvertiserLevel(AdvertiserId.of(advertiser));
        query = search.isEmpty() ? query : query.search(search);
        List<Row> expected = world.model.listed(activeOnly, advertiser, search);
        assertThat(World.rows(world.memory, query)).isEqualTo(expected);
        assertThat(World.rows(world.client, query)).isEqualTo(expected);
    }

    private static void fire(World world, Step step) {
        int visitor = step.choice() % 2;
        Model model = world.model;
        int id = world.id(step.nth());
        String code = step.codeText();
        Consumer<String> fires = query -> world.visitors.get(visitor).fires(HOST + query);
        switch (step.number() % 4) {
            case 0 -> {
                fires.accept("add=" + id);
                model.adds(visitor, model.row(id), -1);
            }
            case 1 -> {
                fires.accept("add=" + id + ":" + step.number());
                model.adds(visitor, model.row(id), step.number());
            }
            case 2 -> {
                fires.accept("remove=" + id);
                model.removes(visitor, model.row(id));
            }
            default -> {
                if (!code.isEmpty()) {
                    fires.accept("add_code=" + code + ":3&member=" + world.sandbox.memberId() + "&t=2");
                    model.adds(visitor, model.coded(code), 3);
                }
            }
        }
    }

    private static void await(World world, Step step) {
        Duration time = Duration.ofMinutes(step.number()).plusSeconds(step.nth());
        world.clock.advance(time);
        world.model.now = world.model.now.plus(time);
    }

    private static Arbitrary<ActionChain<World>> chains() {
        return ActionChain.startWith(World::new)
                .withAction(3, action("create", steps(), SegmentModelTest::create))
                .withAction(3, action("update", steps(), SegmentModelTest::update))
                .withAction(1, action("clear", steps(), SegmentModelTest::clear))
                .withAction(2, action("append", steps(), SegmentModelTest::append))
                .withAction(1, action("move", steps(), SegmentModelTest::move))
                .withAction(1, action("delete", steps(), SegmentModelTest::delete))
                .withAction(1, action("list", steps(), SegmentModelTest::list))
                .withAction(4, action("fire", steps(), SegmentModelTest::fire))
                .withAction(1, action("wait", steps(), SegmentModelTest::await))
                .withMaxTransformations(STEPS);
    }

    /** One sequence at a try in the quick build, twenty in the long one. */
    @Provide
    static Arbitrary<List<ActionChain<World>>> sequences() {
        return chains().list().ofSize(Boolean.getBoolean("segmentpixel.long") ? 20 : 1);
    }

    @Property(tries = 50, seed = "2026")
    void all_agree_after_each_of_a_hundred_operations(@ForAll("sequences") List<ActionChain<World>> sequences) {
        for (ActionChain<World> sequence : sequences) {
            sequence.run();
            assertThat(sequence.transformations()).hasSize(STEPS);
        }
    }

    @AfterTry
    void closeWorlds() {
        OPEN.forEach(World::close);
        OPEN.clear();
    }
}
