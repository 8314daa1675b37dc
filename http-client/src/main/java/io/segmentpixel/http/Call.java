package io.segmentpixel.http;

import java.util.ArrayList;
import java.util.List;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * One request to the backend, as a value: what is asked, and whether it may be asked twice.
 *
 * @param operation the words for it in messages and logs
 * @param method the HTTP method
 * @param path the path below the base URL
 * @param query the parameters, in order
 * @param body the JSON body, null for none
 * @param repeatable whether saying it twice does no more than saying it once
 */
record Call(
        String operation,
        Method method,
        String path,
        List<Parameter> query,
        @Nullable String body,
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
        return new Call(operation, Method.PUT, "segment", List.of(), body, repeatable);
    }

    static Call post(String operation, String body) {
        return new Call(operation, Method.POST, "segment", List.of(), body, false);
    }

    static Call login(String body) {
        return new Call("login", Method.POST, "auth", List.of(), body, true);
    }

    Call with(String name, Object value) {
        List<Parameter> more = new ArrayList<>(query);
        more.add(new Parameter(name, value.toString()));
        return new Call(operation, method, path, more, body, repeatable);
    }

    Kind kind() {
        if (path.equals("auth")) {
            return Kind.LOGIN;
        }
        return method == Method.GET ? Kind.READ : Kind.WRITE;
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
