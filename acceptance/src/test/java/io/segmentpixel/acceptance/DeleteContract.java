package io.segmentpixel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentNotFoundException;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.segment.SegmentService;
import org.junit.jupiter.api.Test;

/** What {@link SegmentService#delete} does. */
abstract class DeleteContract extends ContractPart {
    DeleteContract(SegmentServiceContract contract) {
        super(contract);
    }

    @Test
    void what_is_deleted_is_gone_and_its_code_free() {
        Segment segment = segments().create(NewSegment.named("short-lived").withCode("cart"));

        segments().delete(segment.id());

        assertThatThrownBy(() -> segments().get(segment.id())).isInstanceOf(SegmentNotFoundException.class);
        assertThat(segments().find(SegmentCode.of("cart"))).isEmpty();
        assertThat(listed(SegmentQuery.all())).isEmpty();
        assertThat(segments().create(NewSegment.named("next").withCode("cart")).id())
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
