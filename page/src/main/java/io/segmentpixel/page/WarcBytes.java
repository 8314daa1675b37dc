package io.segmentpixel.page;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A file that is read at any place. An interrupt, which ends other channels, is for whoever asked for the reading. */
final class WarcBytes implements AutoCloseable {
    private final Path file;
    private final long size;
    private SeekableByteChannel channel;

    private WarcBytes(Path file) throws IOException {
        this.file = file;
        this.channel = Files.newByteChannel(file);
        this.size = channel.size();
    }

    static WarcBytes of(Path file) throws IOException {
        return new WarcBytes(file);
    }

    /** How many bytes it had when it was opened. */
    long size() {
        return size;
    }

    /** Reads some bytes from a place on, -1 at the end. */
    int read(long position, ByteBuffer target) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return channel.position(position).read(target);
                } catch (ClosedByInterruptException early) {
                    interrupted |= Thread.interrupted();
                    channel = Files.newByteChannel(file);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Some bytes from a place on, fewer at the end. */
    byte[] read(long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        int read = 0;
        while (bytes.hasRemaining() && read >= 0) {
            read = read(position + bytes.position(), bytes);
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
