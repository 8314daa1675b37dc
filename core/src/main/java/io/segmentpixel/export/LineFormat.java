package io.segmentpixel.export;

import java.io.IOException;
import java.io.Writer;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** A format that appends each export to a text, so that many are written without a text for each. */
abstract class LineFormat implements ExportFormat {
    private static final int USUAL_LENGTH = 256;

    /** Appends an export that is not refused. */
    abstract void append(PixelExport export, StringBuilder target);

    @Override
    public Optional<String> refusal(PixelExport export) {
        return Optional.empty();
    }

    /** The same as a text of its own. */
    String text(PixelExport export) {
        StringBuilder text = new StringBuilder();
        append(export, text);
        return text.toString();
    }

    private void requireCarried(PixelExport export) {
        Optional<String> refusal = refusal(export);
        if (refusal.isPresent()) {
            throw new UnsupportedExportException(export, refusal.get());
        }
    }

    @Override
    public final String render(PixelExport export) {
        requireCarried(Objects.requireNonNull(export, "export"));
        return text(export);
    }

    @Override
    public void write(Stream<PixelExport> exports, Appendable target) throws IOException {
        Objects.requireNonNull(exports, "exports");
        Lines lines = new Lines(Objects.requireNonNull(target, "target"));
        for (Iterator<PixelExport> all = exports.iterator(); all.hasNext(); ) {
            lines.item(this, all.next());
            lines.text().append('\n');
            lines.flush();
        }
    }

    /** One text that is used for all items, and copied to the target without another in between. */
    static final class Lines {
        private final Appendable target;
        private final StringBuilder text = new StringBuilder(USUAL_LENGTH);
        private char[] copy = new char[USUAL_LENGTH];
        private long items;

        Lines(Appendable target) {
            this.target = target;
        }

        StringBuilder text() {
            return text;
        }

        void item(LineFormat format, PixelExport export) {
            items++;
            try {
                format.requireCarried(export);
            } catch (UnsupportedExportException refused) {
                throw refused.asItem(items);
            }
            format.append(export, text);
        }

        void flush() throws IOException {
            int length = text.length();
            if (target instanceof Writer writer) {
                copy = length > copy.length ? new char[2 * length] : copy;
                text.getChars(0, length, copy, 0);
                writer.write(copy, 0, length);
            } else {
                target.append(text);
            }
            text.setLength(0);
        }
    }
}
