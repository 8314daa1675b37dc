package io.segmentpixel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentState;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a call does to a visitor's segments. In a query, CART, PAID and HIDDEN stand for ids; the codes are cart and Paid. */
class PixelCallTest {
    @AutoClose
    private final Sandbox sandbox = Sandbox.start();

    private final SegmentId cart = create(NewSegment.named("cart").withCode("cart"));
    private final SegmentId paid = create(NewSegment.named("paid").withCode("Paid"));
    private final SegmentId hidden =
            create(NewSegment.named("hidden").withCode("hidden").withState(SegmentState.INACTIVE));
    private final Visitor visitor = sandbox.newVisitor();

    private SegmentId create(NewSegment segment) {
        return sandbox.segments().create(segment).id();
    }

    private void fire(String query) {
        visitor.fires(sandbox.pixelUrl()
                + query.replace("CART", cart.toString())
                        .replace("PAID", paid.toString())
                        .replace("HIDDEN", hidden.toString()));
    }

    /** The names of the segments that the visitor is in. */
    private String segments() {
        StringBuilder names = new StringBuilder();
        visitor.segments().forEach(id -> names.append(names.isEmpty() ? "" : " ")
                .append(sandbox.segments().get(id).shortName()));
        return names.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            ?add=CART                              | cart
            ?t=2&add=CART                          | cart
            ?add=CART&t=1                          | cart
            ?add=CART,PAID&t=2                     | cart paid
            ?add=CART:5,PAID:13                    | cart paid
            ?add=CART&cb=839201&ord=1&value=3      | cart
            ?add=CART&other=7                      | cart
            ?add=17,CART                           | cart
            ?add=17                                | ''
            ?add=HIDDEN                            | ''
            ?add=HIDDEN,CART                       | cart
            ?add_code=cart&member=958              | cart
            ?add_code=cart,Paid&member=958         | cart paid
            ?add_code=Paid:5&member=958            | paid
            ?member=958&add_code=cart&add=PAID     | cart paid
            ?add_code=CArt&member=958              | ''
            ?add_code=paid,cart&member=958         | cart
            ?add_code=hidden&member=958            | ''
            ?add_code=nobody&member=958            | ''
            ?add_code=cart&member=31               | ''
            """)
    void a_visitor_is_put_into_the_active_segments_that_the_call_names(String query, String names) {
        fire(query);

        assertThat(segments()).isEqualTo(names);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            ?remove=CART                                    | paid
            ?remove=CART,PAID&t=1                           | ''
            ?remove=17,PAID                                 | cart
            ?remove=17                                      | cart paid
            ?remove_code=cart&member=958                    | paid
            ?remove_code=cart,Paid&member=958               | ''
            ?remove_code=paid&member=958                    | cart paid
            ?remove_code=cart&member=31                     | cart paid
            ?remove_code=Paid&remove=CART&member=958        | ''
            ?add=CART&remove=PAID                           | cart
            ?add_code=Paid&remove_code=cart&member=958      | paid
            """)
    void a_visitor_is_taken_out_of_the_segments_that_the_call_names(String query, String names) {
        fire("?add=CART,PAID");

        fire(query);

        assertThat(segments()).isEqualTo(names);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?",
                "?t=2",
                "?add=",
                "?add=null",
                "?add=${zap.add}",
                "?add=PAID,x",
                "?add=PAID&remove=x",
                "?add=-PAID",
                "?add=0",
                "?add=99999999999",
                "?add=PAID:x",
                "?add=PAID:2147483648",
                "?add=PAID&add=CART",
                "?add_code=Paid",
                "?remove_code=cart",
                "?add_code=Paid&member=x",
                "?ADD=PAID",
                "?seg=PAID",
                "?id=PAID",
            })
    void a_call_that_makes_no_sense_is_answered_and_changes_nothing(String query) {
        fire("?add=CART");

        fire(query);

        assertThat(segments()).isEqualTo("cart");
    }

    @Test
    void adding_twice_is_as_adding_once() {
        fire("?add=CART");
        fire("?add=CART,CART");
        fire("?remove=CART");

        assertThat(segments()).isEmpty();
    }

    @Test
    void a_call_in_the_name_of_nobody_changes_no_other_visitor() {
        fire("?add=CART");

        new RawPixel(sandbox).call("?remove=" + cart);
        sandbox.newVisitor().fires(sandbox.pixelUrl() + "?remove=" + cart + "&add=" + paid);

        assertThat(segments()).isEqualTo("cart");
    }
}
