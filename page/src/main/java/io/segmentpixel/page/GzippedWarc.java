package io.segmentpixel.page;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * A WARC file compressed by gzip, mostly each record as a member of its own (WARC 1.1, Annex D). A stretch is a
 * member, and goes on into the next one only where a record does not end with it, and the next one begins none. Behind a damaged
 * member, the next one is looked for that begins with a record. Checksums are checked: what ends with its member is as it was
 * written.
 */
final class GzippedWarc implements WarcSource {
    private static final int HEADER = 10;
    private static final int HAS_CHECKSUM = 2;
    private static final int HAS_EXTRA = 4;
    private static final int HAS_NAME = 8;
    private static final int HAS_COMMENT = 16;
    private static final int LONGEST_TEXT = 1_024;
    private static final int TRAILER = 8;
    private static final int LOOKED_AT = 4_096;
    private static final byte[] MEMBER = {0x1f, (byte) 0x8b, 8};

    private final WarcBytes bytes;
    private final ByteBuffer raw = ByteBuffer.allocate(8_192).flip();
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private long readTo;
    private long member;
    private boolean isWithin;
    private boolean isBroken;

    GzippedWarc(WarcBytes bytes) {
        this.bytes = bytes;
    }

    @Override
    public boolean nextStretch() throws IOException {
        goTo(isBroken ? nextRecord(member + 1) : position());
        boolean isThere = position() < bytes.size();
        if (isThere) {
            beginMember();
        }
        return isThere;
    }

    private void goTo(long offset) {
        readTo = offset;
        raw.clear().flip();
    }

    /** Where the next member begins that begins with a record. */
    private long nextRecord(long from) throws IOException {
        for (long window = from; window < bytes.size(); window += LOOKED_AT) {
            byte[] some = bytes.read(window, LOOKED_AT + MEMBER.length - 1);
            for (int at = 0; at <= some.length - MEMBER.length; at++) {
                if (Arrays.equals(some, at, at + MEMBER.length, MEMBER, 0, MEMBER.length)
                        && beginsRecord(window + at)) {
                    return window + at;
                }
            }
        }
        return bytes.size();
    }

    /** By a look at its first bytes. */
    private boolean beginsRecord(long offset) throws IOException {
        byte[] start = bytes.read(offset, LOOKED_AT);
        Inflater look = new Inflater(true);
        try {
            int header = headerLength(start);
            look.setInput(start, header, start.length - header);
            byte[] first = new byte[WarcRecords.RECORD.length()];
            return look.inflate(first) == first.length
                    && new String(first, StandardCharsets.ISO_8859_1).equals(WarcRecords.RECORD);
        } catch (IOException | DataFormatException none) {
            return false;
        } finally {
            look.end();
        }
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        while (true) {
            int length = readWithin(target);
            boolean goesOn = length < 0 && !isBroken && position() < bytes.size() && !beginsRecord(position());
            if (!goesOn) {
                return length;
            }
            beginMember();
        }
    }

    @Override
    public int readWithin(ByteBuffer target) throws IOException {
        int inflated = 0;
        try {
            while (inflated == 0 && isWithin && target.hasRemaining()) {
                inflated = inflate(target);
            }
        } catch (IOException | DataFormatException damaged) {
            isWithin = false;
            isBroken = true;
            throw damaged instanceof IOException known ? known : new ZipException("its compression is damaged");
        }
        return inflated == 0 && target.hasRemaining() ? -1 : inflated;
    }

    private int inflate(ByteBuffer target) throws IOException, DataFormatException {
        if (inflater.needsInput()) {
            fill();
            inflater.setInput(raw.array(), raw.position(), raw.remaining());
        }
        ByteBuffer written = target.duplicate();
        int length = inflater.inflate(target);
        raw.position(raw.limit() - inflater.getRemaining());
        checksum.update(written.limit(target.position()));
        if (inflater.finished()) {
            endMember();
        } else if (inflater.needsDictionary()) {
            throw new ZipException("its compression is damaged");
        }
        return length;
    }

    /** Reads on, where nothing is left. */
    private void fill() throws IOException {
        if (!raw.hasRemaining()) {
            raw.clear();
            int read = bytes.read(readTo, raw);
            raw.flip();
            if (read < 0) {
                throw new EOFException("the file ends within it");
            }
            readTo += read;
        }
    }

    private void beginMember() throws IOException {
        member = position();
        isBroken = true;
        goTo(member + headerLength(bytes.read(member, LOOKED_AT)));
        inflater.reset();
        checksum.reset();
        isBroken = false;
        isWithin = true;
    }

    private void endMember() throws IOException {
        long end = position();
        ByteBuffer trailer = ByteBuffer.wrap(bytes.read(end, TRAILER)).order(ByteOrder.LITTLE_ENDIAN);
        if (trailer.remaining() < TRAILER) {
            throw new EOFException("the file ends within it");
        }
        if (trailer.getInt() != (int) checksum.getValue() || trailer.getInt() != (int) inflater.getBytesWritten()) {
            throw new ZipException("its checksum is wrong: it is damaged");
        }
        isWithin = false;
        goTo(end + TRAILER);
    }

    /** How long the header of a member is, RFC 1952. */
    private static int headerLength(byte[] start) throws IOException {
        if (start.length < HEADER) {
            throw new EOFException("the file ends within it");
        }
        if (!Arrays.equals(start, 0, MEMBER.length, MEMBER, 0, MEMBER.length)) {
            throw new ZipException("what stands there is not compressed by gzip");
        }
        int flags = start[3];
        int length = HEADER;
        if ((flags & HAS_EXTRA) != 0) {
            length += 2 + at(start, length) + 256 * at(start, length + 1);
        }
        for (int text = HAS_NAME; text <= HAS_COMMENT; text *= 2) {
            if ((flags & text) != 0) {
                length = behindText(start, length);
            }
        }
        length += (flags & HAS_CHECKSUM) != 0 ? 2 : 0;
        if (length > start.length) {
            throw new ZipException("the header of its compression is damaged");
        }
        return length;
    }

    private static int at(byte[] start, int index) throws IOException {
        if (index >= start.length) {
            throw new ZipException("the header of its compression is damaged");
        }
        return Byte.toUnsignedInt(start[index]);
    }

    private static int behindText(byte[] start, int from) throws IOException {
        int end = from;
        while (at(start, end) != 0) {
            end++;
            if (end - from > LONGEST_TEXT) {
                throw new ZipException("the header of its compression is damaged");
            }
        }
        return end + 1;
    }

    @Override
    public long offset(int unread) {
        return member;
    }

    @Override
    public long position() {
        return readTo - raw.remaining();
    }

    /** That shows when it is read. */
    @Override
    public void checkEnd(long end) {}

    @Override
    public boolean isBroken() {
        return isBroken;
    }

    @Override
    public boolean goBack(long offset) {
        return false;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {
        inflater.end();
    }
}
