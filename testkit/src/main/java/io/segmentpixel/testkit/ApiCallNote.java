package io.segmentpixel.testkit;

import java.time.Clock;
import java.util.Optional;
import mockwebserver3.RecordedRequest;

/** A request for the API while it is answered, and what the journal will say of it. */
final class ApiCallNote {
    private final RecordedRequest request;
    private final Exchange exchange;
    private final Clock clock;
    private Optional<SandboxUser> user = Optional.empty();

    ApiCallNote(RecordedRequest request, Exchange exchange, Clock clock) {
        this.request = request;
        this.exchange = exchange;
        this.clock = clock;
    }

    static String text(RecordedRequest request) {
        return Optional.ofNullable(request.getBody()).map(bytes -> bytes.utf8()).orElse("");
    }

    void by(SandboxUser caller) {
        user = Optional.of(caller);
    }

    Optional<SandboxUser> user() {
        return user;
    }

    ApiCall done(int status) {
        return noted(status, "OK");
    }

    ApiCall failed(ApiException failure) {
        String code = failure.errorCode().isEmpty() ? "" : " " + failure.errorCode();
        String reason = failure.reason().isEmpty() ? "" : " (" + failure.reason() + ")";
        return noted(failure.status(), failure.errorId() + code + ": " + failure.error() + reason);
    }

    /** A call that was not carried out, because of what went wrong on purpose. */
    ApiCall hindered(String why) {
        int status = exchange.fault().orElse(null) instanceof Fault.Answer answer ? answer.status() : 0;
        return noted(status, "not carried out: " + why);
    }

    private ApiCall noted(int status, String outcome) {
        return new ApiCall(
                clock.instant(),
                HttpMethod.of(request.getMethod()),
                exchange.operation(),
                request.getTarget(),
                masked(text(request)),
                user.map(SandboxUser::name),
                exchange.fault().orElse(null) instanceof Fault.Answer answer ? answer.status() : status,
                outcome,
                exchange.fault());
    }

    /** Of a login, the user name is all that may be shown. */
    private String masked(String body) {
        if (exchange.operation() != Operation.LOGIN || body.isEmpty()) {
            return body;
        }
        try {
            String name = Json.in(body, "auth").path("username").asText();
            return "{\"auth\": {\"username\": \"" + name + "\", \"password\": \"***\"}}";
        } catch (ApiException noJson) {
            return "***";
        }
    }
}
