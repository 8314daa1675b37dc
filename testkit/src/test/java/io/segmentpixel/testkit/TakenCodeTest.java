package io.segmentpixel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.SegmentConflictException;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentTrigger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
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

    @Test
    void a_key_and_a_value_are_told_apart_and_taken_together_in_any_case() {
        create("q=b=c", SegmentTrigger.keyValue("q", "b=c"));

        assertThatCode(() -> create("q=b=c", SegmentTrigger.keyValue("q=b", "c")))
                .doesNotThrowAnyException();
        assertThatCode(() -> create("q=b=c", SegmentTrigger.key("q=b=c"))).doesNotThrowAnyException();
        assertThatThrownBy(() -> create("late", SegmentTrigger.keyValue("Q", "B=c")))
                .isInstanceOf(SegmentConflictException.class)
                .hasMessageContaining("qs_key \"q\" and qs_value \"b=c\"");
    }

    private void create(String name, SegmentTrigger trigger) {
        sandbox.segments().create(NewSegment.named(name).withTrigger(trigger));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Shop_Cart", "shop_cart"})
    void a_segment_may_keep_its_own_code_in_any_case(String code) {
        RawAnswer changed = api.put("?id=" + owner, body(code));

        assertThat(changed.at("/segment/code")).isEqualTo("\"" + code + "\"");
    }
}
