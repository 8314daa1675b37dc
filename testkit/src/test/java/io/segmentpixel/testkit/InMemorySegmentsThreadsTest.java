package io.segmentpixel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentConflictException;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.segment.SegmentService;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class InMemorySegmentsThreadsTest {
    private static final int THREADS = 8;
    private static final int ROUNDS = 200;
    private static final int RACES = 5_000;

    @AutoClose("shutdownNow")
    private final ExecutorService workers = Executors.newFixedThreadPool(THREADS);

    private final SegmentService segments = new InMemorySegments();

    /** What the threads, each with its number, come to when they begin together. */
    private <T> List<T> together(IntFunction<Callable<T>> work) throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Future<T>> results = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            Callable<T> own = work.apply(thread);
            results.add(workers.submit(() -> {
                start.await();
                return own.call();
            }));
        }
        List<T> all = new ArrayList<>();
        for (Future<T> result : results) {
            all.add(result.get());
        }
        return all;
    }

    private List<Segment> listed() {
        try (Stream<Segment> listing = segments.list(SegmentQuery.all())) {
            return listing.toList();
        }
    }

    @Test
    void what_threads_create_side_by_side_all_stands_under_ids_of_its_own() throws Exception {
        List<Segment> created = together(thread -> () -> {
                    List<Segment> own = new ArrayList<>();
                    for (int round = 0; round < ROUNDS; round++) {
                        String code = "code_" + thread + "_" + round;
                        own.add(segments.create(NewSegment.named(code).withCode(code)));
                    }
                    return own;
                })
                .stream()
                .flatMap(List::stream)
                .toList();

        assertThat(created).extracting(Segment::id).doesNotHaveDuplicates().hasSize(THREADS * ROUNDS);
        assertThat(listed()).containsExactlyInAnyOrderElementsOf(created);
        assertThat(created).allSatisfy(segment -> assertThat(segments.find(SegmentCode.of(segment.shortName())))
                .contains(segment));
    }

    @Test
    void of_threads_that_create_the_same_code_one_wins_and_the_others_hear_of_it() throws Exception {
        List<Segment> winners = together(thread -> () -> {
                    List<Segment> won = new ArrayList<>();
                    for (int round = 0; round < RACES; round++) {
                        String code = "code_" + round;
                        create(thread % 2 == 0 ? code : code.toUpperCase(Locale.ROOT))
                                .ifPresent(won::add);
                    }
                    return won;
                })
                .stream()
                .flatMap(List::stream)
                .toList();

        assertThat(winners)
                .extracting(segment -> segment.code().orElseThrow().value().toLowerCase(Locale.ROOT))
                .doesNotHaveDuplicates()
                .hasSize(RACES);
        assertThat(listed()).containsExactlyInAnyOrderElementsOf(winners);
    }

    /** A segment of this code, empty if another has it. */
    private Optional<Segment> create(String code) {
        try {
            return Optional.of(segments.create(NewSegment.named("racer").withCode(code)));
        } catch (SegmentConflictException taken) {
            return Optional.empty();
        }
    }

    @Test
    void a_listing_that_is_read_while_threads_create_is_in_order_and_without_doubles() throws Exception {
        List<List<Segment>> listings = together(thread -> () -> {
            List<Segment> read = List.of();
            for (int round = 0; round < ROUNDS; round++) {
                segments.create(NewSegment.named("thread " + thread));
                read = round % 20 == 0 ? listed() : read;
            }
            return read;
        });

        assertThat(listings).allSatisfy(listing -> assertThat(listing)
                .isNotEmpty()
                .extracting(segment -> segment.id().value())
                .isSorted()
                .doesNotHaveDuplicates());
        assertThat(listed()).hasSize(THREADS * ROUNDS);
    }
}
