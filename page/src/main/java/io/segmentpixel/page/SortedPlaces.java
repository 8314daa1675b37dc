package io.segmentpixel.page;

import java.util.Arrays;

/** Places in a text, in ascending order, of which one in a stretch is found without a look at all of them. */
final class SortedPlaces {
    private SortedPlaces() {}

    /** Whether one of some places is within a stretch. */
    static boolean isHit(int[] sorted, int start, int end) {
        int next = first(sorted, start);
        return next < sorted.length && sorted[next] < end;
    }

    /** Which of some places is the first from one on; as many as there are where none is. */
    static int first(int[] sorted, int from) {
        int found = Arrays.binarySearch(sorted, from);
        return found >= 0 ? found : -found - 1;
    }
}
