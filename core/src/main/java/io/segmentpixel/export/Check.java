package io.segmentpixel.export;

/** How an export is refused; each message names the field, the value and the rule. */
final class Check {
    private Check() {}

    static void require(boolean holds, String field, String value, String rule) {
        if (!holds) {
            throw refused(field, value, rule);
        }
    }

    static IllegalArgumentException refused(String field, String value, String rule) {
        return new IllegalArgumentException(field + " " + value + ": " + rule);
    }
}
