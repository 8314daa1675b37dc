package io.segmentpixel.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InOrderTest {
    private static List<Integer> numbers(int many) {
        return IntStream.range(0, many).boxed().toList();
    }

    private static <R> List<Optional<R>> all(InOrder<?, R> work) {
        List<Optional<R>> results = new ArrayList<>();
        while (work.hasNext()) {
            results.add(work.next());
        }
        return results;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void results_come_in_order_and_weigh_no_more_than_the_budget(int threads) {
        AtomicLong atWork = new AtomicLong();
        AtomicLong most = new AtomicLong();
        List<Optional<Integer>> results;
        try (InOrder<Integer, Integer> work = new InOrder<>(
                numbers(5_000).iterator(),
                number -> {
                    most.accumulateAndGet(atWork.addAndGet(number % 10), Math::max);
                    atWork.addAndGet(-number % 10);
                    return number * 2;
                },
                number -> number % 10,
                threads,
                20)) {
            results = all(work);
        }

        assertThat(results)
                .isEqualTo(numbers(5_000).stream()
                        .map(number -> Optional.of(number * 2))
                        .toList());
        assertThat(most.get()).isBetween(9L, 20L);
    }

    @Test
    void what_weighs_more_than_the_budget_is_worked_on_alone() {
        AtomicInteger atWork = new AtomicInteger();
        try (InOrder<Integer, Integer> work = new InOrder<>(
                numbers(100).iterator(),
                number -> atWork.incrementAndGet() + 10 * -atWork.decrementAndGet(),
                number -> 50,
                4,
                20)) {
            assertThat(all(work)).containsOnly(Optional.of(1));
        }
    }

    @Test
    void several_threads_work_at_one_time() {
        CountDownLatch together = new CountDownLatch(4);
        try (InOrder<Integer, Integer> work = new InOrder<>(
                numbers(4).iterator(),
                number -> {
                    together.countDown();
                    await(together);
                    return number;
                },
                number -> 1,
                4,
                100)) {
            assertThat(all(work)).hasSize(4);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    void an_interrupt_finishes_what_is_at_work_and_begins_nothing_further() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Thread caller = Thread.currentThread();
        List<Optional<Integer>> results;
        try (InOrder<Integer, Integer> work = new InOrder<>(
                numbers(1_000).iterator(),
                number -> {
                    if (number == 10) {
                        begun.countDown();
                        await(interrupted);
                    }
                    return number;
                },
                number -> 1,
                1,
                100)) {
            Thread other = new Thread(() -> {
                await(begun);
                caller.interrupt();
                interrupted.countDown();
            });
            other.start();
            results = all(work);
        }

        assertThat(Thread.interrupted()).isTrue();
        assertThat(results).hasSize(1_000);
        assertThat(results.subList(0, 11)).doesNotContain(Optional.empty());
        assertThat(results.subList(200, 1_000)).containsOnly(Optional.empty());
    }

    @Test
    void an_error_reaches_the_caller_and_ends_the_threads() {
        List<Thread> threads = new ArrayList<>();
        try (InOrder<Integer, Integer> work = new InOrder<>(
                numbers(100).iterator(),
                number -> {
                    threads.add(Thread.currentThread());
                    throw new LinkageError("no class");
                },
                number -> 1,
                1,
                100)) {
            assertThatThrownBy(work::next).isInstanceOf(LinkageError.class);
        }

        assertThat(threads).isNotEmpty().allMatch(Thread::isDaemon);
    }

    @Test
    void nothing_is_at_work_any_more_once_it_is_closed() {
        AtomicInteger atWork = new AtomicInteger();
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        try (InOrder<Integer, Integer> work = new InOrder<>(
                numbers(1_000).iterator(),
                number -> {
                    atWork.incrementAndGet();
                    threads.add(Thread.currentThread());
                    return atWork.decrementAndGet();
                },
                number -> 1,
                4,
                100)) {
            assertThat(work.next()).isPresent();
        }

        assertThat(atWork).hasValue(0);
        assertThat(threads).isNotEmpty().noneMatch(Thread::isAlive);
    }

    @Test
    void no_more_is_asked_for_than_there_is_room_for() {
        AtomicInteger asked = new AtomicInteger();
        try (InOrder<Integer, Integer> work = new InOrder<>(
                Stream.generate(asked::incrementAndGet).iterator(), number -> number, number -> 10, 2, 50)) {
            for (int number = 1; number <= 1_000; number++) {
                assertThat(work.hasNext()).isTrue();
                assertThat(work.next()).contains(number);
                assertThat(asked.get()).isLessThanOrEqualTo(number + 5);
            }
        }
    }

    @Test
    void what_the_source_throws_reaches_the_caller() {
        Iterator<Integer> broken = Stream.of(1, 2, 0).map(number -> 10 / number).iterator();
        try (InOrder<Integer, Integer> work = new InOrder<>(broken, number -> number, number -> 100, 1, 50)) {
            assertThat(work.next()).contains(10);
            assertThatThrownBy(() -> all(work)).isInstanceOf(ArithmeticException.class);
        }
    }
}
