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
        T carriedOut() throws IOException;
    }

    private final Call request;

    Interruptible(Call request) {
        this.request = request;
    }

    /** Carries it out; what is done before the interrupt is heard stays done, and the flag stays set. */
    <T> T carriedOut(Exchange<T> exchange) throws IOException {
        begin();
        T answer;
        try {
            answer = exchange.carriedOut();
        } catch (IOException | RuntimeException broken) {
            ended(false);
            throw broken;
        }
        ended(true);
        return answer;
    }

    private void ended(boolean isDone) throws IOException {
        try {
            end(isDone);
        } catch (ClosedByInterruptException heardAtTheEnd) {
            if (!isDone) {
                throw heardAtTheEnd;
            }
        }
    }

    @Override
    protected void implCloseChannel() {
        request.cancel();
    }
}
