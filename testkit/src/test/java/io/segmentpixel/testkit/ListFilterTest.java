package io.segmentpixel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.segment.AdvertiserId;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which segments a listing holds, and in which order. In a query, a name in braces stands for its segment's id. */
class ListFilterTest {
    private final SettableClock clock = new SettableClock();

    @AutoClose
    private final Sandbox sandbox = Sandbox.builder().clock(clock).start();

    private final RawApi api = RawApi.loggedIn(sandbox);
    private final List<Segment> segments = new ArrayList<>();

    /** Four segments, a second apart; the first at 12:00:00. */
    @BeforeEach
    void fill() {
        create(NewSegment.named("Beta").withCode("Shop_B").keptFor(Duration.ofMinutes(45)));
        create(NewSegment.named("Alpha")
                .withCode("shop_a")
                .withState(SegmentState.INACTIVE)
                .keptFor(Duration.ofMinutes(30)));
        create(NewSegment.named("Delta")
                .withCode("alphabet")
                .atAdvertiserLevel(AdvertiserId.of(77))
                .keptFor(Duration.ofMinutes(9)));
        create(NewSegment.named("Gamma")
                .atAdvertiserLevel(AdvertiserId.of(78))
                .withState(SegmentState.INACTIVE)
                .keptFor(Duration.ofHours(10)));
    }

    private void create(NewSegment segment) {
        segments.add(sandbox.segments().create(segment));
        clock.advance(Duration.ofSeconds(1));
    }

    private List<String> listed(String query) {
        String named = query;
        for (Segment segment : segments) {
            named = named.replace("{" + segment.shortName() + "}", segment.id().toString());
        }
        return api.get(named).names();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            ''                                                    | Beta Alpha Delta Gamma
            ?state=&id=&code=&search=                             | Beta Alpha Delta Gamma
            ?include_shared=0                                     | Beta Alpha Delta Gamma
            ?state=active                                         | Beta Delta
            ?state=inactive                                       | Alpha Gamma
            ?advertiser_id=77                                     | Delta
            ?advertiser_id=79                                     | ''
            ?code=SHOP_b&num_elements=100                         | Beta
            ?code=shop&num_elements=100                           | ''
            ?id={Gamma},{Alpha}                                   | Alpha Gamma
            ?search=alpha                                         | Alpha Delta
            ?search=shop_                                         | Beta Alpha
            ?search={Delta}                                       | Delta
            ?search=nothing                                       | ''
            ?min_id={Delta}                                       | Delta Gamma
            ?max_id={Alpha}                                       | Beta Alpha
            ?min_id={Alpha}&max_id={Delta}                        | Alpha Delta
            ?min_expire_minutes=45                                | Beta Gamma
            ?max_expire_minutes=30                                | Alpha Delta
            ?min_advertiser_id=78                                 | Gamma
            ?min_advertiser_id=1                                  | Delta Gamma
            ?max_advertiser_id=77                                 | Delta
            ?min_colour=1                                         | ''
            ?max_colour=1                                         | ''
            ?min_last_modified=2026-03-01+12:00:02                | Delta Gamma
            ?max_last_modified=2026-03-01+12:00:01                | Beta Alpha
            ?min_last_modified=2026-03-01%2012:00:03              | Gamma
            ?like_short_name=lph                                  | Alpha
            ?like_code=SHOP                                       | Beta Alpha
            ?like_code=null                                       | ''
            ?like_colour=e                                        | ''
            ?not_state=active                                     | Alpha Gamma
            ?not_short_name=Beta                                  | Alpha Delta Gamma
            ?not_id={Beta}                                        | Alpha Delta Gamma
            ?state=inactive&advertiser_id=78                      | Gamma
            ?state=active&advertiser_id=78                        | ''
            ?search=alpha&state=active                            | Delta
            ?min_id={Alpha}&not_state=active&like_short_name=m    | Gamma
            """)
    void a_listing_holds_what_meets_all_filters(String query, String names) {
        assertThat(String.join(" ", listed(query))).isEqualTo(names);
    }

    @ParameterizedTest
    @CsvSource({
        "?min_id=abc, SYNTAX CAST_ERROR",
        "?max_id=1.5, SYNTAX CAST_ERROR",
        "?min_expire_minutes=soon, SYNTAX CAST_ERROR",
        "?max_last_modified=yesterday, SYNTAX CAST_ERROR",
        "?min_last_modified=2026-02-30+12:00:00, SYNTAX CAST_ERROR",
        "'?id=1,x', SYNTAX CAST_ERROR",
        "?advertiser_id=x, SYNTAX CAST_ERROR",
        "?advertiser_id=x&search=nothing, SYNTAX CAST_ERROR",
        "?not_id=x, SYNTAX CAST_ERROR",
        "?state=bogus, SYNTAX",
        "?sort=bogus, SYNTAX",
        "?sort=id.up, SYNTAX",
        "?sort=id.asc.desc, SYNTAX",
        "?num_elements=0, SYNTAX",
        "?num_elements=x, SYNTAX CAST_ERROR",
        "?start_element=-1, SYNTAX"
    })
    void a_filter_that_makes_no_sense_is_refused(String query, String outcome) {
        assertThat(api.get(query).outcome()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            ''                                 | Beta Alpha Delta Gamma
            ?sort=id.asc                       | Beta Alpha Delta Gamma
            ?sort=id.desc                      | Gamma Delta Alpha Beta
            ?sort=short_name                   | Alpha Beta Delta Gamma
            ?sort=state.asc                    | Beta Delta Alpha Gamma
            ?sort=state.desc                   | Alpha Gamma Beta Delta
            ?sort=short_name.asc               | Alpha Beta Delta Gamma
            ?sort=short_name.desc              | Gamma Delta Beta Alpha
            ?sort=expire_minutes.asc           | Delta Alpha Beta Gamma
            ?sort=expire_minutes.desc          | Gamma Beta Alpha Delta
            ?sort=last_modified.desc           | Gamma Delta Alpha Beta
            ?sort=id.desc&state=active         | Delta Beta
            ?sort=id.desc&num_elements=2       | Gamma Delta
            ?sort=id.desc&start_element=1&num_elements=2 | Delta Alpha
            ?sort=id.desc&id={Alpha},{Gamma}   | Gamma Alpha
            """)
    void a_listing_comes_in_the_asked_order(String query, String names) {
        assertThat(String.join(" ", listed(query))).isEqualTo(names);
    }
}
