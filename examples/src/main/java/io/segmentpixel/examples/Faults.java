package io.segmentpixel.examples;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What is wrong with the rows of a file, told all at once, so that it is mended once. */
final class Faults {
    private static final int MOST = 20;

    private final Path file;
    private final List<String> faults = new ArrayList<>();

    Faults(Path file) {
        this.file = file;
    }

    /** What a line comes to; empty if it breaks a rule, which is noted with the line. */
    <T> Optional<T> in(long line, Supplier<T> work) {
        try {
            return Optional.of(work.get());
        } catch (IllegalArgumentException broken) {
            faults.add("line " + line + ": " + broken.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Goes on if nothing is wrong.
     *
     * @throws IllegalArgumentException if any line breaks a rule; it names the file and the lines
     */
    void refuse() {
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(file + ":\n  " + String.join("\n  ", shown()));
        }
    }

    private List<String> shown() {
        if (faults.size() <= MOST) {
            return faults;
        }
        List<String> shown = new ArrayList<>(faults.subList(0, MOST));
        shown.add("and " + (faults.size() - MOST) + " more");
        return shown;
    }
}
