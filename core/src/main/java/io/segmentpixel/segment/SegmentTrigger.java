package io.segmentpixel.segment;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What puts a visitor into a segment.
 *
 * <pre>{@code
 * NewSegment.named("Looks at red cars").withTrigger(SegmentTrigger.queryString("color").withTextValues("red", "scarlet*"));
 * NewSegment.named("From the newsletter").withTrigger(SegmentTrigger.keyValue("utm_source", "newsletter"));
 * }</pre>
 *
 * <p>Keys and values ignore case; {@code *} at a value's end stands for any further characters. Platform documentation:
 * <em>Segment Service</em>, fields {@code querystring_mapping} and {@code querystring_mapping_key_value}, and
 * <em>Query String Targeting via Placement Tags and Segments</em>.
 */
public sealed interface SegmentTrigger {
    /**
     * A pixel on a page, or a call from a server: what every segment has that names no other trigger.
     *
     * @return the trigger
     */
    static SegmentTrigger pixel() {
        return new Pixel();
    }

    /**
     * A parameter in the query string of an ad call, with any text for a value until something else is said.
     *
     * @param parameter 1 to 60 characters, which do not start with {@code kw_} in whatever case
     * @return the trigger
     * @throws IllegalArgumentException if the parameter breaks that rule
     */
    static QueryString queryString(String parameter) {
        return QueryString.of(parameter);
    }

    /**
     * A key with a value in the query string of an ad call.
     *
     * @param key 1 to 60 characters, which do not start with {@code kw_} in whatever case
     * @param value up to 60 characters; an empty text counts as none, as with {@link #key}
     * @return the trigger
     * @throws IllegalArgumentException if one of them breaks its rule
     */
    static SegmentTrigger keyValue(String key, String value) {
        return new QueryStringKeyValue(key, Optional.of(value)).checked();
    }

    /**
     * A key in the query string of an ad call, without a value.
     *
     * @param key 1 to 60 characters, which do not start with {@code kw_} in whatever case
     * @return the trigger
     * @throws IllegalArgumentException if it breaks that rule
     */
    static SegmentTrigger key(String key) {
        return new QueryStringKeyValue(key, Optional.empty()).checked();
    }

    /**
     * This trigger, if it may be sent.
     *
     * @return the same
     * @throws IllegalArgumentException if it is one that a backend sent, and breaks a rule
     */
    SegmentTrigger checked();

    /**
     * Whether both put the same visitors into a segment: the case of keys and values does not count, nor does any order.
     *
     * @param other another trigger
     * @return true if they differ in that at most
     */
    default boolean isSameAs(SegmentTrigger other) {
        return CaselessTrigger.of(this).equals(CaselessTrigger.of(other));
    }

    /** A pixel on a page, or a call from a server. */
    record Pixel() implements SegmentTrigger {
        @Override
        public SegmentTrigger checked() {
            return this;
        }
    }

    /**
     * A parameter in the query string of an ad call, which puts visitors into a segment by its values.
     *
     * <pre>{@code
     * SegmentTrigger.QueryString.of("color").withTextValues("red", "scarlet*").onSites(17, 18);
     * SegmentTrigger.QueryString.of("age").numeric();
     * SegmentTrigger.QueryString.of("sale").withoutValue();
     * }</pre>
     *
     * <p>A parameter maps to one segment only. It counts on the member's whole inventory unless it is restricted to publishers,
     * sites or placements. What a backend sends is held as it is ({@link #existing}), even if it breaks a rule. Platform
     * documentation: <em>Segment Service</em>, field {@code querystring_mapping}.
     */
    final class QueryString implements SegmentTrigger {
        private enum Part {
            ALLOW_EMPTY_TEXT,
            PUBLISHERS,
            SITES,
            PLACEMENTS,
            INCLUDE_SHARED
        }

        static final String TEXT = "text";

        private final String parameter;
        private final String valueType;
        private final List<String> values;
        private final Parts<Part> parts;

        private QueryString(String parameter, String valueType, List<String> values, Parts<Part> parts) {
            this.parameter = Objects.requireNonNull(parameter, "parameter");
            this.valueType = Objects.requireNonNull(valueType, "value type");
            this.values = List.copyOf(values);
            this.parts = parts;
        }

        /**
         * A parameter with any text for a value.
         *
         * @param parameter 1 to 60 characters, which do not start with {@code kw_} in whatever case
         * @return the trigger
         * @throws IllegalArgumentException if the parameter breaks that rule
         */
        public static QueryString of(String parameter) {
            return existing(parameter, TEXT, List.of()).checked();
        }

        /**
         * A trigger that stands at the backend, whatever it holds.
         *
         * @param parameter any text
         * @param valueType the kind of its values as the backend calls it
         * @param values any values
         * @return the trigger
         */
        public static QueryString existing(String parameter, String valueType, List<String> values) {
            return new QueryString(parameter, valueType, values, Parts.none(Part.class));
        }

        /**
         * With these texts for values; without any, every text counts.
         *
         * @param texts at most 40 of 1 to 60 characters, which differ in more than case; {@code *} at the end stands for any
         *     further characters
         * @return a changed copy
         * @throws IllegalArgumentException if a value breaks one of these rules
         */
        public QueryString withTextValues(String... texts) {
            return new QueryString(parameter, TEXT, List.of(texts), parts).checked();
        }

        /**
         * With a number for a value.
         *
         * @return a changed copy
         */
        public QueryString numeric() {
            return ofKind("numeric");
        }

        /**
         * Without a value: the parameter alone counts.
         *
         * @return a changed copy
         */
        public QueryString withoutValue() {
            return ofKind("none");
        }

        /**
         * With values that are given when a campaign is targeted.
         *
         * @return a changed copy
         */
        public QueryString customValues() {
            return ofKind("custom");
        }

        private QueryString ofKind(String kind) {
            return new QueryString(parameter, kind, List.of(), parts).checked();
        }

        /**
         * With an empty text for a value allowed, or not; for texts only.
         *
         * @param allowed whether it counts
         * @return a changed copy
         * @throws IllegalArgumentException if it is allowed and the values are no texts
         */
        public QueryString allowingEmptyText(boolean allowed) {
            return existingWith(Part.ALLOW_EMPTY_TEXT, allowed).checked();
        }

        /**
         * On these publishers' inventory only; without any, on all. Not together with sites.
         *
         * @param ids ids greater than 0
         * @return a changed copy
         * @throws IllegalArgumentException if an id is out of range or named twice, or there are sites
         */
        public QueryString onPublishers(int... ids) {
            return existingWith(Part.PUBLISHERS, list(ids)).checked();
        }

        /**
         * On these sites only; without any, on all. Not together with publishers.
         *
         * @param ids ids greater than 0
         * @return a changed copy
         * @throws IllegalArgumentException if an id is out of range or named twice, or there are publishers
         */
        public QueryString onSites(int... ids) {
            return existingWith(Part.SITES, list(ids)).checked();
        }

        /**
         * On these placements only; without any, on all.
         *
         * @param ids ids greater than 0
         * @return a changed copy
         * @throws IllegalArgumentException if an id is out of range or named twice
         */
        public QueryString onPlacements(int... ids) {
            return existingWith(Part.PLACEMENTS, list(ids)).checked();
        }

        /**
         * With inventory that others share with the member, or without.
         *
         * @param included whether it counts
         * @return a changed copy
         */
        public QueryString includingShared(boolean included) {
            return existingWith(Part.INCLUDE_SHARED, included).checked();
        }

        /**
         * As it stands at the backend, whatever it holds: with what the withers check.
         *
         * @param allowsEmptyText whether an empty text counts
         * @param publishers any ids
         * @param sites any ids
         * @param placements any ids
         * @param includesShared whether shared inventory counts
         * @return a changed copy
         */
        public QueryString existingOn(
                boolean allowsEmptyText,
                List<Integer> publishers,
                List<Integer> sites,
                List<Integer> placements,
                boolean includesShared) {
            return existingWith(Part.ALLOW_EMPTY_TEXT, allowsEmptyText)
                    .existingWith(Part.PUBLISHERS, List.copyOf(publishers))
                    .existingWith(Part.SITES, List.copyOf(sites))
                    .existingWith(Part.PLACEMENTS, List.copyOf(placements))
                    .existingWith(Part.INCLUDE_SHARED, includesShared);
        }

        /** Leaves out what says nothing, so that two triggers that say the same are equal. */
        private QueryString existingWith(Part part, Object value) {
            boolean isUsual = value.equals(false) || value.equals(List.of());
            return new QueryString(
                    parameter, valueType, values, isUsual ? parts.without(part) : parts.with(part, value));
        }

        private static List<Integer> list(int... ids) {
            return Arrays.stream(ids).boxed().toList();
        }

        @Override
        public QueryString checked() {
            TriggerRules.check(this);
            return this;
        }

        /** {@return the name of the parameter; any text where it came from the backend} */
        public String parameter() {
            return parameter;
        }

        /** {@return the kind of values: {@code text}, {@code numeric}, {@code none}, {@code custom}, or what the backend has} */
        public String valueType() {
            return valueType;
        }

        /** {@return the values that count; an immutable list, empty where any does} */
        public List<String> values() {
            return values;
        }

        /** {@return whether an empty text counts; false if never set} */
        public boolean allowsEmptyText() {
            return parts.<Boolean>get(Part.ALLOW_EMPTY_TEXT).isPresent();
        }

        /** {@return the publishers on whose inventory alone it counts; an immutable list, empty for all} */
        public List<Integer> publishers() {
            return places(Part.PUBLISHERS);
        }

        /** {@return the sites on which alone it counts; an immutable list, empty for all} */
        public List<Integer> sites() {
            return places(Part.SITES);
        }

        /** {@return the placements on which alone it counts; an immutable list, empty for all} */
        public List<Integer> placements() {
            return places(Part.PLACEMENTS);
        }

        private List<Integer> places(Part part) {
            return parts.<List<Integer>>get(part).orElse(List.of());
        }

        /** {@return whether inventory counts that others share with the member; false if never set} */
        public boolean includesShared() {
            return parts.<Boolean>get(Part.INCLUDE_SHARED).isPresent();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof QueryString trigger
                    && trigger.parameter.equals(parameter)
                    && trigger.valueType.equals(valueType)
                    && trigger.values.equals(values)
                    && trigger.parts.equals(parts);
        }

        @Override
        public int hashCode() {
            return Objects.hash(parameter, valueType, values, parts);
        }

        /** The parameter, the kind of its values, and what else was set. */
        @Override
        public String toString() {
            return "query string " + parameter + " " + valueType + (values.isEmpty() ? "" : " " + values)
                    + (parts.isEmpty() ? "" : ", ") + parts;
        }
    }

    /**
     * One key with one value in the query string of an ad call. Not together with usersync pixels.
     *
     * <pre>{@code
     * SegmentTrigger.keyValue("utm_source", "newsletter");
     * SegmentTrigger.key("sale"); // without a value
     * }</pre>
     *
     * @param key the key
     * @param value the value, empty where the key alone counts; an empty text counts as none
     */
    record QueryStringKeyValue(String key, Optional<String> value) implements SegmentTrigger {
        /**
         * Takes the two parts, even such as break a rule; see {@link #keyValue}.
         *
         * @param key the key
         * @param value the value, empty where the key alone counts; an empty text counts as none
         */
        public QueryStringKeyValue {
            Objects.requireNonNull(key, "key");
            value = value.filter(text -> !text.isEmpty());
        }

        @Override
        public SegmentTrigger checked() {
            TriggerRules.check(this);
            return this;
        }
    }

    /**
     * A trigger that this version does not know.
     *
     * @param description what the backend sent, as text
     */
    record Unrecognized(String description) implements SegmentTrigger {
        /**
         * Takes the text.
         *
         * @param description what the backend sent, as text
         */
        public Unrecognized {
            Objects.requireNonNull(description, "description");
        }

        @Override
        public SegmentTrigger checked() {
            throw Check.refused("trigger", Check.quoted(description), "is not known, and cannot be sent");
        }
    }
}
