package io.segmentpixel.segment;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * The optional parts of a value, each set or unset; immutable.
 *
 * <p>It makes a wither one line long, and gives a value of many parts its {@code equals}, {@code hashCode} and
 * {@code toString}, none of which depends on the order in which the parts were set.
 *
 * @param <F> the names of the parts
 */
final class Parts<F extends Enum<F>> {
    private final EnumMap<F, Object> values;

    private Parts(EnumMap<F, Object> values) {
        this.values = values;
    }

    static <F extends Enum<F>> Parts<F> none(Class<F> names) {
        return new Parts<>(new EnumMap<>(names));
    }

    Parts<F> with(F part, Object value) {
        Objects.requireNonNull(value, () -> inWords(part));
        EnumMap<F, Object> changed = new EnumMap<>(values);
        changed.put(part, value);
        return new Parts<>(changed);
    }

    Parts<F> without(F part) {
        if (!has(part)) {
            return this;
        }
        EnumMap<F, Object> changed = new EnumMap<>(values);
        changed.remove(part);
        return new Parts<>(changed);
    }

    boolean has(F part) {
        return values.containsKey(part);
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    /** The part's value. The class that owns the parts puts values of one type only under each name. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    <T> Optional<T> get(F part) {
        return Optional.ofNullable((T) values.get(part));
    }

    static OptionalInt number(Optional<Integer> value) {
        return value.map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Parts<?> parts && parts.values.equals(values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** As in {@code code=shop_cart, state=ACTIVE}. */
    @Override
    public String toString() {
        return values.entrySet().stream().map(Parts::inWords).collect(Collectors.joining(", "));
    }

    private static <F extends Enum<F>> String inWords(Map.Entry<F, Object> part) {
        return inWords(part.getKey()) + "=" + part.getValue();
    }

    private static String inWords(Enum<?> part) {
        return part.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
