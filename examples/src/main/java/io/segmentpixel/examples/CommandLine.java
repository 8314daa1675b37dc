package io.segmentpixel.examples;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;

/** The words of a command line, one after the other: options, their values, and paths. */
final class CommandLine {
    private static final int HIGHEST_PORT = 65_535;

    private final Iterator<String> words;
    private String word = "";

    CommandLine(List<String> arguments) {
        this.words = arguments.iterator();
    }

    /** The port that is all a command line says, or the usual one where it says nothing. */
    static int port(List<String> arguments, int usual) {
        if (arguments.isEmpty()) {
            return usual;
        }
        CommandLine line = new CommandLine(arguments);
        if (line.next().equals("--port")) {
            int port = line.port();
            if (!line.hasNext()) {
                return port;
            }
        }
        throw new IllegalArgumentException(String.join(" ", arguments) + ": is not understood; see --help");
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

    /** The value of the option that was taken last, which is where a server listens. */
    private int port() {
        String option = word;
        String value = value();
        if (!value.matches("\\d{1,5}") || Integer.parseInt(value) > HIGHEST_PORT) {
            throw new IllegalArgumentException(option + " \"" + value + "\": must be 0 (any) to " + HIGHEST_PORT);
        }
        return Integer.parseInt(value);
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
