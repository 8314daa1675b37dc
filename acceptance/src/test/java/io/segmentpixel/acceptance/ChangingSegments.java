package io.segmentpixel.acceptance;

import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.segment.SegmentState;
import io.segmentpixel.segment.SegmentUpdate;
import io.segmentpixel.testkit.InMemorySegments;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** About 2,000 segments that change by chance while they are listed, and what a listing of them has to hold. */
final class ChangingSegments {
    private static final int MANY = 2_000;
    private static final int PAGE = 100;

    private final InMemorySegments segments;
    private final Random random;

    /** In ascending order of id. */
    private final List<Segment> present = new ArrayList<>();

    private final Set<Integer> throughout = new TreeSet<>();
    private final Set<Integer> ever = new HashSet<>();
    private Predicate<Segment> wanted = segment -> true;
    private boolean isOver;
    private int created;
    private int changes;

    ChangingSegments(InMemorySegments segments, Random random) {
        this.segments = segments;
        this.random = random;
    }

    /** Puts them there, and nothing else. */
    void fill() {
        List<Segment> left = segments.list(SegmentQuery.all()).toList();
        left.forEach(segment -> segments.delete(segment.id()));
        for (int i = 0; i < MANY; i++) {
            create();
        }
    }

    /** What is to be listed; from now on it is told what stands there throughout. */
    SegmentQuery query() {
        SegmentQuery query =
                switch (random.nextInt(5)) {
                    case 0 -> SegmentQuery.all();
                    case 1 -> SegmentQuery.all().withState(SegmentState.ACTIVE);
                    case 2 -> SegmentQuery.all().search("CART");
                    case 3 -> SegmentQuery.all().search("shop").withState(SegmentState.INACTIVE);
                    default -> SegmentQuery.all().withIds(ids()).withState(SegmentState.ACTIVE);
                };
        wanted = segment -> isWanted(query, segment);
        present.stream().filter(wanted).map(ChangingSegments::number).forEach(id -> {
            throughout.add(id);
            ever.add(id);
        });
        return query;
    }

    private static boolean isWanted(SegmentQuery query, Segment segment) {
        return query.ids().filter(ids -> !ids.contains(segment.id())).isEmpty()
                && query.state().filter(state -> state != segment.state()).isEmpty()
                && query.searchText()
                        .filter(text -> !segment.shortName().contains(text.toLowerCase(Locale.ROOT)))
                        .isEmpty();
    }

    /** A quarter of those there, some that come later, and some that never do. */
    private SegmentId[] ids() {
        int last = number(present.get(present.size() - 1));
        return Stream.concat(
                        present.stream()
                                .filter(segment -> random.nextInt(4) == 0)
                                .map(Segment::id),
                        random.ints(50, last - MANY - 200, last + 30)
                                .filter(id -> id > 0)
                                .mapToObj(SegmentId::of))
                .toArray(SegmentId[]::new);
    }

    /** Changes a few of them, or none, or at times a whole stretch. */
    synchronized void change() {
        if (isOver) {
            return;
        }
        int chance = random.nextInt(100);
        if (chance < 5) {
            changes++;
            changeMany();
        } else if (chance < 75) {
            changes++;
            random.ints(1 + random.nextInt(4), 0, 4).forEach(this::changeOne);
        }
    }

    private void changeOne(int kind) {
        switch (kind) {
            case 0 -> delete(random.nextInt(present.size()));
            case 1 -> delete(atTheEdgeOfAPage());
            case 2 -> create();
            default -> turn(random.nextInt(present.size()));
        }
    }

    private int atTheEdgeOfAPage() {
        int pages = present.size() / (PAGE - 1);
        int edge = random.nextInt(pages + 1) * (PAGE - 1) + random.nextInt(3) - 1;
        return Math.max(0, Math.min(present.size() - 1, edge));
    }

    private void changeMany() {
        int stretch = 50 + random.nextInt(200);
        int from = random.nextInt(present.size() - stretch);
        switch (random.nextInt(5)) {
            case 0 -> times(stretch, i -> delete(from));
            case 1 -> times(stretch, i -> delete(0));
            case 2 -> times(stretch, i -> delete(present.size() - 1));
            case 3 -> times(stretch, i -> create());
            default -> times(stretch, i -> turn(from + i));
        }
    }

    private void times(int number, IntConsumer change) {
        for (int i = 0; i < number && present.size() > MANY / 2; i++) {
            change.accept(i);
        }
    }

    private void create() {
        String name = (random.nextInt(3) == 0 ? "cart " : "shop ") + created++;
        Segment segment = segments.create(
                NewSegment.named(name).withState(random.nextInt(3) == 0 ? SegmentState.INACTIVE : SegmentState.ACTIVE));
        present.add(segment);
        if (wanted.test(segment)) {
            ever.add(number(segment));
        }
    }

    private void delete(int index) {
        Segment gone = present.remove(index);
        segments.delete(gone.id());
        throughout.remove(number(gone));
    }

    private void turn(int index) {
        Segment before = present.get(index);
        SegmentUpdate update = SegmentUpdate.of(before.id());
        Segment after =
                segments.update(before.state() == SegmentState.ACTIVE ? update.deactivate() : update.activate());
        present.set(index, after);
        if (wanted.test(after)) {
            ever.add(number(after));
        } else {
            throughout.remove(number(after));
        }
    }

    /** Nothing changes any more. */
    synchronized void over() {
        isOver = true;
    }

    /** How many times they were changed. */
    synchronized int changes() {
        return changes;
    }

    /** What was wanted, and stood there, from the query to the end. */
    Set<Integer> throughout() {
        return throughout;
    }

    /** Whether it is what was wanted, and there was such a one at some time since the query. */
    boolean wasThere(Segment segment) {
        return wanted.test(segment) && ever.contains(number(segment));
    }

    static int number(Segment segment) {
        return segment.id().value();
    }
}
