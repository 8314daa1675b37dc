package io.segmentpixel.page;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A WARC file without compression: one stretch. */
final class PlainWarc implements WarcSource {
    private final WarcBytes bytes;
    private long position;
    private boolean begun;

    PlainWarc(WarcBytes bytes) {
        this.bytes = bytes;
    }

    @Override
    public boolean nextStretch() {
        boolean isFirst = !begun;
        begun = true;
        return isFirst && bytes.size() > 0;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int read = bytes.read(position, target);
        position += Math.max(0, read);
        return read;
    }

    @Override
    public int readWithin(ByteBuffer target) throws IOException {
        return read(target);
    }

    @Override
    public long offset(int unread) {
        return position - unread;
    }

    @Override
    public long position() {
        return position;
    }

    /** Without reading what is in it, so that a wrong length costs nothing, however large it is. */
    @Override
    public void checkEnd(long end) throws IOException {
        if (end > bytes.size()) {
            throw new EOFException("it is cut off, or its length is wrong");
        }
        if (!WarcRecords.mayFollowRecord(bytes.read(end, WarcRecords.MOST_BETWEEN))) {
            throw new IOException("its length is wrong: no record begins where it ends");
        }
    }

    @Override
    public boolean isBroken() {
        return false;
    }

    @Override
    public boolean goBack(long offset) {
        position = offset;
        return true;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {
        // The file is closed by whoever opened it.
    }
}
