package io.segmentpixel.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Optional;

/** The API of a sandbox, called by whoever can write HTTP. */
final class RawApi {
    private final String url;
    private final Optional<String> authorization;

    private RawApi(String url, Optional<String> authorization) {
        this.url = url;
        this.authorization = authorization;
    }

    /** Calls of somebody who is not logged in. */
    static RawApi of(Sandbox sandbox) {
        return new RawApi(sandbox.url(), Optional.empty());
    }

    /** Calls of the sandbox's user, logged in. */
    static RawApi loggedIn(Sandbox sandbox) {
        RawApi api = of(sandbox);
        return api.authorizedBy(
                api.login(sandbox.username(), sandbox.password()).token());
    }

    /** Calls of another user, logged in. */
    RawApi loggedInAs(SandboxUser user) {
        return authorizedBy(login(user.name(), user.password()).token());
    }

    RawApi authorizedBy(String header) {
        return new RawApi(url, Optional.of(header));
    }

    RawAnswer login(String username, String password) {
        String body = "{\"auth\": {\"username\": \"%s\", \"password\": \"%s\"}}";
        return send("POST", "/auth", body.formatted(username, password));
    }

    RawAnswer get(String query) {
        return send("GET", "/segment" + query, "");
    }

    RawAnswer post(String query, String body) {
        return send("POST", "/segment" + query, body);
    }

    RawAnswer put(String query, String body) {
        return send("PUT", "/segment" + query, body);
    }

    RawAnswer delete(String query) {
        return send("DELETE", "/segment" + query, "");
    }

    RawAnswer send(String method, String target, String body) {
        HttpResponse<byte[]> response = sendAny(method, target, body);
        return new RawAnswer(response.statusCode(), response.headers(), new String(response.body(), UTF_8));
    }

    /** The answer, whether it is JSON or not. */
    HttpResponse<byte[]> sendAny(String method, String target, String body) {
        return RawHttp.send(request(method, target, body));
    }

    /** The body of the answer to a GET, of which nothing is read yet; closing it closes the connection. */
    InputStream opened(String target) {
        return RawHttp.open(request("GET", target, ""));
    }

    private HttpRequest.Builder request(String method, String target, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + target))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        authorization.ifPresent(header -> request.header("Authorization", header));
        return request;
    }
}
