package io.segmentpixel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.segment.AdvertiserId;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.segment.SegmentService;
import io.segmentpixel.segment.SegmentState;
import io.segmentpixel.segment.SegmentUpdate;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@link SegmentService#list} does. */
abstract class ListContract extends ContractPart {
    ListContract(SegmentServiceContract contract) {
        super(contract);
    }

    private List<Segment> fill() {
        List<Segment> created = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            clock().advance(Duration.ofSeconds(1));
            NewSegment segment = NewSegment.named("Segment " + i).withCode("code_" + i);
            segment = i % 5 == 0 ? segment.withState(SegmentState.INACTIVE) : segment;
            segment = i % 2 == 0 ? segment.atAdvertiserLevel(AdvertiserId.of(70 + i % 3)) : segment;
            created.add(segments().create(segment));
        }
        return created;
    }

    @Test
    void all_come_once_in_ascending_order_of_id() {
        List<Segment> created = fill();

        assertThat(listed(SegmentQuery.all())).isEqualTo(created);
    }

    @Test
    void nothing_is_read_before_the_stream_is() {
        Segment gone = create("gone");
        Segment late;
        try (Stream<Segment> listing = segments().list(SegmentQuery.all())) {
            segments().delete(gone.id());
            late = create("late");

            assertThat(listing).containsExactly(late);
        }
        try (Stream<Segment> listing = segments().list(SegmentQuery.all())) {
            segments().delete(late.id());

            assertThat(listing.count()).isZero();
        }
    }

    @Test
    void a_page_is_read_when_the_stream_comes_to_it() {
        List<Segment> created = fill();
        try (Stream<Segment> listing = segments().list(SegmentQuery.all())) {
            Iterator<Segment> segments = listing.iterator();
            segments.next();
            created.subList(100, 250).forEach(gone -> segments().delete(gone.id()));

            assertThat(segments).toIterable().containsExactlyElementsOf(created.subList(1, 100));
        }
    }

    @Test
    void each_filter_gives_what_meets_it_and_nothing_else() {
        List<Segment> created = fill();

        assertThat(listed(SegmentQuery.all().withState(SegmentState.INACTIVE)))
                .isEqualTo(created.stream()
                        .filter(s -> s.state() == SegmentState.INACTIVE)
                        .toList())
                .hasSize(50);
        assertThat(listed(SegmentQuery.all().atAdvertiserLevel(AdvertiserId.of(71))))
                .isEqualTo(created.stream()
                        .filter(s -> s.advertiserId().equals(Optional.of(AdvertiserId.of(71))))
                        .toList())
                .isNotEmpty();
        assertThat(listed(SegmentQuery.all().withCode("code_17"))).containsExactly(created.get(17));
        assertThat(listed(SegmentQuery.all().search("SEGMENT 24")))
                .containsExactlyElementsOf(created.stream()
                        .filter(s -> s.shortName().contains("Segment 24"))
                        .toList())
                .hasSize(11);
        assertThat(listed(SegmentQuery.all().search("code_249"))).containsExactly(created.get(249));
        assertThat(listed(SegmentQuery.all().ownOnly())).isEqualTo(created);
        assertThat(listed(SegmentQuery.all()
                        .withState(SegmentState.ACTIVE)
                        .atAdvertiserLevel(AdvertiserId.of(70))
                        .search("segment 1")))
                .isEqualTo(created.stream()
                        .filter(s -> s.state() == SegmentState.ACTIVE)
                        .filter(s -> s.advertiserId().equals(Optional.of(AdvertiserId.of(70))))
                        .filter(s -> s.shortName().contains("Segment 1"))
                        .toList())
                .isNotEmpty();
    }

    @Test
    void an_id_is_found_by_its_digits() {
        List<Segment> created = fill();
        Segment one = created.get(123);

        assertThat(listed(SegmentQuery.all().search(one.id().toString()))).contains(one);
    }

    @Test
    void ids_give_the_segments_there_are_whatever_their_number_and_order() {
        List<Segment> created = fill();
        SegmentId[] ids = Stream.concat(Stream.of(MISSING), created.stream().map(Segment::id))
                .sorted((a, b) -> Integer.compare(b.value(), a.value()))
                .toArray(SegmentId[]::new);

        assertThat(listed(SegmentQuery.all().withIds(ids))).isEqualTo(created);
        assertThat(listed(SegmentQuery.all()
                        .withIds(
                                created.get(7).id(),
                                created.get(3).id(),
                                created.get(7).id())))
                .containsExactly(created.get(3), created.get(7));
        assertThat(listed(SegmentQuery.all().withIds(MISSING))).isEmpty();
        assertThat(listed(SegmentQuery.all().withIds())).isEmpty();
    }

    @Test
    void what_was_changed_within_the_second_asked_for_or_later_is_listed() {
        List<Segment> created = fill();
        clock().advance(Duration.ofHours(1));
        Segment changed =
                segments().update(SegmentUpdate.of(created.get(4).id()).rename("late"));

        assertThat(listed(SegmentQuery.all().modifiedSince(clock().instant().plus(700, ChronoUnit.MILLIS))))
                .containsExactly(changed);
        assertThat(listed(SegmentQuery.all()
                        .modifiedSince(created.get(240).lastModified().orElseThrow())))
                .hasSize(11)
                .startsWith(changed);
    }

    @Test
    void what_is_deleted_or_created_while_a_listing_is_read_makes_nothing_else_missing_or_doubled() {
        List<Segment> created = fill();
        List<Segment> seen = new ArrayList<>();
        try (Stream<Segment> listing = segments().list(SegmentQuery.all())) {
            listing.forEach(segment -> {
                seen.add(segment);
                if (seen.size() == 50) {
                    created.subList(0, 30).forEach(gone -> segments().delete(gone.id()));
                    create("late");
                }
            });
        }

        assertThat(seen).containsAll(created).doesNotHaveDuplicates();
    }
}
