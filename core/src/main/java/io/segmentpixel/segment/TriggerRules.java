package io.segmentpixel.segment;

import java.util.Locale;

/** The rules for keys and values of query strings. */
final class TriggerRules {
    private static final int LONGEST = 60;

    private TriggerRules() {}

    static void key(String field, String key) {
        text(field, key);
        Check.require(
                !key.toLowerCase(Locale.ROOT).startsWith("kw_"),
                field,
                Check.quoted(key),
                "must not start with kw_: such a key is never matched");
    }

    static void value(String field, String value) {
        text(field, value);
        int star = value.indexOf('*');
        Check.require(
                star < 0 || star == value.length() - 1,
                field,
                Check.quoted(value),
                "must hold * at its end only, where it stands for any further characters");
    }

    private static void text(String field, String text) {
        Check.text(field, text, LONGEST, Character::isISOControl, "must hold no control characters or lone surrogates");
    }
}
