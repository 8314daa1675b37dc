package io.segmentpixel.page;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.netpreserve.jwarc.MediaType;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcResource;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcTargetRecord;

/**
 * The records of a WARC file that hold pages, and those that are damaged, read one by one in little memory.
 *
 * <p>The library reads a record at a time, and we where each begins and ends: it stops at the first damaged one, does not check gzip's
 * checksums, and takes it for granted that lengths are right.
 */
final class WarcRecords implements Iterator<WarcItem>, AutoCloseable {
    /** How each record begins. */
    static final String RECORD = "WARC/";

    /** How many line ends there may be between two records, where there should be two. */
    static final int MOST_BETWEEN = 1_024;

    /** Its first line, with a question mark for a digit; what was cut off before it may have left it in the middle of a line. */
    private static final byte[] FIRST_LINE = "WARC/1.?\r\n".getBytes(StandardCharsets.US_ASCII);

    private static final int LONGEST_HEADER = 1 << 18;

    private final String file;
    private final WarcSource source;
    private final SiteLimits limits;
    private final ByteBuffer buffer = ByteBuffer.allocate(8_192).flip();
    private final Header header = new Header();
    private boolean isWithinStretch;
    private boolean isOver;
    private boolean isBare = true;
    private long resumeFrom;

    /** The last stretch that could not be begun; one that cannot be passed by, as the disk fails, is the end. */
    private long lastLost = -1;

    private @Nullable WarcItem upNext;

    /** What the library reads; of a header that never ends, not all of it. */
    private final class Header implements ReadableByteChannel {
        private long left;

        @Override
        public int read(ByteBuffer target) throws IOException {
            int read = left > 0 ? source.read(target) : -1;
            left -= Math.max(0, read);
            return read;
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

    WarcRecords(String file, WarcBytes bytes, SiteLimits limits) throws IOException {
        this.file = file;
        this.source = Inflated.isGzip(bytes.read(0, 2)) ? new GzippedWarc(bytes) : new PlainWarc(bytes);
        this.limits = limits;
        if (bytes.size() == 0) {
            upNext = WarcItem.unreadable(file, 0, "the file is empty");
            isOver = true;
        }
    }

    /** Whether line ends, if any, and then another record, or at least its beginning, may be what stands behind a record. */
    static boolean mayFollowRecord(byte[] bytes) {
        int at = 0;
        while (at < bytes.length && isLineEnd(bytes[at])) {
            at++;
        }
        String rest = new String(bytes, at, Math.min(bytes.length - at, RECORD.length()), StandardCharsets.ISO_8859_1);
        return RECORD.startsWith(rest);
    }

    private static boolean isLineEnd(byte one) {
        return one == '\r' || one == '\n';
    }

    @Override
    public boolean hasNext() {
        while (upNext == null && !isOver) {
            upNext = advance();
        }
        if (upNext == null && isBare) {
            upNext = WarcItem.unreadable(file, source.position(), "the file holds no record");
        }
        isBare = isBare && upNext == null;
        return upNext != null;
    }

    @Override
    public WarcItem next() {
        if (!hasNext() || upNext == null) {
            throw new NoSuchElementException();
        }
        WarcItem item = upNext;
        upNext = null;
        return item;
    }

    /** Reads a record, or comes to the end of a stretch; null if that is nothing to speak of. */
    private @Nullable WarcItem advance() {
        boolean isNewStretch = !isWithinStretch;
        long start = source.offset(buffer.remaining());
        try {
            if (isNewStretch) {
                return beginStretch();
            }
            resumeFrom = start + 1;
            return record(start).orElse(null);
        } catch (IOException | RuntimeException damaged) {
            String reason = damaged instanceof IOException known ? SiteReason.of(known) : "its header is damaged";
            long where = isNewStretch ? source.offset(0) : start;
            isOver = !isWithinStretch && where == lastLost;
            lastLost = isWithinStretch ? lastLost : where;
            resume();
            return damaged(where, reason);
        }
    }

    private @Nullable WarcItem beginStretch() throws IOException {
        buffer.clear().flip();
        isOver = !source.nextStretch();
        isWithinStretch = !isOver;
        if (isWithinStretch) {
            skipLineEnds();
        }
        return null;
    }

    private WarcItem damaged(long offset, String reason) {
        String inWords = reason.startsWith("invalid WARC record") ? "its header is damaged" : reason;
        return WarcItem.unreadable(file + ", byte " + offset, source.position(), "a damaged record: " + inWords);
    }

    /** Goes on at the next record that can be found. */
    private void resume() {
        try {
            if (isWithinStretch && source.goBack(resumeFrom)) {
                buffer.clear().flip();
            }
            isWithinStretch = isWithinStretch && !source.isBroken() && search();
        } catch (IOException damagedToo) {
            isWithinStretch = false;
        }
    }

    private boolean search() throws IOException {
        do {
            int last = buffer.limit() - FIRST_LINE.length;
            while (buffer.position() <= last && !isAtFirstLine()) {
                buffer.get();
            }
            if (buffer.position() <= last) {
                return true;
            }
        } while (fill());
        return false;
    }

    private boolean isAtFirstLine() {
        for (int at = 0; at < FIRST_LINE.length; at++) {
            byte there = buffer.get(buffer.position() + at);
            if (FIRST_LINE[at] == '?' ? there < '0' || there > '9' : there != FIRST_LINE[at]) {
                return false;
            }
        }
        return true;
    }

    private boolean fill() throws IOException {
        buffer.compact();
        try {
            return source.readWithin(buffer) >= 0;
        } finally {
            buffer.flip();
        }
    }

    private boolean hasMore(int bytes) throws IOException {
        boolean goesOn = true;
        while (buffer.remaining() < bytes && goesOn) {
            goesOn = fill();
        }
        return buffer.remaining() >= bytes;
    }

    private void skipLineEnds() throws IOException {
        while (hasMore(1) && isLineEnd(buffer.get(buffer.position()))) {
            buffer.get();
        }
    }

    private boolean isAtRecord() throws IOException {
        return hasMore(RECORD.length())
                && new String(buffer.array(), buffer.position(), RECORD.length(), StandardCharsets.ISO_8859_1)
                        .equals(RECORD);
    }

    private Optional<WarcItem> record(long start) throws IOException {
        if (!hasMore(1)) {
            isWithinStretch = false;
            return Optional.empty();
        }
        if (!isAtRecord()) {
            throw new IOException("no record of WARC begins there");
        }
        WarcRecord record = withHeader();
        isBare = false;
        long length = record.body().size();
        long body = source.offset(buffer.remaining());
        resumeFrom = body;
        if (length < 0) {
            throw new IOException("its length is negative");
        }
        source.checkEnd(body + length);
        Optional<WarcItem> item = item(record, start, length);
        record.body().consume();
        skipLineEnds();
        hasMore(RECORD.length());
        if (!mayFollowRecord(Arrays.copyOfRange(buffer.array(), buffer.position(), buffer.limit()))) {
            throw new IOException("its length is wrong: no record begins where it ends");
        }
        return item;
    }

    private WarcRecord withHeader() throws IOException {
        header.left = LONGEST_HEADER;
        try {
            return new WarcReader(header, buffer).next().orElseThrow(EOFException::new);
        } catch (EOFException endless) {
            throw Optional.ofNullable(endless.getMessage()).isPresent()
                    ? endless
                    : new IOException("it is cut off: its header does not end", endless);
        } finally {
            header.left = Long.MAX_VALUE;
        }
    }

    private Optional<WarcItem> item(WarcRecord record, long start, long length) throws IOException {
        boolean isHttp =
                record instanceof WarcResponse && record.contentType().base().equals(MediaType.HTTP);
        boolean isPage = record instanceof WarcResource && WarcPage.isHtml(record.contentType());
        if (!isHttp && !isPage) {
            return Optional.empty();
        }
        String name = Optional.ofNullable(((WarcTargetRecord) record).target())
                .filter(target -> !target.isBlank())
                .orElse(file + ", byte " + start);
        InputStream block = record.body().stream();
        byte[] head = block.readNBytes(WarcPage.LONGEST_HEADER);
        if (isHttp && !WarcPage.mayBe(head)) {
            return Optional.empty();
        }
        if (length > limits.largestPage() + (isHttp ? WarcPage.LONGEST_HEADER : 0)) {
            return Optional.of(WarcItem.unreadable(name, source.position(), limits.tooLarge(length)));
        }
        byte[] all = Arrays.copyOf(head, (int) length);
        if (block.readNBytes(all, head.length, all.length - head.length) < all.length - head.length) {
            throw new EOFException("it is cut off, or its length is wrong");
        }
        String contentType = record.headers().first("Content-Type").orElse("");
        return Optional.of(WarcItem.page(name, source.position(), isHttp, contentType, all));
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
