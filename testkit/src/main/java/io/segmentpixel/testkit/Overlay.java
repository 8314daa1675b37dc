package io.segmentpixel.testkit;

import io.segmentpixel.testkit.Fault.Answer;
import io.segmentpixel.testkit.Fault.Failure;
import io.segmentpixel.testkit.Fault.Reset;
import io.segmentpixel.testkit.Fault.Slow;
import io.segmentpixel.testkit.Fault.Spoilt;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import mockwebserver3.MockResponse;
import mockwebserver3.MockResponseBody;
import mockwebserver3.SocketEffect;
import okhttp3.Headers;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/** Lays the fault of an exchange over its answer. */
final class Overlay {
    private final Exchange exchange;
    private final Duration latency;
    private final Function<Failure, Reply> wording;

    /**
     * What lies over an answer.
     *
     * @param exchange the exchange whose answer it is
     * @param latency how long it takes anyway
     * @param wording how the platform words a failure
     */
    Overlay(Exchange exchange, Duration latency, Function<Failure, Reply> wording) {
        this.exchange = exchange;
        this.latency = latency;
        this.wording = wording;
    }

    /** Why the call is not carried out, where its fault keeps it from that. */
    static Optional<String> hindrance(Fault fault) {
        if (fault instanceof Answer answer && !answer.done()) {
            return Optional.of(answer.name());
        }
        if (fault instanceof Failure failure && !failure.done()) {
            return Optional.of(failure.name());
        }
        return fault instanceof Reset reset && !reset.done()
                ? Optional.of("reset " + reset.moment())
                : Optional.empty();
    }

    /** The status that comes in place of the right one. */
    static OptionalInt status(Fault fault) {
        if (fault instanceof Failure failure) {
            return OptionalInt.of(failure.status());
        }
        return fault instanceof Answer answer ? OptionalInt.of(answer.status()) : OptionalInt.empty();
    }

    /**
     * The answer as it is sent.
     *
     * @param right carries the call out, and gives the right answer
     */
    MockResponse over(Supplier<Reply> right) {
        Fault fault = exchange.fault().orElse(null);
        boolean isHindered = fault != null && hindrance(fault).isPresent();
        Reply reply = isHindered ? Reply.of(200, Headers.of(), "") : right.get();
        Reply sent = spoilt(reply, fault);
        boolean isHead = exchange.request().method().equals("HEAD");
        MockResponse.Builder response = (isHead
                        ? sent.headAlone()
                        : sent.toBuilder(fault instanceof Slow, exchange::end))
                .headersDelay(latency.toNanos(), TimeUnit.NANOSECONDS);
        if (isHead || sent.body().size() == 0) {
            exchange.end();
        }
        if (fault instanceof Reset reset) {
            reset(response, reset.moment(), isHead ? 0 : reply.body().size());
        } else if (fault instanceof Slow slow && !(isHead && slow.part() == Slow.Part.ENDLESS)) {
            slow(response, reply, slow);
        }
        if (exchange.line().isLastRequest()) {
            response.setHeader("Connection", "close").onResponseEnd(SocketEffect.ShutdownConnection.INSTANCE);
        }
        return response.build();
    }

    private Reply spoilt(Reply reply, @Nullable Fault fault) {
        if (fault instanceof Failure failure) {
            return wording.apply(failure);
        }
        if (fault instanceof Answer answer) {
            return Reply.of(answer.status(), Headers.of(answer.headers().toArray(String[]::new)), answer.body());
        }
        if (!(fault instanceof Spoilt spoilt)) {
            return reply;
        }
        return spoilt.way() == Spoilt.Way.TRUNCATED
                ? new Reply(
                        reply.status(),
                        reply.headers(),
                        reply.body().substring(0, reply.body().size() / 2))
                : new Reply(
                        reply.status(),
                        reply.headers()
                                .newBuilder()
                                .set("Content-Encoding", "gzip")
                                .build(),
                        reply.body());
    }

    private void reset(MockResponse.Builder response, Reset.Moment moment, int size) {
        try {
            exchange.line().willBeReset();
        } catch (IOException gone) {
            return; // so is the client
        }
        SocketEffect end = new SocketEffect.CloseSocket();
        if (moment != Reset.Moment.IN_THE_ANSWER) {
            response.onResponseStart(end);
        } else if (size > 1) {
            response.onResponseBody(end);
        } else {
            exchange.line().willBeResetInNextWrite(); // there is no half of a body
        }
    }

    private void slow(MockResponse.Builder response, Reply reply, Slow slow) {
        long millis = slow.pause().toMillis();
        switch (slow.part()) {
            case HEADER -> response.headersDelay(latency.toMillis() + millis, TimeUnit.MILLISECONDS);
            case BODY ->
                response.throttleBody(Math.max(1, (reply.body().size() + 1) / 2), millis, TimeUnit.MILLISECONDS);
            case ENDLESS -> response.removeHeader("Content-Length").body(new Endless(reply, slow.pause()));
        }
    }

    /** A body that goes on until the client or the server has enough. */
    private record Endless(Reply reply, Duration pause) implements MockResponseBody {
        @Override
        public long getContentLength() {
            return -1;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            sink.write(reply.body().substring(0, reply.body().size() / 2));
            while (!Thread.currentThread().isInterrupted()) {
                sink.writeByte(' ').flush();
                LockSupport.parkNanos(pause.toNanos());
            }
        }
    }
}
