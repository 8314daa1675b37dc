package io.segmentpixel.page;

import java.util.BitSet;

/** Where two texts of one length differ. */
final class Differences {
    private final BitSet places;

    Differences(String one, String other) {
        this.places = new BitSet(one.length());
        for (int at = 0; at < one.length(); at++) {
            if (one.charAt(at) != other.charAt(at)) {
                places.set(at);
            }
        }
    }

    boolean areWithin(int start, int end) {
        int first = places.nextSetBit(start);
        return first >= 0 && first < end;
    }
}
