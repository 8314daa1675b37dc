package io.segmentpixel.export;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Names of which no two are the same, ignoring case: one that came before gets a number behind it. */
final class UniqueNames {
    private final Set<String> taken = new HashSet<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    String unique(String name) {
        String unique = name;
        while (!taken.add(key(unique))) {
            unique = name + " (" + numbers.merge(key(name), 2, (last, first) -> last + 1) + ")";
        }
        return unique;
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
