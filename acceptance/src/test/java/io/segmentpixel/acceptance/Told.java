package io.segmentpixel.acceptance;

import io.segmentpixel.segment.BackendUnavailableException;
import io.segmentpixel.segment.BulkCreateException;
import io.segmentpixel.segment.BulkUpdateException;
import io.segmentpixel.segment.LoginRefusedException;
import io.segmentpixel.segment.OutcomeUnknownException;
import io.segmentpixel.segment.RateLimitedException;
import io.segmentpixel.segment.SegmentServiceException;
import io.segmentpixel.segment.UnexpectedAnswerException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a caller was told by an operation: what it claims of the backend, and the exception, if it ended in one.
 *
 * @param claims what it claims
 * @param failure the exception
 */
record Told(List<Claim> claims, Optional<SegmentServiceException> failure) {
    static final String DONE = "done";
    static final String UNKNOWN = "unknown";

    static Told done(Claim... claims) {
        return new Told(List.of(claims), Optional.empty());
    }

    static Told failed(SegmentServiceException failure, Claim... claims) {
        return new Told(List.of(claims), Optional.of(failure));
    }

    /** The word for it in the table. */
    String code() {
        return failure.map(Told::code).orElse(DONE);
    }

    private static String code(SegmentServiceException failure) {
        if (failure instanceof BulkUpdateException partly) {
            return counted(partly.outcomes().stream().map(outcome -> outcome.status()));
        }
        if (failure instanceof BulkCreateException partly) {
            return counted(partly.outcomes().stream().map(outcome -> outcome.status()));
        }
        if (failure instanceof OutcomeUnknownException) {
            return UNKNOWN;
        }
        if (failure instanceof BackendUnavailableException) {
            return "unavailable";
        }
        if (failure instanceof RateLimitedException) {
            return "limited";
        }
        if (failure instanceof LoginRefusedException) {
            return "no login";
        }
        return failure instanceof UnexpectedAnswerException
                ? "odd"
                : failure.getClass().getSimpleName();
    }

    private static String counted(Stream<? extends Enum<?>> statuses) {
        Map<String, Long> counts = statuses.collect(
                Collectors.groupingBy(status -> status.name().substring(0, 1), TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(entry -> entry.getKey() + entry.getValue())
                .collect(Collectors.joining(" "));
    }
}
