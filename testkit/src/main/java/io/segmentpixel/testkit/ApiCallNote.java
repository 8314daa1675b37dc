package io.segmentpixel.testkit;

import java.time.Clock;
import java.util.Optional;
import java.util.OptionalInt;
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
        return noted(failure.status(), Secrets.inText(failure.errorId() + code + ": " + failure.error() + reason));
    }

    /** A call that was not carried out, because of what went wrong on purpose. */
    ApiCall hindered(String why) {
        return noted(0, "not carried out: " + why);
    }

    private ApiCall noted(int status, String outcome) {
        return new ApiCall(
                clock.instant(),
                HttpMethod.of(request.getMethod()),
                exchange.operation(),
                exchange.request().shownTarget(),
                Secrets.inBody(exchange.operation(), text(request)),
                user.map(SandboxUser::name),
                exchange.fault()
                        .map(Overlay::status)
                        .orElse(OptionalInt.empty())
                        .orElse(status),
                outcome,
                exchange.fault());
    }
}
