package io.segmentpixel.testkit;

import io.segmentpixel.segment.AccessDeniedException;
import io.segmentpixel.segment.RequestRefusedException;
import io.segmentpixel.segment.SegmentConflictException;
import io.segmentpixel.segment.SegmentNotFoundException;

/** A failure as the platform words it. */
final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String errorId;
    private final String errorCode;

    ApiException(String errorId, String errorCode, String error) {
        super(error);
        this.errorId = errorId;
        this.errorCode = errorCode;
    }

    static ApiException syntax(String error) {
        return new ApiException("SYNTAX", "", error);
    }

    /** A failure of the backend's rules, as the platform words it. */
    static ApiException of(RuntimeException failure) {
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof ApiException worded) {
            return worded;
        }
        if (failure instanceof SegmentNotFoundException missing) {
            return new ApiException("SYNTAX", "NOTFOUND_SEGMENT", "segment id not found: " + missing.id());
        }
        if (failure instanceof SegmentConflictException) {
            return new ApiException("INTEGRITY", "", message);
        }
        if (failure instanceof AccessDeniedException) {
            return new ApiException("UNAUTH", "", message);
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
}
