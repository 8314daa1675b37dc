package io.segmentpixel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentNotFoundException;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.segment.SegmentService;
import org.junit.jupiter.api.Test;

/** What {@link SegmentService#get} and {@link SegmentService#find} do. */
abstract class ReadContract extends ContractPart {
    ReadContract(SegmentServiceContract contract) {
        super(contract);
    }

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
