package io.segmentpixel.page.report;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/**
 * Text that stands further down than what is known only at the end: it waits in a temporary file, which nobody else may read and
 * which is gone when this is closed, or the program ends.
 */
final class Spool implements Closeable {
    private final FileChannel file;
    private final Writer writer;

    private Spool(FileChannel file) {
        this.file = file;
        this.writer = Channels.newWriter(file, StandardCharsets.UTF_8.newEncoder(), 1 << 16);
    }

    static Spool open() throws IOException {
        return new Spool(FileChannel.open(
                Files.createTempFile("segmentpixel", ".html"),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE));
    }

    void append(CharSequence text) throws IOException {
        writer.append(text);
    }

    /** Hands over all of it. */
    void copyTo(Destination out) throws IOException {
        writer.flush();
        file.position(0);
        Reader reader = Channels.newReader(file, StandardCharsets.UTF_8);
        char[] piece = new char[1 << 14];
        for (int length = reader.read(piece); length >= 0; length = reader.read(piece)) {
            out.append(String.valueOf(piece, 0, length));
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
