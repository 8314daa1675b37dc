package io.segmentpixel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentpixel.segment.AdvertiserId;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.segment.SegmentState;
import io.segmentpixel.segment.UnexpectedAnswerException;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Listings of a backend that leaves ids out, does not sort, or sends what cannot be read. */
class OddListingsReplayTest {
    private static final SegmentId ID = SegmentId.of(17);

    @AutoClose
    private final ScriptedBackend backend = new ScriptedBackend();

    @AutoClose
    private final SegmentClient client = backend.client();

    @Test
    void a_listing_goes_on_behind_the_last_id_and_passes_over_what_has_no_id() {
        backend.onGet(
                Answers.ok("\"count\": 4, \"segments\": [%s, {\"short_name\": \"no id\"}, %s]"
                        .formatted(Answers.object(3, "three"), Answers.object(5, "five"))),
                Answers.ok("\"count\": 1, \"segments\": [%s]".formatted(Answers.object(9, "nine"))));

        assertThat(client.list(SegmentQuery.all()).map(Segment::shortName)).containsExactly("three", "five", "nine");

        assertThat(backend.requests().stream().skip(1).map(request -> request.getUrl()))
                .containsExactly(
                        "/segment?sort=id.asc&start_element=0&num_elements=100",
                        "/segment?sort=id.asc&start_element=0&num_elements=100&min_id=6");
    }

    @Test
    void a_listing_asks_for_every_condition_that_was_named() {
        backend.onGet(Answers.ok("\"count\": 0, \"segments\": []"));

        SegmentQuery query = SegmentQuery.all()
                .withIds(ID, SegmentId.of(18))
                .withCode("cart")
                .withState(SegmentState.ACTIVE)
                .atAdvertiserLevel(AdvertiserId.of(71))
                .search("Shop & Co")
                .modifiedSince(Instant.parse("2013-05-14T01:02:03Z"))
                .ownOnly();

        assertThat(client.list(query)).isEmpty();
        assertThat(backend.sent()).containsExactly("login", "GET");
        assertThat(backend.lastRequest().getUrl())
                .isEqualTo("/segment?sort=id.asc&start_element=0&num_elements=100&code=cart&state=active"
                        + "&advertiser_id=71&search=Shop%20%26%20Co&min_last_modified=2013-05-14%2001%3A02%3A03"
                        + "&include_shared=0&id=17%2C18");
    }

    @Test
    void a_listing_reads_no_page_that_nobody_looks_at() {
        backend.onGet(Answers.ok("\"count\": 2, \"segments\": [%s]".formatted(Answers.object(3, "three"))));

        Stream<Segment> listing = client.list(SegmentQuery.all());
        assertThat(backend.sent()).isEmpty();

        assertThat(listing.findFirst().orElseThrow().shortName()).isEqualTo("three");
        assertThat(backend.sent()).containsExactly("login", "GET");
    }

    @Test
    void a_page_of_which_nothing_can_be_read_ends_the_listing() {
        backend.onGet(Answers.ok("\"count\": 900, \"segments\": [{\"short_name\": \"no id\"}]"));

        assertThatThrownBy(() -> client.list(SegmentQuery.all()).toList())
                .isInstanceOf(UnexpectedAnswerException.class)
                .hasMessageStartingWith("list segments: none of the segments on the page can be read");
        assertThat(backend.sent()).containsExactly("login", "GET");
    }

    @Test
    void a_backend_that_does_not_sort_ends_the_listing() {
        backend.onGet(Answers.ok("\"count\": 9, \"segments\": [%s]".formatted(Answers.object(3, "three"))));

        assertThatThrownBy(() -> client.list(SegmentQuery.all()).toList())
                .isInstanceOf(UnexpectedAnswerException.class)
                .hasMessageStartingWith("list segments from id 4: id 3 came after 3; the backend does not sort by id");
        assertThat(backend.sent()).containsExactly("login", "GET", "GET");
    }
}
