package io.segmentpixel.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ServiceExceptionsTest {
    private static final BackendAnswer ANSWER =
            new BackendAnswer(200, "SYNTAX", "NOTFOUND_SEGMENT", "segment id not found: 17", "req-1");

    @Test
    void an_answer_is_shown_by_the_parts_that_there_are() {
        assertThat(ANSWER)
                .hasToString("HTTP 200, SYNTAX, NOTFOUND_SEGMENT, \"segment id not found: 17\", request req-1");
        assertThat(new BackendAnswer(503, "", "", "", "")).hasToString("HTTP 503");
        assertThat(BackendAnswer.NONE).hasToString("");
    }

    @Test
    void what_is_missing_is_named() {
        SegmentNotFoundException missing = new SegmentNotFoundException(SegmentId.of(17), ANSWER);

        assertThat(missing.id()).isEqualTo(SegmentId.of(17));
        assertThat(missing.answer()).isEqualTo(ANSWER);
        assertThat(missing)
                .hasMessage("segment id 17: there is no such segment, or this user cannot see it (" + ANSWER + ")");
        assertThat(new SegmentNotFoundException(SegmentId.of(17)))
                .hasMessage("segment id 17: there is no such segment, or this user cannot see it");
    }

    @Test
    void a_limit_says_how_long_to_wait() {
        assertThat(new RateLimitedException("slow down", Duration.ofSeconds(7), ANSWER).retryAfter())
                .isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void doubt_carries_what_was_asked_for_and_what_may_be_it() {
        NewSegment request = NewSegment.named("x").withCode("c");
        Segment candidate = Segment.of(SegmentId.of(17), MemberId.of(958), "y");

        OutcomeUnknownException unknown = new OutcomeUnknownException("who knows", ANSWER, null, request, candidate);

        assertThat(unknown.request()).contains(request);
        assertThat(unknown.candidate()).contains(candidate);
        assertThat(new OutcomeUnknownException("who knows", ANSWER, null).request())
                .isEmpty();
    }

    @Test
    void an_exception_can_be_sent_to_another_program() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new SegmentNotFoundException(SegmentId.of(17)));
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject())
                    .isInstanceOfSatisfying(SegmentNotFoundException.class, read -> assertThat(read.id())
                            .isEqualTo(SegmentId.of(17)));
        }
    }
}
