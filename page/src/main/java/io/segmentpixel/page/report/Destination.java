package io.segmentpixel.page.report;

import java.io.Flushable;
import java.io.IOException;

/** What a report is written to: flushed at the end, and not closed. */
final class Destination {
    private final Appendable out;

    Destination(Appendable out) {
        this.out = out;
    }

    void append(CharSequence text) throws IOException {
        out.append(text);
    }

    void flush() throws IOException {
        if (out instanceof Flushable flushable) {
            flushable.flush();
        }
    }
}
