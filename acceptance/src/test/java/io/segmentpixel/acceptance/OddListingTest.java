package io.segmentpixel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmentpixel.acceptance.OddListing.Counting;
import io.segmentpixel.acceptance.OddListing.Paging;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.segment.UnexpectedAnswerException;
import io.segmentpixel.testkit.Sandbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A backend that lists oddly: the listing is complete, or refused with a sentence; never is a part of it taken for all, nor is it endless. */
class OddListingTest {
    private static final int PAGE = 100;
    private static final int PLACES = 15;
    private static final SegmentQuery ALL = SegmentQuery.all();
    private static final int[] SIZES = Boolean.getBoolean("segmentpixel.long")
            ? new int[] {0, 1, 2, 98, 99, 100, 101, 102, 198, 199, 200, 250, 1_200}
            : new int[] {0, 1, 100, 250};

    @AutoClose
    private final Sandbox sandbox = Sandbox.start();

    @AutoClose
    private final WatchedRequests requests = new WatchedRequests();

    @AutoClose
    private final SegmentClient client = requests.client(sandbox).build();

    private final List<Segment> present = new ArrayList<>();

    private void fill(int many) {
        Random names = new Random(1);
        while (present.size() < many) {
            present.add(sandbox.segments().create(NewSegment.named(Integer.toHexString(names.nextInt()))));
        }
    }

    /** What is listed, null if that is refused. */
    private @Nullable List<Segment> listed(SegmentQuery query) {
        try (Stream<Segment> listing = client.list(query)) {
            return listing.toList();
        } catch (UnexpectedAnswerException refused) {
            assertThat(refused).hasMessageMatching("list .+: .+, so that the listing would not be complete");
            return null;
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_listing_is_complete_or_refused(Paging paging) throws Exception {
        int pageSize = paging == Paging.PAGES_OF_1 ? 1 : paging.name().startsWith("PAGES_OF_37") ? 37 : PAGE;
        int refused = 0;
        for (int many : pageSize == 1 ? new int[] {0, 1, 2, 130} : SIZES) {
            fill(many);
            for (Counting counting : Counting.values()) {
                String what = many + " segments, " + paging + ", count " + counting;
                requests.answer(OddListing.of(paging, counting));
                requests.pages().clear();
                List<Segment> listed = listed(ALL);
                requests.awaitIdle();
                if (listed != null) {
                    assertThat(listed).as(what).isEqualTo(present);
                } else {
                    refused++;
                    boolean isEmptyAndCounted = many == 0 && countsNothingAsSome(counting);
                    assertThat(paging.mayBeRefused() || isEmptyAndCounted)
                            .as(what)
                            .isTrue();
                }
                assertThat(requests.pages()).as(what).hasSizeLessThan(2 * PLACES + 4 + 3 * many / pageSize);
            }
        }
        assertThat(refused).isGreaterThan(0);
    }

    private static boolean countsNothingAsSome(Counting counting) {
        return Set.of(Counting.ONE, Counting.ONE_MORE, Counting.THE_GREATEST).contains(counting);
    }

    @ParameterizedTest
    @EnumSource
    void named_segments_are_complete_or_refused(Paging paging) throws Exception {
        int many = Boolean.getBoolean("segmentpixel.long") ? 400 : 130;
        fill(many);
        IntPredicate[] choices = {i -> i < 1, i -> i < 37, i -> i < 100, i -> i % 3 == 1, i -> true};
        for (IntPredicate choice : choices) {
            List<Segment> chosen = IntStream.range(0, many)
                    .filter(choice)
                    .mapToObj(present::get)
                    .toList();
            List<SegmentId> ids =
                    new ArrayList<>(chosen.stream().map(Segment::id).toList());
            IntStream.rangeClosed(1, 30).mapToObj(SegmentId::of).forEach(ids::add);
            for (Counting counting : Counting.values()) {
                String what = chosen.size() + " segments, " + paging + ", count " + counting;
                requests.answer(OddListing.of(paging, counting));
                requests.pages().clear();
                List<Segment> listed = listed(ALL.withIds(ids.toArray(SegmentId[]::new)));
                requests.awaitIdle();
                if (listed != null) {
                    assertThat(listed).as(what).isEqualTo(chosen);
                } else {
                    assertThat(paging.mayBeRefused()).as(what).isTrue();
                }
                assertThat(requests.pages()).as(what).hasSizeLessThan(20 + 2 * ids.size());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void an_id_that_is_not_there_may_make_the_backend_refuse_all(int missing) {
        fill(230);
        List<SegmentId> ids = new ArrayList<>(present.stream().map(Segment::id).toList());
        IntStream.rangeClosed(1, missing).mapToObj(SegmentId::of).forEach(ids::add);
        Set<String> there =
                Set.copyOf(present.stream().map(s -> s.id().toString()).toList());
        requests.answer(chain -> {
            String asked = String.valueOf(chain.request().url().queryParameter("id"));
            return Stream.of(asked.split(",", -1)).allMatch(there::contains)
                    ? chain.proceed(chain.request())
                    : WatchedRequests.answer(
                            chain.request(),
                            200,
                            "{\"response\": {\"error_id\": \"SYNTAX\", \"error_code\": \"NOTFOUND_SEGMENT\"}}");
        });

        assertThat(listed(ALL.withIds(ids.toArray(SegmentId[]::new)))).isEqualTo(present);
    }

    @Test
    void a_backend_that_does_not_sort_is_refused_with_a_sentence() {
        fill(2);
        requests.answer(OddListing.of(Paging.SORTS_BACKWARDS, Counting.ALL));

        assertThatThrownBy(() -> client.list(ALL).toList())
                .isInstanceOf(UnexpectedAnswerException.class)
                .hasMessage("list segments: id " + present.get(0).id() + " came after "
                        + present.get(1).id() + "; the backend does not sort by id, or does not start where it was"
                        + " asked to, so that the listing would not be complete");
    }

    @Test
    void an_answer_that_counts_segments_and_shows_none_is_no_empty_listing() {
        fill(3);
        requests.answer(new OddListing(url -> url, answer -> answer.set("things", answer.remove("segments"))));

        assertThatThrownBy(() -> client.list(ALL).toList())
                .isInstanceOf(UnexpectedAnswerException.class)
                .hasMessage("list segments: the answer counts 3 segments and shows none, so that the listing would not"
                        + " be complete");
    }

    /** Alone, at the edges of pages, a whole page of them, and at the end. */
    @Test
    void segments_that_cannot_be_read_keep_no_other_from_being_listed() {
        fill(1_000);
        int first = present.get(0).id().value();
        IntPredicate isReadable =
                id -> !IntStream.of(0, 1, 50, 98, 99, 100, 198, 297).anyMatch(odd -> odd == id - first)
                        && (id - first < 396 || id - first > 480)
                        && id - first < 970;
        requests.answer(new OddListing(url -> url, answer -> {
            for (JsonNode segment : answer.path("segments")) {
                if (!isReadable.test(segment.path("id").asInt())) {
                    ((ObjectNode) segment).remove("id");
                }
            }
        }));

        assertThat(listed(ALL))
                .isEqualTo(present.stream()
                        .filter(segment -> isReadable.test(segment.id().value()))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {99, 100, 101, 199, 250})
    void ids_may_go_up_to_the_greatest_and_what_is_beyond_is_passed_over(int many) {
        fill(many + 5);
        int last = present.get(many - 1).id().value();
        requests.answer(OddListing.ofGreaterIds(Integer.MAX_VALUE - (long) last));

        assertThat(listed(ALL))
                .hasSize(many)
                .extracting(segment -> segment.id().value() - Integer.MAX_VALUE + last)
                .containsExactlyElementsOf(present.subList(0, many).stream()
                        .map(segment -> segment.id().value())
                        .toList());
    }
}
