package io.segmentpixel.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.segmentpixel.testkit.Fault.Reset.Moment;
import io.segmentpixel.testkit.RequestHead.MalformedException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The bytes that a server reads of a connection: one request after another, never a byte of the next one before the server asks for it.
 * Here a request becomes an exchange, once its first line has come, and a connection is reset that is to be reset early.
 */
final class RequestStream extends InputStream {
    private static final int LONGEST_LINE = 128 << 10;
    private static final int MOST_LINES = 200;
    private static final int BLOCK = 8 << 10;
    private static final Pattern CHUNK = Pattern.compile("([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n");

    private final Line line;
    private final InputStream wire;
    private byte[] piece = {};
    private int at;
    private long left;
    private long received;
    private boolean isChunked;
    private boolean isBehindChunk;

    RequestStream(Line line, InputStream wire) {
        this.line = line;
        this.wire = new BufferedInputStream(wire, BLOCK);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        try {
            while (at == piece.length) {
                at = 0;
                piece = nextPiece();
                if (piece.length == 0) {
                    return -1;
                }
            }
        } catch (MalformedException malformed) {
            line.turnAway(malformed);
            return -1;
        } catch (IOException broken) {
            line.close();
            throw broken;
        }
        int taken = Math.min(length, piece.length - at);
        System.arraycopy(piece, at, target, offset, taken);
        at += taken;
        return taken;
    }

    @Override
    public int available() {
        return piece.length - at;
    }

    /** The next bytes of the request, or the head of the next one; nothing if the client has no more. */
    private byte[] nextPiece() throws IOException, MalformedException {
        if (left > 0) {
            return block();
        }
        return isChunked ? chunkLine() : head();
    }

    private byte[] head() throws IOException, MalformedException {
        line.end();
        byte[] first = line.isLastRequest() ? new byte[0] : firstLine();
        if (first.length == 0 || line.isLastRequest()) {
            return new byte[0];
        }
        Exchange exchange = line.begin(RequestHead.first(first));
        if (exchange.isReset(Moment.BEFORE_THE_REQUEST)) {
            throw line.reset(exchange);
        }
        List<byte[]> lines = new ArrayList<>(List.of(first));
        for (byte[] next = header(); !isEnd(next); next = header()) {
            lines.add(next);
            if (lines.size() > MOST_LINES) {
                throw new MalformedException(431, "there are more than " + MOST_LINES + " headers");
            }
        }
        RequestHead head = RequestHead.of(lines);
        if (head.isLast()) {
            line.lastRequest();
        }
        left = head.length();
        received = 0;
        isChunked = head.isChunked();
        isBehindChunk = false;
        boolean hasBody = left > 0 || isChunked;
        if (head.isExpecting() && hasBody) {
            line.getOutputStream().write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(US_ASCII));
        }
        if (exchange.isReset(Moment.IN_THE_REQUEST)) {
            if (hasBody) {
                wire.read();
            }
            throw line.reset(exchange);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        lines.forEach(all::writeBytes);
        all.writeBytes("\r\n".getBytes(US_ASCII));
        return all.toByteArray();
    }

    /** The line behind the empty ones that may stand before a request. */
    private byte[] firstLine() throws IOException, MalformedException {
        byte[] next = line(LONGEST_LINE);
        while (isEnd(next)) {
            next = line(LONGEST_LINE);
        }
        return next;
    }

    private byte[] header() throws IOException, MalformedException {
        byte[] next = line(LONGEST_LINE);
        if (next.length == 0) {
            throw new IOException("the client left within a head");
        }
        return next;
    }

    private static boolean isEnd(byte[] line) {
        return line.length == 1 || (line.length == 2 && line[0] == '\r');
    }

    private byte[] block() throws IOException {
        byte[] block = wire.readNBytes((int) Math.min(left, Math.max(1, Math.min(BLOCK, wire.available()))));
        if (block.length == 0) {
            throw new IOException("the client left within a body");
        }
        left -= block.length;
        return block;
    }

    /** The line before a chunk, or the end of one, or all that follows the last. */
    private byte[] chunkLine() throws IOException, MalformedException {
        byte[] next = header();
        var size = CHUNK.matcher(new String(next, US_ASCII));
        if (isBehindChunk ? !isEnd(next) : !size.matches()) {
            throw new MalformedException(400, "a chunk is malformed");
        }
        if (isBehindChunk) {
            isBehindChunk = false;
            return "\r\n".getBytes(US_ASCII);
        }
        left = Long.parseLong(size.group(1), 16);
        received += left;
        if (received > RequestHead.LARGEST_BODY) {
            throw new MalformedException(413, "the body is longer than " + RequestHead.LARGEST_BODY + " bytes");
        }
        isBehindChunk = left > 0;
        if (isBehindChunk) {
            return (size.group(1) + "\r\n").getBytes(US_ASCII);
        }
        isChunked = false;
        for (int trailers = 0; !isEnd(header()); trailers++) {
            if (trailers == MOST_LINES) {
                throw new MalformedException(431, "there are more than " + MOST_LINES + " trailers");
            }
        }
        return "0\r\n\r\n".getBytes(US_ASCII);
    }

    /** A line with its end; nothing at the end of the stream. */
    private byte[] line(int longest) throws IOException, MalformedException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (int next = wire.read(); next >= 0; next = wire.read()) {
            text.write(next);
            if (next == '\n') {
                return text.toByteArray();
            }
            if (text.size() == longest) {
                throw new MalformedException(431, "a line is longer than " + longest + " bytes");
            }
        }
        if (text.size() > 0) {
            throw new IOException("the client left within a line");
        }
        return new byte[0];
    }
}
