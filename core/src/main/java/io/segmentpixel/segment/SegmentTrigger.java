package io.segmentpixel.segment;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What puts a visitor into a segment.
 *
 * <pre>{@code
 * if (segment.trigger() instanceof SegmentTrigger.QueryString queryString) {
 *     System.out.println(queryString.parameter());
 * }
 * }</pre>
 *
 * <p>Triggers are read from the backend and kept by updates; they cannot be set yet. Platform documentation:
 * <em>Segment Service</em>, fields {@code querystring_mapping} and {@code querystring_mapping_key_value}.
 */
public sealed interface SegmentTrigger {
    /** A pixel on a page, or a call from a server: what every segment has that names no other trigger. */
    record Pixel() implements SegmentTrigger {}

    /**
     * A parameter in the query string of an ad call.
     *
     * @param parameter the parameter's name
     * @param valueType the kind of its values as the backend calls it: text, numeric, none or custom
     * @param values the values that count, empty where any does
     */
    record QueryString(String parameter, String valueType, List<String> values) implements SegmentTrigger {
        /**
         * Copies the list.
         *
         * @param parameter the parameter's name
         * @param valueType the kind of its values as the backend calls it: text, numeric, none or custom
         * @param values the values that count, empty where any does
         */
        public QueryString {
            Objects.requireNonNull(parameter, "parameter");
            Objects.requireNonNull(valueType, "value type");
            values = List.copyOf(values);
        }
    }

    /**
     * One key with one value in the query string of an ad call.
     *
     * @param key the key
     * @param value the value, empty where the key alone counts
     */
    record QueryStringKeyValue(String key, Optional<String> value) implements SegmentTrigger {
        /**
         * Takes the two parts.
         *
         * @param key the key
         * @param value the value, empty where the key alone counts
         */
        public QueryStringKeyValue {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(value, "value");
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
    }
}
