package io.segmentpixel.examples.showcase;

import java.util.List;

/** What was chosen in a form, out of a list. */
final class Choice {
    private static final int MOST_SHOWN = 40;

    private Choice() {}

    /**
     * The constant that has this name.
     *
     * @throws IllegalArgumentException if none has it
     */
    static <E extends Enum<E>> E of(Class<E> all, String field, String name) {
        List<E> constants = List.of(all.getEnumConstants());
        return constants.stream()
                .filter(constant -> constant.name().equals(name))
                .findFirst()
                .orElseThrow(() -> none(field, name, constants));
    }

    /** Says that nothing has this name. */
    static IllegalArgumentException none(String field, String name, List<?> choices) {
        String shown = name.length() <= MOST_SHOWN ? name : name.substring(0, MOST_SHOWN) + "…";
        return new IllegalArgumentException(field + " \"" + shown + "\": must be one of " + choices);
    }
}
