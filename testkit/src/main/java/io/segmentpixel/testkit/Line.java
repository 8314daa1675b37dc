package io.segmentpixel.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.segmentpixel.testkit.RequestHead.MalformedException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/**
 * A connection of a client to the sandbox, plain or encrypted, as MockWebServer sees it: it begins an exchange for each request, and
 * can be reset where MockWebServer can only close.
 */
final class Line extends Socket {
    private final Socket wire;
    private final Socket talk;
    private final Gate gate;
    private @Nullable InputStream requests;
    private @Nullable Exchange exchange;
    private boolean isBusy;
    private boolean isLastRequest;
    private boolean isReset;
    private boolean isNextWriteCut;
    private Runnable whenClosed = () -> {};

    /** What a line asks when a request comes, and tells when it is gone. */
    interface Gate {
        Exchange begin(Line line, RequestLine request);

        void resetEarly(Exchange exchange);
    }

    /**
     * A line over a connection.
     *
     * @param wire the connection
     * @param talk the same, or what encrypts it
     * @param gate what to ask
     */
    Line(Socket wire, Socket talk, Gate gate) {
        this.wire = wire;
        this.talk = talk;
        this.gate = gate;
    }

    /** Begins the exchange of a request whose first line has come. */
    Exchange begin(RequestLine request) {
        synchronized (this) {
            isBusy = true;
        }
        Exchange begun = gate.begin(this, request);
        begun.isCurrent();
        synchronized (this) {
            exchange = begun;
        }
        return begun;
    }

    /** Ends the exchange, if there is one: its answer is sent. */
    void end() {
        Exchange ended;
        synchronized (this) {
            ended = exchange;
            exchange = null;
            isBusy = false;
        }
        if (ended != null) {
            ended.end();
        }
    }

    /** Lets no exchange begin after the present one. */
    synchronized void lastRequest() {
        isLastRequest = true;
    }

    /** Lets the exchange end that is on its way, and no other begin; an idle line is closed at once. */
    void endSoon() throws IOException {
        boolean isIdle;
        synchronized (this) {
            isLastRequest = true;
            isIdle = !isBusy;
        }
        if (isIdle) {
            close();
        }
    }

    void whenClosed(Runnable action) {
        whenClosed = action;
    }

    synchronized boolean isLastRequest() {
        return isLastRequest;
    }

    /** Makes the next close a reset. */
    void willBeReset() throws IOException {
        isReset = true;
        wire.setSoLinger(true, 0);
    }

    /** Makes the next bytes of an answer come by half, and then the reset. */
    void willBeResetInNextWrite() {
        isNextWriteCut = true;
    }

    /** Resets the connection within a request. */
    IOException reset(Exchange early) throws IOException {
        gate.resetEarly(early);
        willBeReset();
        close();
        return new IOException("reset on purpose");
    }

    /** Answers a request that is no HTTP, and ends the connection. */
    void turnAway(MalformedException malformed) throws IOException {
        byte[] text = (malformed.getMessage() + "\n").getBytes(US_ASCII);
        String head =
                "HTTP/1.1 %d Malformed\r\nContent-Type: text/plain\r\nContent-Length: %d\r\nConnection: close\r\n%s: 1\r\n\r\n"
                        .formatted(malformed.status(), text.length, SandboxServer.MISTAKE);
        OutputStream answer = talk.getOutputStream();
        answer.write(head.getBytes(US_ASCII));
        answer.write(text);
        answer.flush();
        close();
    }

    @Override
    public synchronized InputStream getInputStream() throws IOException {
        if (requests == null) {
            requests = new RequestStream(this, talk.getInputStream());
        }
        return requests;
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return new AnswerStream(talk.getOutputStream());
    }

    /** Closes the line where the client is gone, which MockWebServer leaves open. */
    private final class AnswerStream extends FilterOutputStream {
        AnswerStream(OutputStream wire) {
            super(wire);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, isNextWriteCut ? length / 2 : length);
                if (isNextWriteCut) {
                    throw new SocketException("reset on purpose");
                }
            } catch (IOException gone) {
                Line.this.close();
                throw gone;
            }
        }
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // a close must not wait for an exchange that begins
    public void close() throws IOException {
        try {
            (isReset ? wire : talk).close();
            wire.close();
        } finally {
            end();
            whenClosed.run();
        }
    }

    @Override
    public boolean isClosed() {
        return wire.isClosed();
    }

    @Override
    public void shutdownInput() throws IOException {
        talk.shutdownInput();
    }

    @Override
    public void shutdownOutput() throws IOException {
        talk.shutdownOutput();
    }

    @Override
    public InetAddress getInetAddress() {
        return wire.getInetAddress();
    }

    @Override
    public int getPort() {
        return wire.getPort();
    }

    @Override
    public InetAddress getLocalAddress() {
        return wire.getLocalAddress();
    }

    @Override
    public int getLocalPort() {
        return wire.getLocalPort();
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        return wire.getRemoteSocketAddress();
    }

    @Override
    public String toString() {
        return "Line[" + wire.getRemoteSocketAddress() + "]";
    }
}
