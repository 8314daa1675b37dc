package io.segmentpixel.segment;

import java.util.Objects;
import java.util.Optional;

/**
 * What an update does to a part that can be taken away: a new value, or none.
 *
 * <pre>{@code
 * Change<String> described = Change.to("Visitors with a full cart");
 * Change<String> bare = Change.cleared();
 * }</pre>
 *
 * @param value the new value, empty if the part is cleared
 * @param <T> the type of the part
 */
public record Change<T>(Optional<T> value) {
    /**
     * Takes the value.
     *
     * @param value the new value, empty if the part is cleared
     */
    public Change {
        Objects.requireNonNull(value, "value");
    }

    /**
     * A change to this value.
     *
     * @param value the new value
     * @param <T> the type of the part
     * @return the change
     */
    public static <T> Change<T> to(T value) {
        return new Change<>(Optional.of(value));
    }

    /**
     * A change that takes the part away.
     *
     * @param <T> the type of the part
     * @return the change
     */
    public static <T> Change<T> cleared() {
        return new Change<>(Optional.empty());
    }

    /** The new value, or {@code cleared}. */
    @Override
    public String toString() {
        return value.map(Object::toString).orElse("cleared");
    }
}
