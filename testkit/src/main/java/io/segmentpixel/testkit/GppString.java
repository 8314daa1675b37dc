package io.segmentpixel.testkit;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A GPP string, of the IAB's Global Privacy Platform: which of its sections denies.
 *
 * @param ids the sections' ids, in the order of the texts
 * @param texts the sections' texts
 */
record GppString(List<Integer> ids, List<String> texts) {
    private static final int HEADER_TYPE = 3;
    private static final int TCF_EUROPE = 2;
    private static final int US_PRIVACY = 6;
    private static final int OPTED_OUT = 1;

    /** Where the fields of two bits stand that say whether the visitor opted out: of sale, of sharing, of targeted advertising. */
    private static final Map<Integer, List<Integer>> OPT_OUTS = Map.of(
            7, List.of(18, 20, 22),
            8, List.of(12, 14),
            11, List.of(14, 16),
            18, List.of(14, 16));

    private static final List<Integer> OPT_OUTS_OF_OTHERS = List.of(12, 14);
    private static final int FIRST_US_SECTION = 7;
    private static final int LAST_US_SECTION = 22;
    private static final int GLOBAL_PRIVACY_CONTROL = 1;

    /** Reads a string; throws {@code IllegalArgumentException} if it is none. */
    static GppString of(String text) {
        List<String> parts = List.of(text.split("~", -1));
        Bits header = new Bits(parts.get(0));
        if (header.number(6) != HEADER_TYPE) {
            throw new IllegalArgumentException("gpp \"" + text + "\": must begin with a header");
        }
        header.number(6);
        GppString gpp = new GppString(header.fibonacciRange(), parts.subList(1, parts.size()));
        if (gpp.ids.size() != gpp.texts.size()) {
            throw new IllegalArgumentException("gpp \"" + text + "\": must have a text for each section");
        }
        return gpp;
    }

    /** Whether a section says that the platform may not; one that is not there, or that is not known here, does not. */
    boolean denies(int section) {
        int place = ids.indexOf(section);
        if (place < 0) {
            return false;
        }
        String text = texts.get(place);
        return switch (section) {
            case TCF_EUROPE -> !new TcString(text).grantsStorage();
            case US_PRIVACY -> isOptedOut(text);
            default -> section >= FIRST_US_SECTION && section <= LAST_US_SECTION && isOptedOutInUs(section, text);
        };
    }

    /** By a field of its own, or by the browser's global privacy control. */
    private static boolean isOptedOutInUs(int section, String text) {
        String[] parts = text.split("\\.", -1);
        Bits core = new Bits(parts[0]);
        return OPT_OUTS.getOrDefault(section, OPT_OUTS_OF_OTHERS).stream()
                        .anyMatch(position -> core.from(position).number(2) == OPTED_OUT)
                || Stream.of(parts)
                        .skip(1)
                        .map(Bits::new)
                        .anyMatch(part -> part.number(2) == GLOBAL_PRIVACY_CONTROL && part.flag());
    }

    /** Whether a US privacy string says that the visitor opted out of sale. */
    static boolean isOptedOut(String usPrivacy) {
        return usPrivacy.length() > 2 && Character.toUpperCase(usPrivacy.charAt(2)) == 'Y';
    }
}
