package io.segmentpixel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.SegmentId;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TakenCodeTest {
    @AutoClose
    private final Sandbox sandbox = Sandbox.start();

    private final RawApi api = RawApi.loggedIn(sandbox);
    private final SegmentId owner = create("owner", "Shop_Cart");
    private final SegmentId other = create("other", "Shop_Paid");

    private SegmentId create(String name, String code) {
        return sandbox.segments().create(NewSegment.named(name).withCode(code)).id();
    }

    private static String body(String code) {
        return "{\"segment\": {\"short_name\": \"late\", \"code\": \"" + code + "\"}}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"Shop_Cart", "shop_cart", "SHOP_CART"})
    void a_code_that_is_taken_in_any_case_contradicts_what_there_is(String code) {
        assertThat(api.post("", body(code)).outcome()).isEqualTo("INTEGRITY");
        assertThat(api.put("?id=" + other, body(code)).outcome()).isEqualTo("INTEGRITY");

        assertThat(api.get("").names()).containsExactly("owner", "other");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Shop_Cart", "shop_cart"})
    void a_segment_may_keep_its_own_code_in_any_case(String code) {
        RawAnswer changed = api.put("?id=" + owner, body(code));

        assertThat(changed.at("/segment/code")).isEqualTo("\"" + code + "\"");
    }
}
