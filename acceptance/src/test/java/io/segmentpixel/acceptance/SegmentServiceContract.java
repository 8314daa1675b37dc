package io.segmentpixel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.segmentpixel.segment.AccessDeniedException;
import io.segmentpixel.segment.AdvertiserId;
import io.segmentpixel.segment.BulkCreateException;
import io.segmentpixel.segment.BulkUpdateException;
import io.segmentpixel.segment.BulkUpdateException.Status;
import io.segmentpixel.segment.CreateOutcome;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.PiggybackPixel;
import io.segmentpixel.segment.RequestRefusedException;
import io.segmentpixel.segment.Retention;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentConflictException;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentNotFoundException;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.segment.SegmentService;
import io.segmentpixel.segment.SegmentState;
import io.segmentpixel.segment.SegmentTrigger;
import io.segmentpixel.segment.SegmentUpdate;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link SegmentService} does; the same assertions for the one in memory and for the one over HTTP. */
abstract class SegmentServiceContract {
    static final MemberId MEMBER = MemberId.of(958);
    private static final SegmentId MISSING = SegmentId.of(2_000_000_017);
    private static final PiggybackPixel IMAGE = PiggybackPixel.image("https://partner.example/p.gif?uid=${UID}");
    private static final PiggybackPixel SCRIPT = PiggybackPixel.javaScript("https://partner.example/a.js");
    private static final PiggybackPixel SECOND_SCRIPT = PiggybackPixel.javaScript("https://partner.example/b.js");
    private static final PiggybackPixel THIRD_SCRIPT = PiggybackPixel.javaScript("https://partner.example/c.js");

    private static final SegmentTrigger COLOUR = SegmentTrigger.queryString("colour")
            .withTextValues("red", "light blue*")
            .allowingEmptyText(true)
            .onSites(17, 18)
            .onPlacements(5)
            .includingShared(true);

    final SettableClock clock = new SettableClock();

    abstract SegmentService segments();

    /** The same, for creations of many: where creates that are on their way at once would spoil each other, one by one. */
    SegmentService forMany() {
        return segments();
    }

    private Segment create(String name) {
        return segments().create(NewSegment.named(name));
    }

    private List<Segment> listed(SegmentQuery query) {
        try (Stream<Segment> listing = segments().list(query)) {
            return listing.toList();
        }
    }

    private static NewSegment complete() {
        return NewSegment.named("Luxury > Cars (Übersicht) \u2028 <b>&amp;</b>")
                .withCode("Luxury_Cars-1")
                .withDescription("visitors of \"the\" magazine\nwith 2 lines")
                .withMember(MEMBER)
                .withState(SegmentState.INACTIVE)
                .keptFor(Duration.ofDays(30))
                .withMaxUsersyncPixels(3)
                .withPiggyback(SCRIPT, SECOND_SCRIPT)
                .withRmPiggyback(false)
                .withTrigger(COLOUR);
    }

    @Nested
    class CreatingMany {
        private final ToldOutcomes told = new ToldOutcomes();

        @Test
        void makes_what_does_not_stand_there_and_finds_what_does() {
            List<NewSegment> wanted = List.of(
                    NewSegment.named("one").withCode("one"),
                    NewSegment.named("two"),
                    NewSegment.named("three").withCode("three"));
            Segment three = segments().create(wanted.get(2));

            List<Segment> created = forMany().createAll(wanted, told);

            assertThat(created).extracting(Segment::shortName).containsExactly("one", "two", "three");
            assertThat(created).endsWith(three);
            assertThat(listed(SegmentQuery.all())).containsExactlyInAnyOrderElementsOf(created);
            assertThat(told.outcomes())
                    .extracting(CreateOutcome::request, CreateOutcome::status)
                    .containsExactlyInAnyOrder(
                            tuple(wanted.get(0), CreateOutcome.Status.CREATED),
                            tuple(wanted.get(1), CreateOutcome.Status.CREATED),
                            tuple(wanted.get(2), CreateOutcome.Status.FOUND));
        }

        @Test
        void one_that_is_refused_keeps_no_other_and_what_each_became_is_said() {
            Segment standing = segments().create(NewSegment.named("standing").withCode("taken"));
            segments().create(NewSegment.named("in another case").withCode("CASE"));
            List<NewSegment> wanted = List.of(
                    NewSegment.named("wanted").withCode("taken"),
                    NewSegment.named("in another case").withCode("case"),
                    NewSegment.named("free").withCode("free"));

            BulkCreateException partly = catchThrowableOfType(
                    BulkCreateException.class, () -> forMany().createAll(wanted, told));

            assertThat(partly).isNotNull().hasCauseInstanceOf(SegmentConflictException.class);
            assertThat(partly.outcomes())
                    .extracting(CreateOutcome::status)
                    .containsExactly(
                            CreateOutcome.Status.REFUSED, CreateOutcome.Status.REFUSED, CreateOutcome.Status.CREATED);
            assertThat(partly.outcomes().get(0).segment()).contains(standing);
            assertThat(told.outcomes()).containsExactlyInAnyOrderElementsOf(partly.outcomes());
            assertThat(listed(SegmentQuery.all())).hasSize(3);
        }

        @Test
        void a_code_named_twice_is_refused_before_anything_is_made() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> forMany()
                            .createAll(List.of(
                                    NewSegment.named("a").withCode("cart"),
                                    NewSegment.named("b").withCode("CART"))))
                    .withMessage(
                            "code \"CART\": must be that of one segment of a member only; the platform ignores case");
            assertThat(listed(SegmentQuery.all())).isEmpty();
        }

        @Test
        void none_is_nothing_to_do() {
            assertThat(forMany().createAll(List.of())).isEmpty();
        }

        @Test
        void what_the_one_throws_who_is_told_changes_nothing() {
            List<Segment> created = forMany()
                    .createAll(List.of(NewSegment.named("a"), NewSegment.named("b")), outcome -> {
                        throw new IllegalStateException("told");
                    });

            assertThat(created).hasSize(2);
        }
    }

    @Nested
    class Creating {
        @Test
        void a_name_alone_makes_an_active_segment_at_member_level_kept_for_the_maximum() {
            Segment created = create("Shop - visited");

            assertThat(created)
                    .isEqualTo(
                            Segment.of(created.id(), MEMBER, "Shop - visited").withLastModified(clock.instant()));
            assertThat(created.retention()).isEqualTo(Retention.maximum());
            assertThat(created.state()).isEqualTo(SegmentState.ACTIVE);
            assertThat(created.advertiserId()).isEmpty();
            assertThat(created.maxUsersyncPixels()).isEmpty();
        }

        @Test
        void every_part_at_member_level_reads_back_as_it_was_said() {
            Segment created = segments().create(complete());

            assertThat(created)
                    .isEqualTo(complete().createdAs(created.id(), MEMBER).withLastModified(clock.instant()));
            assertThat(segments().get(created.id())).isEqualTo(created);
            assertThat(complete().isFoundIn(created)).isTrue();
        }

        @Test
        void every_part_at_advertiser_level_reads_back_as_it_was_said() {
            NewSegment atAdvertiser =
                    complete().atAdvertiserLevel(AdvertiserId.of(77)).withPiggyback(IMAGE);

            Segment created = segments().create(atAdvertiser);

            assertThat(created.advertiserId()).contains(AdvertiserId.of(77));
            assertThat(created.piggybackPixels()).containsExactly(IMAGE);
            assertThat(segments().get(created.id())).isEqualTo(created);
        }

        @Test
        void each_trigger_reads_back_as_it_was_said_and_can_be_changed_and_taken_away() {
            for (SegmentTrigger trigger : List.of(
                    COLOUR,
                    SegmentTrigger.queryString("age").numeric().onPublishers(3),
                    SegmentTrigger.queryString("sale").withoutValue(),
                    SegmentTrigger.queryString("size").customValues(),
                    SegmentTrigger.keyValue("utm_source", "newsletter*"),
                    SegmentTrigger.key("vip"))) {
                Segment created =
                        segments().create(NewSegment.named("triggered").withTrigger(trigger));
                assertThat(created.trigger()).isEqualTo(trigger);
                assertThat(segments().get(created.id()).trigger()).isEqualTo(trigger);

                Segment changed =
                        segments().update(SegmentUpdate.of(created.id()).withTrigger(SegmentTrigger.key("b")));
                assertThat(changed.trigger()).isEqualTo(SegmentTrigger.key("b"));
                segments()
                        .update(SegmentUpdate.of(created.id())
                                .withTrigger(trigger)
                                .withRmPiggyback(false));
                assertThat(segments().get(created.id()).trigger()).isEqualTo(trigger);
                assertThat(segments().get(created.id()).rmPiggyback()).isFalse();

                segments().update(SegmentUpdate.of(created.id()).withTrigger(SegmentTrigger.pixel()));
                assertThat(segments().get(created.id()).trigger()).isEqualTo(SegmentTrigger.pixel());
            }
        }

        @Test
        void usersync_pixels_and_a_key_value_trigger_do_not_come_together_by_an_update() {
            Segment created = segments().create(NewSegment.named("synced").withMaxUsersyncPixels(2));

            assertThatThrownBy(() ->
                            segments().update(SegmentUpdate.of(created.id()).withTrigger(SegmentTrigger.key("a"))))
                    .isInstanceOf(RequestRefusedException.class);
            assertThat(segments().get(created.id())).isEqualTo(created);
        }

        @Test
        void each_retention_reads_back_as_it_was_said() {
            for (Retention retention : List.of(
                    Retention.adCallOnly(),
                    Retention.ofMinutes(1),
                    Retention.ofMinutes(259_199),
                    Retention.maximum())) {
                Segment created = segments().create(NewSegment.named("kept").withRetention(retention));

                assertThat(segments().get(created.id()).retention()).isEqualTo(retention);
            }
        }

        @Test
        void ids_are_new_each_time_even_for_the_same_name() {
            assertThat(create("twice").id()).isNotEqualTo(create("twice").id());
        }

        @ParameterizedTest
        @ValueSource(strings = {"cart", "CART", "Cart"})
        void a_code_that_is_taken_is_refused_whatever_its_case(String code) {
            segments().create(NewSegment.named("first").withCode("cart"));

            assertThatThrownBy(
                            () -> segments().create(NewSegment.named("second").withCode(code)))
                    .isInstanceOf(SegmentConflictException.class);
            assertThat(listed(SegmentQuery.all()))
                    .extracting(Segment::shortName)
                    .containsExactly("first");
        }

        @Test
        void a_segment_of_another_member_is_refused() {
            assertThatThrownBy(
                            () -> segments().create(NewSegment.named("theirs").withMember(MemberId.of(31))))
                    .isInstanceOf(AccessDeniedException.class);
            assertThat(listed(SegmentQuery.all())).isEmpty();
        }
    }

    @Nested
    class Finding {
        @Test
        void a_code_is_found_exactly_and_not_in_another_case() {
            Segment created = segments().create(NewSegment.named("cart").withCode("Shop_Cart"));

            assertThat(segments().find(SegmentCode.of("Shop_Cart"))).contains(created);
            assertThat(segments().find(SegmentCode.of("shop_cart"))).isEmpty();
            assertThat(listed(SegmentQuery.all().withCode("shop_cart"))).isEmpty();
        }

        @Test
        void a_code_that_nobody_has_is_not_found() {
            create("without a code");

            assertThat(segments().find(SegmentCode.of("nobody"))).isEmpty();
        }

        @Test
        void an_id_that_does_not_exist_is_named_in_the_exception() {
            SegmentNotFoundException missing = catchThrowableOfType(
                    SegmentNotFoundException.class, () -> segments().get(MISSING));

            assertThat(missing).isNotNull().hasMessageContaining(MISSING.toString());
            assertThat(missing.id()).isEqualTo(MISSING);
        }
    }

    @Nested
    class Updating {
        @Test
        void what_the_update_does_not_name_stays() {
            Segment before = segments().create(complete());
            clock.advance(Duration.ofMinutes(3));

            Segment after = segments().update(SegmentUpdate.of(before.id()).rename("renamed"));

            assertThat(after).isEqualTo(before.withShortName("renamed").withLastModified(clock.instant()));
            assertThat(segments().get(before.id())).isEqualTo(after);
        }

        @Test
        void every_part_can_be_set() {
            Segment before = create("plain");
            SegmentUpdate update = SegmentUpdate.of(before.id())
                    .rename("changed")
                    .withCode("changed_1")
                    .withDescription("new")
                    .deactivate()
                    .keptFor(Duration.ofMinutes(30))
                    .withMaxUsersyncPixels(0)
                    .replacePiggyback(SCRIPT);

            Segment after = segments().update(update);

            assertThat(after).isEqualTo(update.appliedTo(before).withLastModified(clock.instant()));
            assertThat(after.code()).contains(SegmentCode.of("changed_1"));
            assertThat(after.maxUsersyncPixels()).hasValue(0);
            assertThat(segments().get(before.id())).isEqualTo(after);
        }

        @Test
        void every_part_that_can_be_cleared_is() {
            Segment before = segments().create(complete());

            Segment after = segments()
                    .update(SegmentUpdate.of(before.id())
                            .withoutCode()
                            .withoutDescription()
                            .withRetention(Retention.maximum())
                            .withoutMaxUsersyncPixels()
                            .withRmPiggyback(true)
                            .withTrigger(SegmentTrigger.pixel())
                            .activate()
                            .replacePiggyback());

            assertThat(after)
                    .isEqualTo(
                            Segment.of(before.id(), MEMBER, before.shortName()).withLastModified(clock.instant()));
            assertThat(segments().get(before.id())).isEqualTo(after);
        }

        @Test
        void piggybacks_are_replaced_or_appended_as_said() {
            SegmentId id = segments()
                    .create(NewSegment.named("sync").withPiggyback(SCRIPT))
                    .id();

            assertThat(segments()
                            .update(SegmentUpdate.of(id).appendPiggyback(SECOND_SCRIPT))
                            .piggybackPixels())
                    .containsExactly(SCRIPT, SECOND_SCRIPT);
            assertThat(segments()
                            .update(SegmentUpdate.of(id).replacePiggyback(SECOND_SCRIPT))
                            .piggybackPixels())
                    .containsExactly(SECOND_SCRIPT);
        }

        @Test
        void a_piggyback_that_does_not_go_with_those_there_is_refused() {
            Segment before = segments().create(NewSegment.named("sync").withPiggyback(IMAGE));

            assertThatThrownBy(() ->
                            segments().update(SegmentUpdate.of(before.id()).appendPiggyback(SCRIPT)))
                    .isInstanceOf(RequestRefusedException.class);
            assertThatThrownBy(() ->
                            segments().update(SegmentUpdate.of(before.id()).appendPiggyback(IMAGE)))
                    .isInstanceOf(RequestRefusedException.class);
            assertThat(segments().get(before.id())).isEqualTo(before);
        }

        @Test
        void a_segment_moves_from_advertiser_to_member_level() {
            Segment before =
                    segments().create(NewSegment.named("one advertiser's").atAdvertiserLevel(AdvertiserId.of(77)));

            Segment after = segments().update(SegmentUpdate.of(before.id()).toMemberLevel(MEMBER));

            assertThat(after.advertiserId()).isEmpty();
            assertThat(after.memberId()).isEqualTo(MEMBER);
            assertThat(segments().get(before.id())).isEqualTo(after);
        }

        @Test
        void a_code_can_change_its_case_but_not_become_that_of_another() {
            Segment cart = segments().create(NewSegment.named("cart").withCode("cart"));
            segments().create(NewSegment.named("paid").withCode("paid"));

            assertThat(segments()
                            .update(SegmentUpdate.of(cart.id()).withCode("Cart"))
                            .code())
                    .contains(SegmentCode.of("Cart"));
            assertThatThrownBy(
                            () -> segments().update(SegmentUpdate.of(cart.id()).withCode("PAID")))
                    .isInstanceOf(SegmentConflictException.class);
            assertThat(segments().get(cart.id()).code()).contains(SegmentCode.of("Cart"));
        }

        @Test
        void a_code_that_was_given_up_is_free_again() {
            Segment first = segments().create(NewSegment.named("first").withCode("cart"));
            segments().update(SegmentUpdate.of(first.id()).withoutCode());

            Segment second = segments().create(NewSegment.named("second").withCode("CART"));

            assertThat(segments().find(SegmentCode.of("CART"))).contains(second);
        }

        @Test
        void a_missing_segment_is_named() {
            assertThatThrownBy(() -> segments().update(SegmentUpdate.of(MISSING).rename("x")))
                    .isInstanceOfSatisfying(SegmentNotFoundException.class, missing -> assertThat(missing.id())
                            .isEqualTo(MISSING));
        }
    }

    @Nested
    class UpdatingMany {
        @Test
        void all_are_changed_and_come_back_in_the_order_of_the_updates() {
            List<Segment> created = IntStream.range(0, 250)
                    .mapToObj(i -> create("segment " + i))
                    .toList();
            List<SegmentUpdate> updates = new ArrayList<>();
            for (int i = created.size() - 1; i >= 0; i--) {
                SegmentUpdate update = SegmentUpdate.of(created.get(i).id()).rename("renamed " + i);
                updates.add(i % 90 == 0 ? update.appendPiggyback(SCRIPT) : update);
            }

            List<Segment> updated = segments().updateAll(updates);

            assertThat(updated)
                    .extracting(Segment::id)
                    .isEqualTo(updates.stream().map(SegmentUpdate::id).toList());
            assertThat(updated)
                    .extracting(Segment::shortName)
                    .startsWith("renamed 249")
                    .endsWith("renamed 0");
            assertThat(updated)
                    .filteredOn(segment -> !segment.piggybackPixels().isEmpty())
                    .hasSize(3);
            assertThat(listed(SegmentQuery.all())).containsExactlyInAnyOrderElementsOf(updated);
        }

        @Test
        void each_of_several_that_append_keeps_what_it_had() {
            Segment one = segments().create(NewSegment.named("one").withPiggyback(THIRD_SCRIPT));
            Segment replaced = segments().create(NewSegment.named("replaced").withPiggyback(SCRIPT));
            Segment other = segments().create(NewSegment.named("other").withPiggyback(SECOND_SCRIPT));

            List<Segment> updated = segments()
                    .updateAll(List.of(
                            SegmentUpdate.of(one.id()).appendPiggyback(SCRIPT, SECOND_SCRIPT),
                            SegmentUpdate.of(replaced.id()).replacePiggyback(SECOND_SCRIPT),
                            SegmentUpdate.of(other.id()).appendPiggyback(SCRIPT)));

            assertThat(updated)
                    .extracting(Segment::piggybackPixels)
                    .containsExactly(
                            List.of(THIRD_SCRIPT, SCRIPT, SECOND_SCRIPT),
                            List.of(SECOND_SCRIPT),
                            List.of(SECOND_SCRIPT, SCRIPT));
            assertThat(listed(SegmentQuery.all())).isEqualTo(updated);
        }

        @Test
        void one_that_cannot_append_keeps_those_from_appending_that_share_its_call() {
            Segment script = segments().create(NewSegment.named("script").withPiggyback(SCRIPT));
            Segment image = segments().create(NewSegment.named("image").withPiggyback(IMAGE));

            BulkUpdateException refused = catchThrowableOfType(BulkUpdateException.class, () -> segments()
                    .updateAll(List.of(
                            SegmentUpdate.of(script.id()).appendPiggyback(SECOND_SCRIPT),
                            SegmentUpdate.of(image.id()).appendPiggyback(SECOND_SCRIPT))));

            assertThat(refused).isNotNull().hasCauseInstanceOf(RequestRefusedException.class);
            assertThat(refused.updates(Status.REFUSED)).hasSize(2);
            assertThat(listed(SegmentQuery.all())).containsExactly(script, image);
        }

        @Test
        void nothing_to_change_changes_nothing() {
            assertThat(segments().updateAll(List.of())).isEmpty();
        }

        @Test
        void an_id_named_twice_is_refused_before_anything_is_changed() {
            Segment segment = create("once");

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> segments()
                            .updateAll(List.of(
                                    SegmentUpdate.of(segment.id()).rename("a"),
                                    SegmentUpdate.of(segment.id()).rename("b"))))
                    .withMessageContaining(segment.id().toString());
            assertThat(segments().get(segment.id())).isEqualTo(segment);
        }

        @Test
        void a_call_with_a_missing_id_changes_nothing_and_says_so_of_each_update() {
            Segment moved = segments().create(NewSegment.named("moved").atAdvertiserLevel(AdvertiserId.of(77)));
            Segment plain = create("plain");
            Segment last = create("last");

            BulkUpdateException partly = catchThrowableOfType(BulkUpdateException.class, () -> segments()
                    .updateAll(List.of(
                            SegmentUpdate.of(moved.id()).toMemberLevel(MEMBER),
                            SegmentUpdate.of(plain.id()).rename("changed"),
                            SegmentUpdate.of(MISSING).rename("changed"),
                            SegmentUpdate.of(last.id()).appendPiggyback(SCRIPT))));

            assertThat(partly).isNotNull().hasCauseInstanceOf(SegmentNotFoundException.class);
            assertThat(partly.outcomes())
                    .extracting(BulkUpdateException.Outcome::status)
                    .containsExactly(Status.DONE, Status.REFUSED, Status.REFUSED, Status.NOT_SENT);
            assertThat(segments().get(moved.id()).advertiserId()).isEmpty();
            assertThat(segments().get(plain.id())).isEqualTo(plain);
            assertThat(segments().get(last.id())).isEqualTo(last);
        }

        @Test
        void a_call_with_a_code_that_is_taken_changes_nothing() {
            segments().create(NewSegment.named("owner").withCode("taken"));
            Segment plain = create("plain");
            Segment other = create("other");

            assertThatThrownBy(() -> segments()
                            .updateAll(List.of(
                                    SegmentUpdate.of(plain.id()).rename("changed"),
                                    SegmentUpdate.of(other.id()).withCode("TAKEN"))))
                    .isInstanceOf(BulkUpdateException.class)
                    .hasCauseInstanceOf(SegmentConflictException.class);
            assertThat(segments().get(plain.id())).isEqualTo(plain);
        }
    }

    @Nested
    class Listing {
        private List<Segment> fill() {
            List<Segment> created = new ArrayList<>();
            for (int i = 0; i < 250; i++) {
                clock.advance(Duration.ofSeconds(1));
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
            clock.advance(Duration.ofHours(1));
            Segment changed =
                    segments().update(SegmentUpdate.of(created.get(4).id()).rename("late"));

            assertThat(listed(SegmentQuery.all().modifiedSince(clock.instant().plus(700, ChronoUnit.MILLIS))))
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

    @Nested
    class Deleting {
        @Test
        void what_is_deleted_is_gone_and_its_code_free() {
            Segment segment = segments().create(NewSegment.named("short-lived").withCode("cart"));

            segments().delete(segment.id());

            assertThatThrownBy(() -> segments().get(segment.id())).isInstanceOf(SegmentNotFoundException.class);
            assertThat(segments().find(SegmentCode.of("cart"))).isEmpty();
            assertThat(listed(SegmentQuery.all())).isEmpty();
            assertThat(segments()
                            .create(NewSegment.named("next").withCode("cart"))
                            .id())
                    .isNotEqualTo(segment.id());
        }

        @Test
        void what_is_gone_cannot_be_deleted_again() {
            Segment segment = create("short-lived");
            segments().delete(segment.id());

            assertThatThrownBy(() -> segments().delete(segment.id()))
                    .isInstanceOfSatisfying(SegmentNotFoundException.class, missing -> assertThat(missing.id())
                            .isEqualTo(segment.id()));
        }
    }
}
