package io.segmentpixel.testkit;

import io.segmentpixel.segment.AccessDeniedException;
import io.segmentpixel.segment.RequestRefusedException;
import io.segmentpixel.segment.SegmentConflictException;
import io.segmentpixel.segment.SegmentLimitException;
import io.segmentpixel.segment.SegmentNotFoundException;
import okhttp3.Headers;

/** A failure as the platform words it. */
final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int OK = 200;

    private final String errorId;
    private final String errorCode;
    private final transient int status;
    private final transient Headers headers;
    private final String reason;

    private ApiException(String errorId, String errorCode, String error, int status, Headers headers, String reason) {
        super(error);
        this.errorId = errorId;
        this.errorCode = errorCode;
        this.status = status;
        this.headers = headers;
        this.reason = reason;
    }

    /** A failure that comes, as most do, with HTTP 200. */
    ApiException(String errorId, String errorCode, String error) {
        this(errorId, errorCode, error, OK, Headers.of(), "");
    }

    static ApiException syntax(String error) {
        return new ApiException("SYNTAX", "", error);
    }

    static ApiException integrity(String error) {
        return new ApiException("INTEGRITY", "", error);
    }

    static ApiException missing(String what) {
        return new ApiException("SYNTAX", "NOTFOUND_SEGMENT", "segment " + what);
    }

    /** The same with a reason for the journal, which is not sent. */
    ApiException because(String why) {
        return new ApiException(errorId, errorCode, error(), status, headers, why);
    }

    /** The same with an HTTP status and headers. */
    ApiException with(int httpStatus, Headers httpHeaders) {
        return new ApiException(errorId, errorCode, error(), httpStatus, httpHeaders, reason);
    }

    /** A failure of the backend's rules, as the platform words it. */
    static ApiException of(RuntimeException failure) {
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof ApiException worded) {
            return worded;
        }
        if (failure instanceof SegmentNotFoundException gone) {
            return missing("id not found: " + gone.id());
        }
        if (failure instanceof SegmentConflictException) {
            return integrity(message);
        }
        if (failure instanceof AccessDeniedException) {
            return new ApiException("UNAUTH", "", message);
        }
        if (failure instanceof SegmentLimitException) {
            return new ApiException("LIMIT", "", message);
        }
        boolean isCallersFault =
                failure instanceof RequestRefusedException || failure instanceof IllegalArgumentException;
        return isCallersFault ? syntax(message) : new ApiException("SYSTEM", "UNKNOWN", failure.toString());
    }

    String errorId() {
        return errorId;
    }

    /** The code, empty if there is none. */
    String errorCode() {
        return errorCode;
    }

    String error() {
        return String.valueOf(getMessage());
    }

    int status() {
        return status;
    }

    Headers headers() {
        return headers;
    }

    /** What a person should know beyond what is sent; empty if nothing. */
    String reason() {
        return reason;
    }
}
