package io.segmentpixel.http;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What refusals mean for one kind of request when nobody has named a budget. Its owner guards it.
 *
 * <p>A refusal holds every request of the kind back until the time that the backend names. Then a <em>window</em> opens: one
 * request goes, and one more at a time with each answer, up to the usual number. The requests that pass until the next refusal
 * are counted, because about as many will pass the next time: there are never more in flight than are left of that number, so
 * that the next refusal costs one request and not all that are on their way. If the number is passed without a refusal, the
 * rate is raised again, step by step.
 *
 * <p>A number that a second refusal has confirmed is trusted: when it is reached, the kind is held back until the window is
 * over, without asking for a refusal. Only one window of four goes on until it is refused, in case the backend allows more now,
 * and one in which somebody has no time to wait for what may be a mistake.
 */
final class Recovery {
    private static final int MOST_IN_FLIGHT = Pace.MOST_IN_FLIGHT;

    /** How many windows end by a confirmed number before one is to end by a refusal again. */
    private static final int WINDOWS_TO_TRUST = 3;
    /** How many must pass beyond the expected number before one more may be in flight. */
    private static final int PASSED_FOR_A_STEP = 4;

    private Instant heldUntil = Instant.MIN;

    /** The present window: when its first request was sent, and when that was answered. */
    private @Nullable Instant opened;

    private @Nullable Instant firstAnswer;
    private int passed;
    private int mostInFlight = MOST_IN_FLIGHT;
    /** After a refusal, until the next request goes. */
    private boolean isClosed;

    /** How many passed in the latest window that a refusal ended, 0 if none did. */
    private int expected;

    /** How many pass in a window, 0 if that is not known, and how long it lasts at most. */
    private int known;

    private Duration length = Duration.ZERO;
    private boolean isConfirmed;
    private int windowsToTrust;
    /** Whether, until the next window, nothing is held back but by a time that the backend named. */
    private boolean asks;

    /** How long a request of this kind must still wait; zero if it need not. */
    Duration heldBack(Instant now) {
        boolean waitsForTheEnd = isUsedUp() || (isConfirmed && isClosed && !asks);
        return until(waitsForTheEnd && end().isAfter(heldUntil) ? end() : heldUntil, now);
    }

    /** How long a request of this kind must still wait because the backend has named that time; zero if it need not. */
    Duration heldBackByName(Instant now) {
        return until(heldUntil, now);
    }

    private static Duration until(Instant time, Instant now) {
        return time.isAfter(now) ? Duration.between(now, time) : Duration.ZERO;
    }

    /** Somebody cannot wait for what was only learnt: in this window the backend is to be asked. */
    void ask() {
        asks = true;
        windowsToTrust = 0;
    }

    /** As many have passed as ever do, and the backend need not be asked. */
    private boolean isUsedUp() {
        return windowsToTrust > 0 && passed >= known && !isClosed;
    }

    /** The end of the window: the backend may have counted its first request as late as that was answered. */
    private Instant end() {
        Instant counted = firstAnswer == null ? opened : firstAnswer;
        return counted == null ? Instant.MIN : counted.plus(length);
    }

    /** How many requests of this kind may be in flight, 1 to 15. */
    int mostInFlight() {
        return isClosed ? 1 : Math.min(mostInFlight, expected == 0 ? MOST_IN_FLIGHT : nearTheEnd());
    }

    private int nearTheEnd() {
        int left = expected - passed;
        return left > 0 ? left : 1 - left / PASSED_FOR_A_STEP;
    }

    /** A request goes. */
    void sent(Instant now) {
        if (isClosed) {
            learn();
            open(now);
            mostInFlight = 1;
        } else if (opened == null) {
            open(now);
        } else if (known > 0 && !end().isAfter(now)) {
            endUnrefused();
            open(now);
        }
    }

    private void open(Instant now) {
        opened = now;
        firstAnswer = null;
        passed = 0;
        isClosed = false;
        asks = false;
    }

    /** The window is over because its time is. */
    private void endUnrefused() {
        if (isUsedUp()) {
            windowsToTrust--;
            mostInFlight = 1;
        } else {
            known = Math.max(known, passed);
            expected = Math.max(expected, passed);
        }
    }

    /**
     * What the window teaches that a refusal has ended. If nothing passed in it, the hold before it was too short. If it ended
     * before a number that is confirmed, that may be chance: only the second time does it change what is known.
     */
    private void learn() {
        boolean maybeChance = isConfirmed && passed < known;
        isConfirmed = passed > 0 && passed == known;
        windowsToTrust = isConfirmed ? WINDOWS_TO_TRUST : 0;
        if (passed > 0 && opened != null) {
            expected = passed;
            if (!maybeChance) {
                Duration lasted = Duration.between(opened, heldUntil);
                length = isConfirmed && length.compareTo(lasted) < 0 ? length : lasted;
                known = passed;
            }
        }
    }

    /** A request that went at that time was answered and not turned away, whatever else the answer was. */
    void answered(Instant sent, Instant now) {
        if (isOfAnEarlierWindow(sent)) {
            return;
        }
        passed++;
        mostInFlight = Math.min(MOST_IN_FLIGHT, mostInFlight + 1);
        firstAnswer = firstAnswer == null ? now : firstAnswer;
    }

    /**
     * A request that went at that time was turned away: all wait for that long. If it went before the present hold began or the
     * present window opened, it teaches nothing else.
     */
    void turnedAway(Instant sent, Instant now, Duration wait) {
        Instant until = now.plus(wait);
        heldUntil = heldUntil.isAfter(until) ? heldUntil : until;
        isClosed |= !isOfAnEarlierWindow(sent);
    }

    private boolean isOfAnEarlierWindow(Instant sent) {
        return opened == null || sent.isBefore(opened);
    }
}
