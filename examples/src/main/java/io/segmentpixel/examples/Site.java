package io.segmentpixel.examples;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The pages of the shop and the magazine: read from the program's own resources, changed, and written into a folder. */
public final class Site {
    private final Path folder;
    private final Map<String, String> pages = new LinkedHashMap<>();

    Site(Path folder) {
        this.folder = folder;
    }

    /** The page as it is now. */
    String page(String name) throws IOException {
        String present = pages.get(name);
        return present != null ? present : original(name);
    }

    /** A page as it was made. */
    public static String original(String name) throws IOException {
        try (@Nullable InputStream resource = Site.class.getResourceAsStream("/site/" + name)) {
            if (resource == null) {
                throw new IOException("there is no page " + name);
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Changes a page, and tells which lines are new, as in {@code lines 57 to 59}. */
    String change(String name, UnaryOperator<String> change) throws IOException {
        String before = page(name);
        String after = change.apply(before);
        pages.put(name, after);
        return changed(before, after);
    }

    /** Writes the page, unless the folder holds it as it is already; true if it was written. */
    boolean write(String name) throws IOException {
        Path file = folder.resolve(name);
        byte[] bytes = page(name).getBytes(StandardCharsets.UTF_8);
        if (Files.exists(file) && Arrays.equals(Files.readAllBytes(file), bytes)) {
            return false;
        }
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        return true;
    }

    /** The folder. */
    @Override
    public String toString() {
        return folder.toString();
    }

    /** The lines of the new page between those that it has in common with the old one, above and below. */
    private static String changed(String before, String after) {
        List<String> old = before.lines().toList();
        List<String> now = after.lines().toList();
        int shorter = Math.min(old.size(), now.size());
        int above = 0;
        while (above < shorter && old.get(above).equals(now.get(above))) {
            above++;
        }
        int below = 0;
        while (below < shorter - above && old.get(old.size() - 1 - below).equals(now.get(now.size() - 1 - below))) {
            below++;
        }
        return "lines " + (above + 1) + " to " + (now.size() - below);
    }
}
