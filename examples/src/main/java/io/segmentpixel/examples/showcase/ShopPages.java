package io.segmentpixel.examples.showcase;

import io.segmentpixel.examples.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The pages of the little shop and the magazine: as they were made, and as files in a folder, where tags are placed on them. */
final class ShopPages implements AutoCloseable {
    static final List<String> NAMES = List.of(
            "shop/index.html",
            "shop/product.html",
            "shop/cart.html",
            "shop/thank-you.html",
            "magazine/luxury-cars.html");

    private final Path folder;

    private ShopPages(Path folder) {
        this.folder = folder;
    }

    /** Writes them into a new folder. */
    static ShopPages write() throws IOException {
        ShopPages pages = new ShopPages(Files.createTempDirectory("showcase"));
        pages.restore();
        return pages;
    }

    /** Makes them as they were made. */
    void restore() throws IOException {
        for (String name : NAMES) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, Site.original(name));
        }
    }

    Path folder() {
        return folder;
    }

    /** A page with its tags. */
    String placed(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    /** Deletes the folder. */
    @Override
    public void close() throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
