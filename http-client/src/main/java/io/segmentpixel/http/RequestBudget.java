package io.segmentpixel.http;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * A budget of requests: it gives out the permits to send them, so that a client keeps within a rate, or several clients share one.
 *
 * <pre>{@code
 * RequestBudget shared = RequestBudget.of(1_000, 60, Duration.ofMinutes(1)); // reads, writes
 * SegmentClient.builder().requestBudget(shared);
 * }</pre>
 *
 * <p>Hand the same budget to each client of one user. For clients that run on several machines, write one of your own that asks
 * a place which all of them can reach; it may be called by any thread. Platform documentation: <em>API Usage Constraints</em>.
 */
public interface RequestBudget {
    /**
     * The two kinds of requests, which the backend counts apart.
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
     * A rate: at most so many requests in a period.
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

        /**
         * Checks the numbers.
         *
         * @param requests 1 to 1,000,000
         * @param period longer than zero, and at most a day
         * @throws IllegalArgumentException if one is out of its range
         */
        public Rate {
            checked("requests", requests);
            UpToADay.checked("period", period);
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
                Pace.MOST_IN_FLIGHT);
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
        return new LocalBudget(reads, writes, Pace.allowed("requests at once", atOnce), new SystemTime());
    }
}
