package io.segmentpixel.http;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * Gives out the permits to send requests, so that a client keeps within a rate, or a fleet of clients shares one.
 *
 * <pre>{@code
 * RequestBudget shared = RequestBudget.of(1_000, 60, Duration.ofMinutes(1));
 * }</pre>
 *
 * <p>Hand the same budget to each client of one user. For clients that run in several machines, write one of your own that asks
 * a place which all of them can reach; it may be called by any thread. Platform documentation: <em>API Usage Constraints</em>.
 */
public interface RequestBudget {
    /**
     * What the backend counts apart.
     *
     * <pre>{@code
     * budget.permit(RequestBudget.Kind.READ);
     * }</pre>
     */
    enum Kind {
        /** A request that changes nothing: a look at a segment, a page of a list. */
        READ,
        /** A create, a change, a delete; a change of several segments is one. */
        WRITE
    }

    /**
     * Asks for the permit to send one request. Who asked first goes first. It is asked for when nothing else
     * keeps the request; a login needs none.
     *
     * <p>Cancelling the future withdraws what was asked for, and no permit is lost. No thread waits, neither here nor for the
     * future, and what hangs on the future must not block: it may run on the thread that gave another permit back.
     *
     * @param kind what the request is
     * @return a future that is done as soon as the request may be sent
     */
    CompletableFuture<Permit> permit(Kind kind);

    /**
     * The right to send one request.
     *
     * <pre>{@code
     * budget.permit(kind).thenCompose(permit -> send().whenComplete((answer, failure) -> permit.giveBack()));
     * }</pre>
     */
    interface Permit {
        /** Says that the request has ended, whatever came of it, so that its place is free. To say it twice is harmless. */
        void giveBack();

        /**
         * Says that no request was sent, so that another may have the permit at once. Unless an implementation knows better, it
         * is given back like a used one.
         */
        default void unused() {
            giveBack();
        }
    }

    /**
     * At most so many requests in a time.
     *
     * <pre>{@code
     * RequestBudget.Rate writes = new RequestBudget.Rate(60, Duration.ofSeconds(5));
     * }</pre>
     *
     * @param requests 1 to 1,000,000
     * @param period longer than zero, and at most a day
     */
    record Rate(int requests, Duration period) {
        private static final int MOST = 1_000_000;
        private static final Duration LONGEST = Duration.ofDays(1);

        /**
         * Checks the numbers.
         *
         * @param requests 1 to 1,000,000
         * @param period longer than zero, and at most a day
         * @throws IllegalArgumentException if one is out of its range
         */
        public Rate {
            checked("requests", requests);
            Objects.requireNonNull(period, "period");
            if (period.isZero() || period.isNegative() || period.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("period " + period + ": must be longer than zero and at most a day");
            }
        }

        private static int checked(String field, int requests) {
            if (requests < 1 || requests > MOST) {
                throw new IllegalArgumentException(field + " " + requests + ": must be 1 to 1,000,000");
            }
            return requests;
        }
    }

    /**
     * A budget for the clients of this process: so many reads and so many writes in any period, and 15 requests at a time.
     *
     * <p>Nothing is turned away by a backend that allows as much, whether it counts in fixed or in sliding windows: a request
     * counts from its sending until one period after its answer. A read never waits because of the rate of writes, or the
     * reverse.
     *
     * @param reads 1 to 1,000,000
     * @param writes 1 to 1,000,000
     * @param period longer than zero, and at most a day
     * @return a new budget, of which nothing is used
     * @throws IllegalArgumentException if one is out of its range
     */
    static RequestBudget of(int reads, int writes, Duration period) {
        return of(
                new Rate(Rate.checked("reads", reads), period),
                new Rate(Rate.checked("writes", writes), period),
                LocalBudget.MOST_AT_ONCE);
    }

    /**
     * A budget as {@link #of(int, int, Duration)} makes it, where reads and writes are counted in different periods, or fewer
     * requests are to go at a time.
     *
     * @param reads how many reads in which time
     * @param writes how many writes in which time
     * @param atOnce how many requests may be on their way at a time, over both kinds, 1 to 15
     * @return a new budget, of which nothing is used
     * @throws IllegalArgumentException if {@code atOnce} is out of its range
     */
    static RequestBudget of(Rate reads, Rate writes, int atOnce) {
        Objects.requireNonNull(reads, "reads");
        Objects.requireNonNull(writes, "writes");
        if (atOnce < 1 || atOnce > LocalBudget.MOST_AT_ONCE) {
            throw new IllegalArgumentException("requests at once " + atOnce + ": must be 1 to 15");
        }
        return new LocalBudget(reads, writes, atOnce, new SystemTime());
    }
}
