package io.segmentpixel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Segment;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadCallTest {
    @AutoClose
    private final Sandbox sandbox = Sandbox.start();

    private final RawApi api = RawApi.loggedIn(sandbox);
    private final Segment cart =
            sandbox.segments().create(NewSegment.named("cart").withCode("Shop_Cart"));
    private final Segment paid =
            sandbox.segments().create(NewSegment.named("paid").withCode("Shop_Paid"));

    @Test
    void one_id_gives_one_segment() {
        RawAnswer answer = api.get("?id=" + paid.id());

        assertThat(answer.at("/segment/id")).isEqualTo(paid.id().toString());
        assertThat(answer.at("/segment/short_name")).isEqualTo("\"paid\"");
        assertThat(answer.at("/count")).isEqualTo("1");
        assertThat(answer.at("/segments")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Shop_Paid", "shop_paid", "SHOP_PAID"})
    void a_code_gives_its_segment_whatever_the_case(String code) {
        RawAnswer answer = api.get("?code=" + code);

        assertThat(answer.at("/segment/id")).isEqualTo(paid.id().toString());
        assertThat(answer.at("/segment/code")).isEqualTo("\"Shop_Paid\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"17", "2000000017", "0", "-1"})
    void an_id_that_nothing_has_is_not_found_in_an_HTTP_200(String id) {
        RawAnswer answer = api.get("?id=" + id);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.outcome()).isEqualTo("SYNTAX NOTFOUND_SEGMENT");
        assertThat(answer.error()).isEqualTo("segment id not found: " + id);
    }

    @Test
    void a_code_that_nothing_has_is_not_found() {
        assertThat(api.get("?code=Shop").outcome()).isEqualTo("SYNTAX NOTFOUND_SEGMENT");
    }

    @Test
    void several_ids_give_an_array_of_those_there_are() {
        RawAnswer answer = api.get("?id=17," + paid.id() + "," + cart.id());

        assertThat(answer.ids())
                .containsExactlyInAnyOrder(cart.id().value(), paid.id().value());
        assertThat(answer.at("/count")).isEqualTo("2");
        assertThat(answer.at("/segment")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?id=x",
                "?id=1.5",
                "?id=1,x",
                "?id=1,",
                "?start_element=x",
                "?num_elements=ten",
                "?advertiser_id=x"
            })
    void what_is_no_number_cannot_be_cast(String query) {
        assertThat(api.get(query).outcome()).isEqualTo("SYNTAX CAST_ERROR");
    }
}
