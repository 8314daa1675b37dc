package io.segmentpixel.acceptance;

import static io.segmentpixel.testkit.HttpMethod.POST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.segment.BulkCreateException;
import io.segmentpixel.segment.CreateOutcome;
import io.segmentpixel.segment.CreateOutcome.Status;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.RequestRefusedException;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentConflictException;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.testkit.Fault;
import io.segmentpixel.testkit.Operation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code createAll} creates, finds and refuses. */
class CreateAllTest extends CreateAllStage {
    private static final MemberId OTHER = MemberId.of(77);

    @Test
    void all_are_created_in_their_order_and_each_is_told_once() {
        List<NewSegment> wanted = wanted(40);

        List<Segment> created = client().createAll(wanted, told);

        assertThat(created).extracting(Segment::shortName).containsExactlyElementsOf(names(wanted));
        assertThat(sandbox.segments().list(SegmentQuery.all())).containsExactlyInAnyOrderElementsOf(created);
        assertThat(told.outcomes()).extracting(CreateOutcome::request).containsExactlyInAnyOrderElementsOf(wanted);
        assertThat(told.outcomes()).extracting(CreateOutcome::status).containsOnly(Status.CREATED);
    }

    @Test
    void none_is_nothing_to_do() {
        assertThat(client().createAll(List.of(), told)).isEmpty();
        assertThat(told.outcomes()).isEmpty();
        assertThat(sandbox.journal().calls()).isEmpty();
    }

    @Test
    void a_code_that_is_named_twice_is_refused_before_anything_is_sent() {
        List<NewSegment> wanted = List.of(
                NewSegment.named("one").withCode("cart"),
                NewSegment.named("two").withCode("CART"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> client().createAll(wanted, told))
                .withMessage("code \"CART\": must be that of one segment of a member only; the platform ignores case");
        assertThat(told.outcomes()).isEmpty();
        assertThat(sandbox.journal().calls()).isEmpty();
    }

    @Test
    void those_without_a_code_are_created_each_time_and_nothing_is_looked_up_for_them() {
        List<NewSegment> wanted = withoutCode(20);
        SegmentClient client = client();

        List<Segment> first = client.createAll(wanted);
        List<Segment> second = client.createAll(wanted);

        assertThat(first).extracting(Segment::shortName).containsExactlyElementsOf(names(wanted));
        assertThat(second).extracting(Segment::shortName).containsExactlyElementsOf(names(wanted));
        assertThat(sandbox.segments().list(SegmentQuery.all()))
                .hasSize(40)
                .containsAll(first)
                .containsAll(second);
        assertThat(sandbox.journal().calls(Operation.LIST, Operation.READ)).isEmpty();
    }

    @Test
    void what_stands_there_as_it_was_asked_for_is_found_and_not_sent() {
        List<NewSegment> wanted = wanted(250);
        List<Segment> standing = wanted.stream()
                .limit(240)
                .map(segment -> sandbox.segments().create(segment))
                .toList();

        List<Segment> created = client().createAll(wanted, told);

        assertThat(created).hasSize(250).startsWith(standing.toArray(Segment[]::new));
        assertThat(told.outcomes())
                .filteredOn(outcome -> outcome.status() == Status.FOUND)
                .hasSize(240);
        assertThat(sandbox.journal().calls(POST)).hasSize(10);
        assertThat(sandbox.journal().calls(Operation.LIST)).hasSize(3);
    }

    @Test
    void a_code_of_a_segment_that_says_something_else_is_refused_with_that_segment_and_keeps_no_other() {
        List<NewSegment> wanted = wanted(30);
        Segment otherName = sandbox.segments().create(wanted.get(3).withDescription("mine"));
        Segment otherCase =
                sandbox.segments().create(NewSegment.named("Segment 7").withCode("CODE_7"));
        wanted = replaced(wanted, 3, wanted.get(3).withDescription("yours"));

        BulkCreateException partly = failureOf(client(), wanted);

        assertThat(partly).hasCauseInstanceOf(SegmentConflictException.class);
        assertThat(partly.requests(Status.CREATED)).hasSize(28);
        assertThat(partly.requests(Status.REFUSED)).containsExactly(wanted.get(3), wanted.get(7));
        assertThat(partly.outcomes().get(3).segment()).contains(otherName);
        assertThat(partly.outcomes().get(7).segment()).contains(otherCase);
        assertThat(partly.outcomes().get(7).reason())
                .containsInstanceOf(SegmentConflictException.class)
                .hasValueSatisfying(reason -> assertThat(reason)
                        .hasMessageContaining("not sent, because its code is that of segment " + otherCase.id()));
        assertThat(told.outcomes()).containsExactlyInAnyOrderElementsOf(partly.outcomes());
        assertThat(sandbox.segments().get(otherName.id())).isEqualTo(otherName);
        assertThat(sandbox.journal().calls(POST)).hasSize(28);
    }

    private static List<NewSegment> replaced(List<NewSegment> all, int index, NewSegment by) {
        List<NewSegment> changed = new ArrayList<>(all);
        changed.set(index, by);
        return changed;
    }

    @Test
    void a_code_that_is_taken_after_the_listing_is_found_or_refused_with_what_stands_there() {
        List<NewSegment> wanted = wanted(30);
        AtomicBoolean isFirst = new AtomicBoolean(true);
        SegmentClient client = client(chain -> {
            if (isCreate(chain.request()) && isFirst.getAndSet(false)) {
                sandbox.segments().create(wanted.get(20));
                sandbox.segments().create(NewSegment.named("another").withCode("code_21"));
            }
            return chain.proceed(chain.request());
        });

        BulkCreateException partly = failureOf(client, wanted);

        assertThat(partly.requests(Status.CREATED)).hasSize(28);
        assertThat(partly.requests(Status.FOUND)).containsExactly(wanted.get(20));
        assertThat(partly.requests(Status.REFUSED)).containsExactly(wanted.get(21));
        assertThat(partly.outcomes().get(21).segment().map(Segment::shortName)).contains("another");
        assertThat(partly.outcomes().get(21).reason()).containsInstanceOf(SegmentConflictException.class);
    }

    @Test
    void one_that_is_refused_for_itself_keeps_no_other_from_being_created() {
        sandbox.faults()
                .on(Operation.CREATE)
                .next(new Fault.Failure("SYNTAX", 200, List.of(), "SYNTAX", "", "no such advertiser", false));
        List<NewSegment> wanted = wanted(30);

        BulkCreateException partly = failureOf(client(), wanted);

        assertThat(partly).hasCauseInstanceOf(RequestRefusedException.class);
        assertThat(partly.requests(Status.CREATED)).hasSize(29);
        assertThat(partly.requests(Status.REFUSED)).hasSize(1);
        assertThat(namesThere()).containsExactlyInAnyOrderElementsOf(names(partly.requests(Status.CREATED)));
        assertThat(client().createAll(wanted)).hasSize(30);
    }

    @Test
    void one_code_may_be_asked_for_for_two_members() {
        List<NewSegment> wanted =
                List.of(numbered(1).withMember(OTHER), numbered(1).withMember(sandbox.memberId()), numbered(2));

        List<Segment> created = client(CreateAllTest::createsForAnyMember).createAll(wanted, told);

        assertThat(created)
                .extracting(Segment::memberId)
                .containsExactly(OTHER, sandbox.memberId(), sandbox.memberId());
        assertThat(told.outcomes()).extracting(CreateOutcome::status).containsOnly(Status.CREATED);
    }

    @Test
    void the_member_of_the_client_is_that_of_a_request_that_names_none() {
        SegmentClient client = built(settings().member(OTHER));

        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> client.createAll(List.of(numbered(1), numbered(1).withMember(OTHER)), told))
                .withMessageContaining("code \"code_1\"");
        assertThat(sandbox.journal().calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {PLACES, PLACES + 1})
    void a_segment_of_another_member_stands_in_nobodys_way(int count) {
        wanted(count).forEach(sandbox.segments()::create);
        SegmentClient client = built(settings()
                .member(OTHER)
                .httpClient(new OkHttpClient.Builder()
                        .addInterceptor(CreateAllTest::createsForAnyMember)
                        .build()));

        List<Segment> created = client.createAll(wanted(count), told);

        assertThat(created).extracting(Segment::memberId).containsOnly(OTHER);
        assertThat(told.outcomes()).extracting(CreateOutcome::status).containsOnly(Status.CREATED);
    }

    @Test
    void no_more_codes_than_places_are_looked_up_one_by_one() {
        IntStream.range(0, 1_000).forEach(number -> sandbox.segments().create(NewSegment.named("old " + number)));
        wanted(10).forEach(sandbox.segments()::create);
        Segment otherCase =
                sandbox.segments().create(NewSegment.named("Segment 12").withCode("CODE_12"));

        BulkCreateException partly = failureOf(client(), wanted(PLACES));

        assertThat(partly.requests(Status.FOUND)).isEqualTo(wanted(10));
        assertThat(partly.requests(Status.REFUSED)).containsExactly(numbered(12));
        assertThat(partly.outcomes().get(12).segment()).contains(otherCase);
        assertThat(partly.requests(Status.CREATED)).hasSize(PLACES - 11);
        assertThat(sandbox.journal().calls(Operation.LIST)).isEmpty();
        assertThat(sandbox.journal().calls(Operation.READ)).hasSize(PLACES);
        assertThat(sandbox.journal().calls(POST)).hasSize(PLACES - 11);
    }

    @Test
    void five_thousand_that_stand_there_are_found() {
        wanted(5_000).forEach(sandbox.segments()::create);

        assertThat(client().createAll(wanted(5_000), told)).hasSize(5_000);
        assertThat(told.outcomes()).extracting(CreateOutcome::status).containsOnly(Status.FOUND);
    }

    /** A backend whose user may create for other members, which the sandbox's may not. */
    private static Response createsForAnyMember(Interceptor.Chain chain) throws IOException {
        return isCreate(chain.request())
                        && OTHER.toString().equals(chain.request().url().queryParameter("member_id"))
                ? answer(
                        chain,
                        "{\"response\":{\"status\":\"OK\",\"segment\":{\"id\":1,\"member_id\":" + OTHER
                                + ",\"short_name\":\"new\"}}}")
                : chain.proceed(chain.request());
    }
}
