package io.segmentpixel.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import org.jspecify.annotations.Nullable;

/**
 * One request to the backend, as a value: what is asked, and whether it may be asked twice.
 *
 * @param number tells it from the other calls, for those who watch
 * @param operation what it is for
 * @param words the words for it in messages and logs
 * @param method the HTTP method
 * @param path the path below the base URL
 * @param query the parameters, in order
 * @param body what is sent along, null for nothing
 * @param repeatable whether saying it twice does no more than saying it once
 */
record Call(
        long number,
        ClientOperation operation,
        String words,
        Method method,
        String path,
        List<Parameter> query,
        @Nullable Body body,
        boolean repeatable) {
    /** The HTTP methods of the segment service. */
    enum Method {
        GET,
        POST,
        PUT,
        DELETE
    }

    /** The kinds of request that the backend counts apart. */
    enum Kind {
        READ,
        WRITE,
        LOGIN
    }

    /** A query parameter, not encoded. */
    record Parameter(String name, String value) {}

    /**
     * What is sent along.
     *
     * @param text the content
     * @param type its content type, as it is sent
     * @param secrets what of it must be shown nowhere, even if the backend repeats it
     */
    record Body(String text, MediaType type, Set<String> secrets) {
        private static final MediaType JSON = MediaType.get("application/json");
        private static final MediaType PLAIN_TEXT = MediaType.get("text/plain");

        Body {
            secrets = Set.copyOf(secrets);
        }

        /** The type alone: the text may hold a password. */
        @Override
        public String toString() {
            return type.toString();
        }
    }

    private static final AtomicLong NUMBERS = new AtomicLong();
    private static final String PASSWORD_LOGIN = "auth";
    private static final String KEY_LOGIN = "v2/auth/jwt";

    Call {
        query = List.copyOf(query);
    }

    static Call get(ClientOperation operation, String words) {
        return new Call(NUMBERS.incrementAndGet(), operation, words, Method.GET, "segment", List.of(), null, true);
    }

    static Call delete(ClientOperation operation, String words) {
        return new Call(NUMBERS.incrementAndGet(), operation, words, Method.DELETE, "segment", List.of(), null, true);
    }

    static Call put(ClientOperation operation, String words, String body, boolean repeatable) {
        return new Call(
                NUMBERS.incrementAndGet(), operation, words, Method.PUT, "segment", List.of(), json(body), repeatable);
    }

    static Call post(ClientOperation operation, String words, String body) {
        return new Call(
                NUMBERS.incrementAndGet(), operation, words, Method.POST, "segment", List.of(), json(body), false);
    }

    private static Body json(String text) {
        return new Body(text, Body.JSON, Set.of());
    }

    static Call loginByPassword(String json, Set<String> secrets) {
        return login(PASSWORD_LOGIN, new Body(json, Body.JSON, secrets));
    }

    static Call loginByKey(String jwt, Set<String> secrets) {
        return login(KEY_LOGIN, new Body(jwt, Body.PLAIN_TEXT, secrets));
    }

    private static Call login(String path, Body body) {
        return new Call(
                NUMBERS.incrementAndGet(), ClientOperation.LOGIN, "login", Method.POST, path, List.of(), body, true);
    }

    Call with(String name, Object value) {
        List<Parameter> more = new ArrayList<>(query);
        more.add(new Parameter(name, value.toString()));
        return new Call(number, operation, words, method, path, more, body, repeatable);
    }

    Kind kind() {
        if (operation == ClientOperation.LOGIN) {
            return Kind.LOGIN;
        }
        return method == Method.GET ? Kind.READ : Kind.WRITE;
    }

    boolean isLoginByKey() {
        return path.equals(KEY_LOGIN);
    }

    /** What of it must be shown nowhere, even if the backend repeats it. */
    Set<String> secrets() {
        return body == null ? Set.of() : body.secrets();
    }

    HttpUrl url(HttpUrl base) {
        HttpUrl.Builder url = base.newBuilder().addPathSegments(path);
        query.forEach(parameter -> url.addQueryParameter(parameter.name(), parameter.value()));
        return url.build();
    }

    /** The words alone: a body may hold a password. */
    @Override
    public String toString() {
        return words;
    }
}
