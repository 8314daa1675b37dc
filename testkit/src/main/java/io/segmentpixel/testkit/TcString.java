package io.segmentpixel.testkit;

/**
 * A TC string, of the IAB's Transparency and Consent Framework: whether it lets the platform store and read.
 *
 * @param text the string
 */
record TcString(String text) {
    /** The platform's number on the IAB's list of vendors. */
    static final int VENDOR = 32;

    private static final int STORAGE_PURPOSE = 152;
    private static final int VENDORS = 213;

    /** Whether purpose 1 and the platform are granted; a malformed string grants nothing. */
    boolean grantsStorage() {
        try {
            Bits core = new Bits(text.split("\\.", -1)[0]);
            return core.from(STORAGE_PURPOSE).flag() && namesVendor(core.from(VENDORS));
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    /** Whether the vendor is on the list, which comes as a row of bits or as ranges. */
    private static boolean namesVendor(Bits core) {
        int greatest = core.number(16);
        boolean isRanges = core.flag();
        if (!isRanges) {
            core.number(VENDOR - 1);
            return greatest >= VENDOR && core.flag();
        }
        boolean isNamed = false;
        for (int left = core.number(12); left > 0; left--) {
            boolean isRange = core.flag();
            int first = core.number(16);
            int last = isRange ? core.number(16) : first;
            isNamed |= first <= VENDOR && VENDOR <= last;
        }
        return isNamed;
    }
}
