package io.segmentpixel.examples;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;

/** The words of a command line, one after the other: options, their values, and paths. */
final class CommandLine {
    private final Iterator<String> words;
    private String word = "";

    CommandLine(List<String> arguments) {
        this.words = arguments.iterator();
    }

    boolean hasNext() {
        return words.hasNext();
    }

    /** The next option or path. */
    String next() {
        word = words.next();
        return word;
    }

    /** The word that was taken last, which is no option that is known. */
    Path path() {
        if (word.startsWith("--")) {
            throw new IllegalArgumentException(word + ": is not understood; see --help");
        }
        return Path.of(word);
    }

    /** The value of the option that was taken last. */
    String value() {
        String value = words.hasNext() ? words.next() : "";
        if (value.isBlank() || value.startsWith("--")) {
            throw new IllegalArgumentException(word + ": must be followed by a value");
        }
        return value;
    }

    int number() {
        String value = value();
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException(word + " " + value + ": must be a whole number", noNumber);
        }
    }

    /** What the option that was taken last sets; where its value breaks a rule, the option is named. */
    <T> UnaryOperator<T> setting(UnaryOperator<T> setting) {
        String option = word;
        return before -> {
            try {
                return setting.apply(before);
            } catch (IllegalArgumentException wrong) {
                throw new IllegalArgumentException(option + ": " + wrong.getMessage(), wrong);
            }
        };
    }
}
