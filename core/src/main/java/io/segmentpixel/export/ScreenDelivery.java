package io.segmentpixel.export;

import java.io.Flushable;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.stream.Stream;

/** Writes tags to something that takes text. */
final class ScreenDelivery implements TagDelivery {
    private final Appendable screen;

    ScreenDelivery(Appendable screen) {
        this.screen = screen;
    }

    @Override
    public void deliver(ExportFormat format, Stream<PixelExport> exports) throws IOException {
        Objects.requireNonNull(format, "format").write(exports, screen);
        if (screen instanceof Flushable flushable) {
            flushable.flush();
        }
        boolean isLost = (screen instanceof PrintStream stream && stream.checkError())
                || (screen instanceof PrintWriter writer && writer.checkError());
        if (isLost) {
            throw new IOException("the screen did not take all of the tags");
        }
    }
}
