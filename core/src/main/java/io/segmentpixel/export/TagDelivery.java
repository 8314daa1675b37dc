package io.segmentpixel.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Where exported tags go.
 *
 * <pre>{@code
 * TagDelivery.onScreen(System.out).deliver(ExportFormats.htmlTag(), export);
 * TagDelivery.toFile(Path.of("tags.txt")).deliver(ExportFormats.url(), segments.map(PixelExport::of));
 * }</pre>
 *
 * <p>Platform documentation: <em>Export a Segment Pixel</em>, delivery.
 */
@FunctionalInterface
public interface TagDelivery {
    /**
     * Writes the tags to a console, or whatever else takes text. What a {@link java.io.PrintStream} or
     * {@link java.io.PrintWriter} could not write is an {@link IOException} all the same.
     *
     * @param screen takes the text, and is flushed if it can be; it is not closed
     * @return the delivery
     */
    static TagDelivery onScreen(Appendable screen) {
        return new ScreenDelivery(Objects.requireNonNull(screen, "screen"));
    }

    /**
     * Writes the tags to a file in UTF-8, all of them or none: the text goes into a new file beside the old one, which then
     * takes the old one's place, with its permissions. Whatever fails on the way, the old file stays as it is. A symbolic link
     * stays one: what it points at is replaced.
     *
     * @param file the file, which need not exist; its directory must
     * @return the delivery
     */
    static TagDelivery toFile(Path file) {
        return new FileDelivery(Objects.requireNonNull(file, "file"));
    }

    /**
     * Delivers the tags of these exports.
     *
     * @param format how each is written
     * @param exports what is written, in this order; not closed
     * @throws IOException if the target fails
     * @throws UnsupportedExportException if the format cannot carry one of the exports
     */
    void deliver(ExportFormat format, Stream<PixelExport> exports) throws IOException;

    /**
     * Delivers the tags of these exports.
     *
     * @param format how each is written
     * @param exports what is written, in this order
     * @throws IOException if the target fails
     * @throws UnsupportedExportException if the format cannot carry one of the exports
     */
    default void deliver(ExportFormat format, PixelExport... exports) throws IOException {
        deliver(format, Stream.of(exports));
    }
}
