package io.segmentpixel.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The segment service in virtual time, without HTTP: it answers as it is told, and a login by a token; it knows how many
 * requests are on their way, and when each went.
 */
final class SimulatedTransport implements Transport {
    /** What comes of a request that is no login. */
    interface Backend {
        CompletableFuture<Answer> answered(Call call, int number);
    }

    /** A request that went. */
    record Sent(Call.Kind kind, String words, Instant when) {}

    private final VirtualTime time;
    private final Backend backend;
    private final List<Sent> sent = new ArrayList<>();
    private final List<String> written = new ArrayList<>();
    private Duration latencyOfLogin = Duration.ofMillis(1);
    private Answer login = ok("\"token\": \"token-1\"");
    private int inFlight;
    private int mostInFlight;

    SimulatedTransport(VirtualTime time, Backend backend) {
        this.time = time;
        this.backend = backend;
    }

    /** Writes are counted by that backend, which says how long it takes them and, if it is to, how long to wait. */
    static SimulatedTransport counting(VirtualTime time, CountingBackend backend, boolean namesTheWait) {
        return new SimulatedTransport(time, (call, number) -> backend.send()
                .thenApply(reply -> reply.isRefusal()
                        ? turnedAway(namesTheWait ? reply.retryAfter() : Duration.ZERO)
                        : segment(call, number)));
    }

    void onLogin(Duration latency, Answer answer) {
        latencyOfLogin = latency;
        login = answer;
    }

    /** The segment that was asked for, or a new one. */
    static Answer segment(Call call, int number) {
        int id = call.query().stream()
                .filter(parameter -> parameter.name().equals("id"))
                .mapToInt(parameter -> Integer.parseInt(parameter.value()))
                .findFirst()
                .orElse(number);
        return ok("\"segment\": " + Answers.object(id, "segment " + id));
    }

    /** A success with these fields. */
    static Answer ok(String fields) {
        return new Answer(
                200, response("{\"status\": \"OK\", " + fields + "}"), false, Duration.ZERO, "", new Secrets());
    }

    static Answer refused(String errorId) {
        return new Answer(
                200, response("{\"error_id\": \"" + errorId + "\"}"), false, Duration.ZERO, "", new Secrets());
    }

    /** As the sandbox says that there were too many. */
    static Answer turnedAway(Duration retryAfter) {
        String response = "{\"error_id\": \"SYSTEM\", \"error_code\": \"RATE_EXCEEDED\", \"error\": \"too many\"}";
        return new Answer(429, response(response), true, retryAfter, "", new Secrets());
    }

    static Answer outage() {
        return new Answer(503, response("[]"), false, Duration.ZERO, "", new Secrets());
    }

    private static JsonNode response(String json) {
        try {
            return Answer.responseIn(("{\"response\": " + json + "}").getBytes(StandardCharsets.UTF_8));
        } catch (IOException neverOfBytes) {
            throw new UncheckedIOException(neverOfBytes);
        }
    }

    @Override
    public CompletableFuture<Answer> send(
            Call call, @Nullable String token, Duration allowed, Runnable whenSent, Carrier carrier) {
        whenSent.run();
        sent.add(new Sent(call.kind(), call.toString(), time.now()));
        mostInFlight = Math.max(mostInFlight, ++inFlight);
        CompletableFuture<Answer> answer = answered(call);
        time.limit(answer, allowed);
        return carrier.await(answer).handle((came, failure) -> {
            inFlight--;
            if (failure != null) {
                throw new CompletionException(new SendException(new IOException(failure), true));
            }
            if (call.kind() == Call.Kind.WRITE && came.isSuccess()) {
                written.add(call.toString());
            }
            return came;
        });
    }

    private CompletableFuture<Answer> answered(Call call) {
        return call.kind() == Call.Kind.LOGIN
                ? time.after(latencyOfLogin).thenApply(over -> login)
                : backend.answered(call, sent.size());
    }

    /** The most requests that were on their way at a time, logins as well. */
    int mostInFlight() {
        return mostInFlight;
    }

    /** The writes that were carried out, in the order of their answers. */
    List<String> written() {
        return List.copyOf(written);
    }

    List<Sent> sent(Call.Kind kind) {
        return sent.stream().filter(one -> one.kind() == kind).toList();
    }
}
