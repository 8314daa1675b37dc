package io.segmentpixel.segment;

import io.segmentpixel.segment.SegmentTrigger.QueryString;
import io.segmentpixel.segment.SegmentTrigger.QueryStringKeyValue;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The rules of triggers that are to be sent. */
final class TriggerRules {
    private static final int LONGEST = 60;
    private static final int MOST_VALUES = 40;

    private TriggerRules() {}

    static void check(QueryStringKeyValue trigger) {
        key("query string key", trigger.key());
        trigger.value().ifPresent(text -> value("query string value", text));
    }

    static void check(QueryString trigger) {
        key("query string parameter", trigger.parameter());
        valueType(trigger);
        values(trigger);
        ids("publishers", trigger.publishers());
        ids("sites", trigger.sites());
        ids("placements", trigger.placements());
        Check.require(
                trigger.publishers().isEmpty() || trigger.sites().isEmpty(),
                "sites",
                trigger.sites().toString(),
                "must not be mixed with publishers " + trigger.publishers());
    }

    private static void valueType(QueryString trigger) {
        String type = trigger.valueType();
        Check.require(
                Set.of(QueryString.TEXT, "numeric", "none", "custom").contains(type),
                "query string value type",
                Check.quoted(type),
                "must be text, numeric, none or custom");
        Check.require(
                type.equals(QueryString.TEXT) || !trigger.allowsEmptyText(),
                "query string value type",
                type,
                "must be text where an empty text is allowed");
    }

    private static void values(QueryString trigger) {
        List<String> values = trigger.values();
        Check.require(
                values.isEmpty() || trigger.valueType().equals(QueryString.TEXT),
                "query string values",
                values.toString(),
                "go with texts only, not with " + trigger.valueType());
        Check.require(
                values.size() <= MOST_VALUES,
                "query string values",
                values.size() + " values",
                "must be at most " + MOST_VALUES);
        Set<String> seen = new HashSet<>();
        for (String value : values) {
            value("query string value", value);
            Check.require(
                    seen.add(value.toLowerCase(Locale.ROOT)),
                    "query string value",
                    Check.quoted(value),
                    "must not stand twice; case is ignored");
        }
    }

    private static void ids(String field, List<Integer> ids) {
        ids.forEach(id -> Check.positive(field, id));
        Check.require(ids.size() == Set.copyOf(ids).size(), field, ids.toString(), "must not name an id twice");
    }

    private static void key(String field, String key) {
        text(field, key);
        Check.require(
                !key.toLowerCase(Locale.ROOT).startsWith("kw_"),
                field,
                Check.quoted(key),
                "must not start with kw_: such a key is never matched");
    }

    private static void value(String field, String value) {
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
