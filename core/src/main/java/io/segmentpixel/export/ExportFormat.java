package io.segmentpixel.export;

import java.io.IOException;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A way to write an export down.
 *
 * <pre>{@code
 * ExportFormat links = export -> export.name() + ": " + export.url();
 * links.render(PixelExport.of(segment)); // test: https://secure.adnxs.com/seg?add=528336&t=1
 * }</pre>
 *
 * <p>{@link ExportFormats} holds the formats of this library; one of your own is a lambda and is used alike. A format never
 * changes the call: what it cannot carry, it refuses. Formats are stateless and can be shared between threads.
 */
@FunctionalInterface
public interface ExportFormat {
    /**
     * The export as text.
     *
     * @param export what is to be written
     * @return the text, without a line end behind the last line
     * @throws UnsupportedExportException if the format cannot carry this export
     */
    String render(PixelExport export);

    /**
     * Why this format cannot carry an export.
     *
     * <p>It says so if and only if {@link #render} throws {@link UnsupportedExportException}; by default it tries.
     *
     * @param export what might be written
     * @return empty if the format can carry it
     */
    default Optional<String> refusal(PixelExport export) {
        Objects.requireNonNull(export, "export");
        try {
            render(export);
            return Optional.empty();
        } catch (UnsupportedExportException refused) {
            return Optional.of(refused.reason());
        }
    }

    /**
     * Writes many exports: each rendering and one line feed.
     *
     * @param exports what is to be written; read one by one, and not closed
     * @param target where the text goes
     * @throws IOException if the target fails
     * @throws UnsupportedExportException if the format cannot carry one of the exports; those before it are written whole,
     *     nothing of it is, and the message says which item it is, counted from 1
     */
    default void write(Stream<PixelExport> exports, Appendable target) throws IOException {
        Objects.requireNonNull(exports, "exports");
        Objects.requireNonNull(target, "target");
        long item = 0;
        for (Iterator<PixelExport> all = exports.iterator(); all.hasNext(); ) {
            item++;
            target.append(rendered(all.next(), item)).append('\n');
        }
    }

    private String rendered(PixelExport export, long item) {
        try {
            return render(export);
        } catch (UnsupportedExportException refused) {
            throw refused.asItem(item);
        }
    }
}
