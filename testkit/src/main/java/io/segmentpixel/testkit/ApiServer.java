package io.segmentpixel.testkit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;

/** The API of the sandbox: who asks, whether that is too much, and the answer under the platform's envelope. */
final class ApiServer {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "::1");

    private final Backend backend;
    private final Logins logins;
    private final Rates rates;
    private final Supplier<Limits> limits;
    private final Journal journal;
    private final Map<String, Integer> atOnce = new ConcurrentHashMap<>();

    ApiServer(Backend backend, Logins logins, Rates rates, Supplier<Limits> limits, Journal journal) {
        this.backend = backend;
        this.logins = logins;
        this.rates = rates;
        this.limits = limits;
        this.journal = journal;
    }

    /** Carries the request out, and notes it. */
    Reply answer(RecordedRequest request, Exchange exchange) {
        Headers.Builder headers = usualHeaders();
        ApiCallNote note = new ApiCallNote(request, exchange, backend.clock());
        try {
            ObjectNode answer = carriedOut(request, exchange, note, headers);
            journal.note(note.done(200));
            return Reply.of(200, headers.build(), answer.toString());
        } catch (RuntimeException failure) {
            ApiException worded = ApiException.of(failure);
            journal.note(note.failed(worded));
            return reply(worded, request, exchange, note.user(), headers);
        }
    }

    private static Headers.Builder usualHeaders() {
        return new Headers.Builder()
                .add("Content-Type", "application/json")
                .add("X-AN-RequestId", RandomText.of())
                .add("x-b3-traceid", RandomText.of());
    }

    private Reply reply(
            ApiException failure,
            RecordedRequest request,
            Exchange exchange,
            Optional<SandboxUser> user,
            Headers.Builder headers) {
        headers.addAll(failure.headers());
        String service = exchange.operation() == Operation.LOGIN ? "auth" : "segment";
        ObjectNode answer = Json.failure(
                failure, service, request.getMethod(), backend.clock().instant());
        user.ifPresent(known -> putCounters(known, answer, headers));
        return Reply.of(failure.status(), headers.build(), answer.toString());
    }

    /** Notes a request that was not carried out, because of what went wrong on purpose. */
    void noteHindered(RecordedRequest request, Exchange exchange, String why) {
        ApiCallNote note = new ApiCallNote(request, exchange, backend.clock());
        logins.known(token(request)).ifPresent(note::by);
        journal.note(note.hindered(why));
    }

    /** A failure on purpose, as the platform would answer it. */
    Reply worded(Fault.Failure failure, RecordedRequest request, Exchange exchange) {
        ApiException worded = new ApiException(failure.errorId(), failure.errorCode(), failure.error())
                .with(failure.status(), Headers.of(failure.headers().toArray(String[]::new)));
        Headers.Builder headers = usualHeaders();
        Optional<SandboxUser> user = logins.known(token(request));
        user.filter(known -> failure.status() == TOO_MANY_REQUESTS)
                .ifPresent(known -> headers.add("x-an-user-id", Integer.toString(logins.idOf(known))));
        return reply(worded, request, exchange, user, headers);
    }

    private static Optional<String> token(RecordedRequest request) {
        return Optional.ofNullable(request.getHeaders().get("Authorization"));
    }

    private ObjectNode carriedOut(
            RecordedRequest request, Exchange exchange, ApiCallNote note, Headers.Builder headers) {
        refuseForeignHost(request);
        if (exchange.operation() == Operation.LOGIN) {
            return loggedIn(request, headers);
        }
        SandboxUser user = logins.user(token(request));
        note.by(user);
        refuseTooManyAtOnce(user, exchange);
        if (exchange.operation().isOfSegments()) {
            rates.count(user, logins.idOf(user), exchange.operation().isWrite());
        } else if (!request.getUrl().encodedPath().equals("/segment")) {
            throw ApiException.syntax("service " + request.getUrl().encodedPath() + ": not known here");
        }
        ObjectNode answer = new SegmentApi(backend, user, new Parameters(request.getUrl()))
                .answer(exchange.operation(), request.getMethod(), ApiCallNote.text(request));
        putCounters(user, answer, headers);
        return answer;
    }

    private ObjectNode loggedIn(RecordedRequest request, Headers.Builder headers) {
        if (!request.getMethod().equals("POST")) {
            throw ApiException.syntax("method " + request.getMethod() + ": a login is a POST");
        }
        String token = request.getUrl().encodedPath().equals("/auth")
                ? logins.byPassword(ApiCallNote.text(request))
                : loggedInByKey(request);
        headers.add("Set-Cookie", "HBFAPI_SESSID=" + token + "; Path=/; HttpOnly");
        return Json.ok(
                Json.object().put("token", token), "not_found", backend.clock().instant());
    }

    private String loggedInByKey(RecordedRequest request) {
        String type =
                Optional.ofNullable(request.getHeaders().get("Content-Type")).orElse("");
        MediaType parsed = MediaType.parse(type);
        if (parsed == null || !(parsed.type() + "/" + parsed.subtype()).equals("text/plain")) {
            throw ApiException.syntax("Content-Type \"" + type + "\": must be text/plain");
        }
        return logins.byKey(ApiCallNote.text(request));
    }

    /** A page in a browser must not reach the service under a name of its own, in the first line or in the header. */
    private static void refuseForeignHost(RecordedRequest request) {
        if (isForeign(request)) {
            throw new ApiException(
                    "UNAUTH",
                    "",
                    "host " + request.getHeaders().get("Host") + ": the sandbox serves its API to this machine only");
        }
    }

    static boolean isForeign(RecordedRequest request) {
        String header = Optional.ofNullable(request.getHeaders().get("Host")).orElse("localhost");
        return Stream.of(request.getUrl(), HttpUrl.get("http://" + header))
                .anyMatch(url -> !THIS_MACHINE.contains(url.host()));
    }

    private void refuseTooManyAtOnce(SandboxUser user, Exchange exchange) {
        int present = atOnce.merge(user.name(), 1, Integer::sum);
        exchange.whenOver(() -> atOnce.merge(user.name(), -1, Integer::sum));
        int most = limits.get().requestsAtOnce();
        if (present > most) {
            throw new ApiException(
                    "SYSTEM", "SERVICE_UNAVAILABLE", "More than " + most + " requests at once, or a service is down");
        }
    }

    private void putCounters(SandboxUser user, ObjectNode answer, Headers.Builder headers) {
        Limits.Counters said = limits.get().counters();
        if (said == Limits.Counters.NONE) {
            return;
        }
        List<SandboxUser> ofItsMember = logins.ofMember(user.member());
        Counters counters = said == Limits.Counters.WRONG
                ? Counters.wrong()
                : new Counters(rates.counted(user, ofItsMember, false), rates.counted(user, ofItsMember, true));
        headers.addAll(counters.headers());
        counters.putInto((ObjectNode) answer.at("/response/dbg_info"));
    }
}
