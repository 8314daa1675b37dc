package io.segmentpixel.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import org.jspecify.annotations.Nullable;

/**
 * One request to the backend, as a value: what is asked, and whether it may be asked twice.
 *
 * @param operation the words for it in messages and logs
 * @param method the HTTP method
 * @param path the path below the base URL
 * @param query the parameters, in order
 * @param body what is sent along, null for nothing
 * @param repeatable whether saying it twice does no more than saying it once
 */
record Call(
        String operation, Method method, String path, List<Parameter> query, @Nullable Body body, boolean repeatable) {
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

    private static final String PASSWORD_LOGIN = "auth";
    private static final String KEY_LOGIN = "v2/auth/jwt";

    Call {
        query = List.copyOf(query);
    }

    static Call get(String operation) {
        return new Call(operation, Method.GET, "segment", List.of(), null, true);
    }

    static Call delete(String operation) {
        return new Call(operation, Method.DELETE, "segment", List.of(), null, true);
    }

    static Call put(String operation, String body, boolean repeatable) {
        return new Call(operation, Method.PUT, "segment", List.of(), json(body), repeatable);
    }

    static Call post(String operation, String body) {
        return new Call(operation, Method.POST, "segment", List.of(), json(body), false);
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
        return new Call("login", Method.POST, path, List.of(), body, true);
    }

    Call with(String name, Object value) {
        List<Parameter> more = new ArrayList<>(query);
        more.add(new Parameter(name, value.toString()));
        return new Call(operation, method, path, more, body, repeatable);
    }

    Kind kind() {
        if (path.equals(PASSWORD_LOGIN) || isLoginByKey()) {
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

    /** The operation alone: a body may hold a password. */
    @Override
    public String toString() {
        return operation;
    }
}
