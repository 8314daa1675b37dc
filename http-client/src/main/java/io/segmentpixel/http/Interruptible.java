package io.segmentpixel.http;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.spi.AbstractInterruptibleChannel;
import okhttp3.Call;

/**
 * Lets an interrupt of the calling thread end a request that it has sent. A thread that reads from a socket does not notice an
 * interrupt; one that reads from a channel does, because its channel is closed. So this is a channel whose closing cancels the
 * request.
 */
final class Interruptible extends AbstractInterruptibleChannel {
    /** What the thread waits for. */
    interface Exchange<T> {
        T carriedOut() throws IOException, InterruptedException;
    }

    private final Call request;

    Interruptible(Call request) {
        this.request = request;
    }

    /** Carries it out; what is done before the interrupt is heard stays done, and the flag stays set. */
    <T> T carriedOut(Exchange<T> exchange) throws IOException, InterruptedException {
        boolean isDone = false;
        begin();
        try {
            T answer = exchange.carriedOut();
            isDone = true;
            return answer;
        } catch (InterruptedException taken) {
            // OkHttp throws it, undeclared, while it connects; since JDK 21 that may be before the channel hears of it
            Thread.currentThread().interrupt();
            throw taken;
        } finally {
            ended(isDone);
        }
    }

    /** However it is heard, the flag stays set. */
    private void ended(boolean isDone) throws IOException {
        try {
            end(isDone);
        } catch (ClosedByInterruptException heard) {
            Thread.currentThread().interrupt();
            if (!isDone) {
                throw heard;
            }
        }
    }

    @Override
    protected void implCloseChannel() {
        request.cancel();
    }
}
