package io.segmentpixel.page;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** What was compressed, no further than a page may be large. */
final class Inflated {
    private Inflated() {}

    /** Whether bytes begin as gzip's do. */
    static boolean isGzip(byte[] bytes) {
        return bytes.length > 1 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
    }

    /**
     * What gzip compressed.
     *
     * @throws IOException if it is damaged, or too large; the message says so in words
     */
    static byte[] gzip(byte[] compressed, SiteLimits limits) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            return limited(in, limits);
        }
    }

    /** What HTTP calls deflate: with the frame of zlib, or, by an old misunderstanding, without. */
    static byte[] deflate(byte[] compressed, SiteLimits limits) throws IOException {
        Inflater inflater = new Inflater(!hasFrame(compressed));
        try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(compressed), inflater)) {
            return limited(in, limits);
        } finally {
            inflater.end();
        }
    }

    private static boolean hasFrame(byte[] bytes) {
        return bytes.length > 1
                && (bytes[0] & 0x0f) == 8
                && (Byte.toUnsignedInt(bytes[0]) * 256 + Byte.toUnsignedInt(bytes[1])) % 31 == 0;
    }

    /**
     * All that comes.
     *
     * @throws IOException if it is damaged, or too large
     */
    static byte[] limited(InputStream in, SiteLimits limits) throws IOException {
        long largest = limits.largestPage();
        byte[] bytes = in.readNBytes((int) largest + 1);
        if (bytes.length > largest) {
            throw new IOException(limits.tooLarge(bytes.length).replaceFirst("too large: ", "too large: at least "));
        }
        return bytes;
    }
}
