package io.segmentpixel.testkit;

import java.util.Locale;
import okhttp3.HttpUrl;

/**
 * A kind of request to a sandbox, by which faults and the journal tell requests apart.
 *
 * <pre>{@code
 * sandbox.faults().on(Operation.CREATE).next(Fault.internalError());
 * sandbox.journal().calls(Operation.LOGIN);
 * }</pre>
 */
public enum Operation {
    /** {@code POST /auth} or {@code /v2/auth/jwt}. */
    LOGIN,
    /** {@code POST /segment}. */
    CREATE,
    /** {@code GET /segment} with one id or one code. */
    READ,
    /** Any other {@code GET /segment}. */
    LIST,
    /** {@code PUT /segment} with an id or a code. */
    UPDATE,
    /** {@code PUT /segment} of several in one call. */
    UPDATE_SEVERAL,
    /** {@code DELETE /segment}. */
    DELETE,
    /** A pixel call: {@code /seg} or {@code /px}. */
    FIRE,
    /** Anything that the platform does not know. */
    OTHER;

    /** What a request line asks for. */
    static Operation of(String method, HttpUrl url) {
        return switch (url.encodedPath()) {
            case "/seg", "/px" -> FIRE;
            case "/auth", "/v2/auth/jwt" -> LOGIN;
            case "/segment" -> ofSegments(method, new Parameters(url));
            default -> OTHER;
        };
    }

    private static Operation ofSegments(String method, Parameters query) {
        return switch (method) {
            case "GET" -> query.namesOne() ? READ : LIST;
            case "POST" -> CREATE;
            case "PUT" -> query.hasAny("id", "code") ? UPDATE : UPDATE_SEVERAL;
            case "DELETE" -> DELETE;
            default -> OTHER;
        };
    }

    /** Whether it is a call of the segment service. */
    boolean isOfSegments() {
        return this != LOGIN && this != FIRE && this != OTHER;
    }

    boolean isWrite() {
        return isOfSegments() && this != READ && this != LIST;
    }

    String inWords() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
