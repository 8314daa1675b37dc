package io.segmentpixel.http;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * The header {@code Retry-After}, in seconds or as a date.
 *
 * <p>OkHttp itself repeats a request that is answered by 503 with {@code Retry-After: 0}, so the header is moved to a name
 * of our own before OkHttp sees it.
 */
final class RetryAfter {
    private static final String STANDARD = "Retry-After";
    private static final String MOVED = "Segment-Pixel-Retry-After";
    private static final Duration LONGEST = Duration.ofDays(1);

    private RetryAfter() {}

    /** Hides the header from OkHttp. */
    static Response moved(Interceptor.Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        List<String> values = response.headers(STANDARD);
        if (values.isEmpty()) {
            return response;
        }
        Response.Builder moved = response.newBuilder().removeHeader(STANDARD);
        values.forEach(value -> moved.addHeader(MOVED, value));
        return moved.build();
    }

    /** The longest wait that the header asks for; zero if it is missing, says nothing sensible, or a time in the past. */
    static Duration of(Response response, Instant now) {
        List<String> values = response.headers(MOVED);
        return values.isEmpty() ? Duration.ZERO : longest(values, now);
    }

    private static Duration longest(List<String> values, Instant now) {
        return values.stream()
                .map(value -> parsed(value.strip(), now))
                .filter(wait -> !wait.isNegative())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private static Duration parsed(String value, Instant now) {
        Duration wait = value.matches("\\d{1,9}") ? Duration.ofSeconds(Long.parseLong(value)) : untilDate(value, now);
        return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    }

    private static Duration untilDate(String value, Instant now) {
        try {
            return Duration.between(
                    now,
                    ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeException nonsense) {
            return Duration.ZERO;
        }
    }
}
