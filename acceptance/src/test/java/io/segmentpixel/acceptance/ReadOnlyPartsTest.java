package io.segmentpixel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.http.Credentials;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What the backend alone says of a segment. */
class ReadOnlyPartsTest {
    @AutoClose
    final MockWebServer backend = new MockWebServer();

    private Segment read(String parts) {
        String answer = "{\"response\": {\"status\": \"OK\", \"token\": \"t\", \"segment\": {\"id\": 17,"
                + " \"member_id\": 958, \"state\": \"active\", \"short_name\": \"x\", " + parts + "}}}";
        MockResponse both = new MockResponse.Builder().body(answer).build();
        backend.enqueue(both);
        backend.enqueue(both);
        try (SegmentClient client = SegmentClient.builder()
                .baseUrl(backend.url("/").toString())
                .credentials(Credentials.password("user", "secret"))
                .build()) {
            return client.get(SegmentId.of(17));
        }
    }

    @Test
    void are_read_as_they_stand() throws IOException {
        backend.start();
        Segment segment = read(
                """
                "parent_segment_id": "5", "category": "Cars", "price": "1.50", "provider": "Data & Co", "provider_id": 9,
                "object_type": "first-party", "last_modified": "2026-03-01 12:00:00"\
                """);

        assertThat(segment.parent()).contains(SegmentId.of(5));
        assertThat(segment.category()).contains("Cars");
        assertThat(segment.price()).contains(new BigDecimal("1.5"));
        assertThat(segment.provider()).contains("Data & Co");
        assertThat(segment.providerId()).hasValue(9);
        assertThat(segment.objectType()).isEqualTo("first-party");
        assertThat(segment.lastModified()).contains(Instant.parse("2026-03-01T12:00:00Z"));
    }

    @Test
    void are_never_required() throws IOException {
        backend.start();
        Segment bare = read("\"code\": null");

        assertThat(read("\"parent_segment_id\": null, \"category\": \"\", \"price\": \"0\", \"provider\": null,"
                        + " \"provider_id\": 0, \"object_type\": \"default\""))
                .isEqualTo(bare);
        assertThat(bare.price()).isEmpty();
        assertThat(bare.objectType()).isEqualTo("default");
    }
}
