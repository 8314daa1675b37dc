package io.segmentpixel.segment;

import io.segmentpixel.segment.SegmentTrigger.QueryStringKeyValue;
import java.util.Optional;
import java.util.OptionalInt;

/** The rules for single fields that a new segment and an update share. */
final class SegmentRules {
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_DESCRIPTION = 500;

    private SegmentRules() {}

    static String name(String name) {
        return Check.text(
                "name",
                name,
                LONGEST_NAME,
                Character::isISOControl,
                "must hold no control characters or lone surrogates");
    }

    static String description(String description) {
        return Check.text(
                "description",
                description,
                LONGEST_DESCRIPTION,
                character -> character == '\'' || character == '\\',
                "must hold no ' or \\ or lone surrogates");
    }

    static SegmentState state(SegmentState state) {
        Check.require(state != SegmentState.UNKNOWN, "state", "UNKNOWN", "must be ACTIVE or INACTIVE");
        return state;
    }

    static int maxUsersyncPixels(int pixels) {
        return Check.notNegative("max usersync pixels", pixels);
    }

    /** The platform fires no usersync pixels along with a key and a value. */
    static void usersyncWith(Optional<SegmentTrigger> trigger, OptionalInt maxUsersyncPixels) {
        int pixels = maxUsersyncPixels.orElse(0);
        Check.require(
                pixels == 0
                        || trigger.filter(QueryStringKeyValue.class::isInstance).isEmpty(),
                "max usersync pixels",
                Integer.toString(pixels),
                "must be 0 with a trigger of a key and a value");
    }
}
