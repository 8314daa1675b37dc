package io.segmentpixel.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The faults of a sandbox: what goes wrong with its calls, and when. What the sandbox holds stays as it is.
 *
 * <pre>{@code
 * sandbox.faults().next(Fault.internalError());                                          // the next call
 * sandbox.faults().every(5, Fault.resetInAnswer());                                      // each fifth
 * sandbox.faults().share(0.2, 42, Fault.rateExceeded(), Fault.unavailable());            // a fifth of all, by chance
 * sandbox.faults().on(Operation.LOGIN).next(2, Fault.slowHeader(Duration.ofSeconds(1))); // two logins
 * }</pre>
 *
 * <p>Without {@link #on}, calls of the segment service are meant: no logins, and no pixel calls. What was said first has the first say;
 * a call has one fault at most. {@link Fault#refused} strikes as soon as it is due, which is when the call before is decided: it closes
 * the port and idle connections, so that the next call finds nobody; it counts as a call. It serves any number of threads.
 */
public final class Faults {
    private final Consumer<Duration> refusal;
    private final List<Rule> rules = new ArrayList<>();

    /** Says of each call in turn what goes wrong with it. */
    private interface Schedule {
        Optional<Fault> draw();

        default boolean isOver() {
            return false;
        }
    }

    private static final class Rule {
        private final Set<Operation> operations;
        private final Schedule schedule;
        private Optional<Optional<Fault>> drawn = Optional.empty();

        Rule(Set<Operation> operations, Schedule schedule) {
            this.operations = operations;
            this.schedule = schedule;
        }

        /** What goes wrong with the next call that the rule is asked of. */
        Optional<Fault> ahead() {
            Optional<Fault> next = drawn.orElseGet(schedule::draw);
            drawn = Optional.of(next);
            return next;
        }

        Optional<Fault> take() {
            Optional<Fault> next = ahead();
            drawn = Optional.empty();
            return next;
        }
    }

    /**
     * Faults of some operations only.
     *
     * <pre>{@code
     * sandbox.faults().on(Operation.CREATE, Operation.UPDATE).every(3, Fault.unavailable());
     * }</pre>
     */
    public final class On {
        private final Set<Operation> operations;

        private On(Set<Operation> operations) {
            this.operations = operations;
        }

        /**
         * The next call has this fault.
         *
         * @param fault the fault
         */
        public void next(Fault fault) {
            next(1, fault);
        }

        /**
         * The next calls have this fault.
         *
         * @param calls how many, 1 or more
         * @param fault the fault
         * @throws IllegalArgumentException if the number is less than 1
         */
        public void next(int calls, Fault fault) {
            atLeastOne(calls);
            add(operations, List.of(fault), new Schedule() {
                private int left = calls;

                @Override
                public Optional<Fault> draw() {
                    return left-- > 0 ? Optional.of(fault) : Optional.empty();
                }

                @Override
                public boolean isOver() {
                    return left <= 0;
                }
            });
        }

        /**
         * Every so many-th call has this fault.
         *
         * @param nth 1 or more; 1 is every call
         * @param fault the fault
         * @throws IllegalArgumentException if the number is less than 1
         */
        public void every(int nth, Fault fault) {
            atLeastOne(nth);
            notAlwaysRefused(nth == 1, fault);
            add(operations, List.of(fault), new Schedule() {
                private long calls;

                @Override
                public Optional<Fault> draw() {
                    return ++calls % nth == 0 ? Optional.of(fault) : Optional.empty();
                }
            });
        }

        /**
         * A share of the calls has one of these faults, by chance, and by the same chance each time for the same seed.
         *
         * @param share greater than 0, and at most 1
         * @param seed any number
         * @param faults at least one
         * @throws IllegalArgumentException if the share is out of that range, or no fault is named
         */
        public void share(double share, long seed, Fault... faults) {
            if (!(share > 0 && share <= 1)) {
                throw new IllegalArgumentException("share " + share + ": must be greater than 0, and at most 1");
            }
            if (faults.length == 0) {
                throw new IllegalArgumentException("faults []: must be at least one");
            }
            notAlwaysRefused(share == 1, faults);
            List<Fault> known = List.of(faults);
            SplittableRandom chance = new SplittableRandom(seed);
            add(
                    operations,
                    known,
                    () -> chance.nextDouble() < share
                            ? Optional.of(known.get(chance.nextInt(known.size())))
                            : Optional.empty());
        }

        private static void notAlwaysRefused(boolean isEachCall, Fault... faults) {
            if (isEachCall && Stream.of(faults).allMatch(Fault.Refused.class::isInstance)) {
                throw new IllegalArgumentException(
                        "refused: cannot be that of every call; close the sandbox, or name a time");
            }
        }

        private static void atLeastOne(int number) {
            if (number < 1) {
                throw new IllegalArgumentException("calls " + number + ": must be 1 or greater");
            }
        }
    }

    Faults(Consumer<Duration> refusal) {
        this.refusal = refusal;
    }

    /**
     * Faults of these operations only.
     *
     * @param first an operation
     * @param more further ones
     * @return where to say which; it takes no {@link Fault#refused}, because no request comes that would show its operation
     */
    public On on(Operation first, Operation... more) {
        return new On(EnumSet.of(first, more));
    }

    /**
     * The next call of the segment service has this fault.
     *
     * @param fault the fault
     */
    public void next(Fault fault) {
        next(1, fault);
    }

    /**
     * The next calls of the segment service have this fault.
     *
     * @param calls how many, 1 or more
     * @param fault the fault
     * @throws IllegalArgumentException if the number is less than 1
     */
    public void next(int calls, Fault fault) {
        new On(Set.of()).next(calls, fault);
    }

    /**
     * Every so many-th call of the segment service has this fault, of those that no fault named earlier has taken.
     *
     * @param nth 1 or more; 1 is every call
     * @param fault the fault
     * @throws IllegalArgumentException if the number is less than 1
     */
    public void every(int nth, Fault fault) {
        new On(Set.of()).every(nth, fault);
    }

    /**
     * A share of the calls of the segment service has one of these faults, by the same chance each time for the same seed.
     *
     * @param share greater than 0, and at most 1
     * @param seed any number
     * @param faults at least one
     * @throws IllegalArgumentException if the share is out of that range, or no fault is named
     */
    public void share(double share, long seed, Fault... faults) {
        new On(Set.of()).share(share, seed, faults);
    }

    /** Nothing goes wrong any more, but for calls on their way. A port that is closed opens when its time is over. */
    public synchronized void clear() {
        rules.clear();
    }

    private synchronized void add(Set<Operation> operations, List<Fault> faults, Schedule schedule) {
        faults.forEach(fault -> Objects.requireNonNull(fault, "fault"));
        if (!operations.isEmpty() && faults.stream().anyMatch(Fault.Refused.class::isInstance)) {
            throw new IllegalArgumentException(
                    "refused: cannot be that of " + operations + " alone, because no request comes that would show it");
        }
        rules.add(new Rule(operations, schedule));
        refuseWhereDue();
    }

    /** What goes wrong with the call that has come. */
    synchronized Optional<Fault> drawn(Operation operation) {
        Optional<Fault> fault = Optional.empty();
        for (Rule rule : rules) {
            boolean isMeant =
                    rule.operations.isEmpty() ? operation.isOfSegments() : rule.operations.contains(operation);
            if (isMeant && fault.isEmpty()) {
                fault = rule.take();
            }
        }
        refuseWhereDue();
        return fault;
    }

    private void refuseWhereDue() {
        for (Rule rule : rules) {
            while (rule.operations.isEmpty() && rule.ahead().orElse(null) instanceof Fault.Refused refused) {
                rule.take();
                refusal.accept(refused.down());
            }
        }
        rules.removeIf(rule ->
                rule.schedule.isOver() && rule.drawn.flatMap(next -> next).isEmpty());
    }
}
