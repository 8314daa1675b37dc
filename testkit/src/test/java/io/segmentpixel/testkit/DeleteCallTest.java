package io.segmentpixel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.SegmentId;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeleteCallTest {
    @AutoClose
    private final Sandbox sandbox = Sandbox.start();

    private final RawApi api = RawApi.loggedIn(sandbox);
    private final SegmentId id = create("cart");
    private final SegmentId other = create("paid");

    private SegmentId create(String name) {
        return sandbox.segments().create(NewSegment.named(name)).id();
    }

    @Test
    void the_answer_counts_one_and_shows_no_segment() {
        RawAnswer deleted = api.delete("?id=" + id);

        assertThat(deleted.at("/status")).isEqualTo("\"OK\"");
        assertThat(deleted.at("/count")).isEqualTo("1");
        assertThat(deleted.at("/id")).isEqualTo("\"" + id + "\"");
        assertThat(deleted.at("/segment") + deleted.at("/segments")).isEmpty();
    }

    @Test
    void the_segment_is_gone_and_the_other_stays() {
        api.delete("?id=" + id);

        assertThat(api.get("?id=" + id).outcome()).isEqualTo("SYNTAX NOTFOUND_SEGMENT");
        assertThat(api.get("").ids()).containsExactly(other.value());
    }

    @Test
    void what_is_gone_is_not_found() {
        api.delete("?id=" + id);

        assertThat(api.delete("?id=" + id).outcome()).isEqualTo("SYNTAX NOTFOUND_SEGMENT");
    }

    @ParameterizedTest
    @CsvSource({"?id=17, SYNTAX NOTFOUND_SEGMENT", "'', SYNTAX", "?id=x, SYNTAX CAST_ERROR"})
    void what_names_no_segment_deletes_none(String query, String outcome) {
        assertThat(api.delete(query).outcome()).isEqualTo(outcome);

        assertThat(api.get("").at("/count")).isEqualTo("2");
    }
}
