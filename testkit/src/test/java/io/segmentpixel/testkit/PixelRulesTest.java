package io.segmentpixel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.PiggybackPixel;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentUpdate;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values, conversions, usersync pixels, propagation, and what the journal says of a call. */
class PixelRulesTest {
    private static final String HOST = "https://secure.adnxs.com";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final SettableClock clock = new SettableClock();

    @AutoClose
    private final Sandbox sandbox = Sandbox.builder()
            .clock(clock)
            .propagation(MINUTE.multipliedBy(20))
            .usersyncPixels(IntStream.range(0, 4)
                    .boxed()
                    .flatMap(number -> List.of(
                            PiggybackPixel.javaScript("https://sync.example/" + number + ".js"),
                            PiggybackPixel.image("https://sync.example/" + number + ".gif"))
                            .stream())
                    .toArray(PiggybackPixel[]::new))
            .start();

    private final Segment cart = known(NewSegment.named("cart").withCode("Cart"));
    private final Segment paid = known(NewSegment.named("paid"));
    private final Segment scripted = known(
            NewSegment.named("scripted").withPiggyback(PiggybackPixel.javaScript("https://partner.example/a.js")));
    private final Visitor visitor = sandbox.newVisitor();

    private Segment known(NewSegment segment) {
        Segment created = sandbox.segments().create(segment);
        clock.advance(MINUTE.multipliedBy(20));
        return created;
    }

    private void fire(String query) {
        visitor.fires(HOST
                + query.replace("CART", cart.id().toString())
                        .replace("PAID", paid.id().toString())
                        .replace("SCRIPTED", scripted.id().toString()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            /seg?add=CART:5                      | 5
            /seg?add=CART:2147483647             | 2147483647
            /seg?add=CART:0,PAID:7               | 0
            /seg?add_code=Cart:9&member=958      | 9
            /seg?add=CART                        |
            /seg?add=CART&value=4                | 4
            /seg?add=CART:${VALUE}               |
            /px?id=7&seg=CART&value=12.5         |
            """)
    void a_stay_has_the_value_of_its_call(String query, Integer value) {
        fire(query);

        assertThat(visitor.membership(cart.id()).orElseThrow().value())
                .isEqualTo(value == null ? OptionalInt.empty() : OptionalInt.of(value));
    }

    @Test
    void the_latest_call_gives_the_value() {
        fire("/seg?add=CART:5");
        fire("/seg?add=CART:6");
        assertThat(visitor.membership(cart.id()).orElseThrow().value()).hasValue(6);

        fire("/seg?add=CART");
        assertThat(visitor.membership(cart.id()).orElseThrow().value()).isEmpty();
    }

    @Test
    void a_stay_knows_its_time() {
        sandbox.segments().update(SegmentUpdate.of(cart.id()).keptFor(MINUTE.multipliedBy(30)));
        fire("/seg?add=CART");

        Membership stay = visitor.membership(cart.id()).orElseThrow();
        assertThat(stay.since()).isEqualTo(clock.instant());
        assertThat(stay.until()).isEqualTo(clock.instant().plus(MINUTE.multipliedBy(30)));
        assertThat(stay.retention()).isEqualTo(MINUTE.multipliedBy(30));
    }

    @Test
    void conversions_are_counted_and_change_segments() {
        fire("/seg?add=CART");
        fire("/px?id=7313&seg=PAID&remove=CART&order_id=A1&value=12.50");
        fire("/px?id=7313&consent=0");

        assertThat(visitor.segments()).containsExactly(paid.id());
        assertThat(sandbox.journal().conversions()).singleElement().satisfies(conversion -> {
            assertThat(conversion.target()).contains("order_id=A1", "value=12.50");
            assertThat(conversion.added()).containsExactly(paid.id());
            assertThat(conversion.removed()).containsExactly(cart.id());
        });
    }

    @ParameterizedTest
    @CsvSource({"1, 3, 1", "3, 1, 1", "2, 2, 2", "9, 3, 3", "0, 3, 0", "-1, 3, 0"})
    void of_several_segments_the_lowest_number_of_usersync_pixels_counts(int one, int other, int fired) {
        Segment first = known(withUsersyncs(one));
        Segment second = known(withUsersyncs(other));

        fire("/seg?add=" + first.id() + "," + second.id() + "&t=1");

        assertThat(visitor.firings().get(0).goesOnTo())
                .hasSize(fired)
                .allMatch(address -> address.matches("https://sync\\.example/\\d\\.js"));
    }

    /** A number below zero stands for none that is said. */
    private static NewSegment withUsersyncs(int most) {
        NewSegment segment = NewSegment.named("synced");
        return most < 0 ? segment : segment.withMaxUsersyncPixels(most);
    }

    @Test
    void an_image_has_one_usersync_image_at_most_and_a_piggyback_comes_first() {
        Segment synced = known(withUsersyncs(4));
        Segment piggybacked =
                known(withUsersyncs(4).withPiggyback(PiggybackPixel.image("https://partner.example/p.gif")));

        fire("/seg?add=" + synced.id() + "&t=2");
        fire("/seg?add=" + piggybacked.id() + "&t=2");

        assertThat(visitor.firings().get(0).goesOnTo()).containsExactly("https://sync.example/0.gif");
        assertThat(visitor.firings().get(1).goesOnTo()).containsExactly("https://partner.example/p.gif");
    }

    @Test
    void a_new_segment_is_unknown_to_the_pixel_servers_for_a_time() {
        SegmentId fresh = sandbox.segments().create(NewSegment.named("fresh")).id();
        clock.advance(MINUTE.multipliedBy(20).minusMillis(1));
        fire("/seg?add=" + fresh + ",CART");
        assertThat(visitor.segments()).containsExactly(cart.id());
        assertThat(visitor.firings().get(0).remarks())
                .containsExactly("segment " + fresh + " is not known yet to the pixel servers");

        clock.advance(Duration.ofMillis(1));
        fire("/seg?add=" + fresh);
        assertThat(visitor.segments()).containsExactly(cart.id(), fresh);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            /seg?add=17                     | there is no segment 17
            /seg?add_code=cart&member=958   | there is no segment cart of member 958, in that case
            /seg?add_code=Cart&member=31    | there is no segment Cart of member 31, in that case
            /seg?remove=17                  | there is no segment 17
            /seg?add=CART:${V}              | the value ${V} of CART is a macro that nobody filled in
            /seg?add=x                      | segment id "x": must be a whole number up to 2147483647
            /seg?add=CART&t=3               | parameter t "3": must be 1, a script, or 2, an image
            /seg?add=CART&amp%3Bvalue=5      | parameter "amp%3Bvalue": is no part of the call that was read
            /seg?add=CART&add_code=Cart&member=958 | segment CART is named once more, as Cart
            /seg?remove=PAID                | the visitor was not in segment PAID
            /seg?add=SCRIPTED&t=2           | piggyback https://partner.example/a.js is of the other type
            /seg?add=SCRIPTED&t=1&redir=https%3A%2F%2Fx.example | piggyback https://partner.example/a.js is one more than the answer goes on to
            """)
    void the_journal_says_why_something_was_not_done(String query, String remark) {
        fire(query);

        Firing firing = visitor.firings().get(0);
        assertThat(firing.remarks())
                .containsExactly(remark.replace("CART", cart.id().toString())
                        .replace("PAID", paid.id().toString()));
        assertThat(firing.host()).isEqualTo("secure.adnxs.com");
        assertThat(firing.toString()).contains(firing.remarks().get(0)).contains("/seg?");
    }

    @Test
    void an_inactive_segment_takes_nobody_and_says_so() {
        sandbox.segments().update(SegmentUpdate.of(paid.id()).deactivate());

        fire("/seg?add=PAID");

        assertThat(visitor.firings().get(0).remarks()).containsExactly("segment " + paid.id() + " is inactive");
    }

    @Test
    void a_cookie_over_https_is_one_for_pages_of_others() throws Exception {
        HttpClient https =
                HttpClient.newBuilder().sslContext(sandbox.sslContext()).build();

        HttpResponse<String> answer = https.send(
                HttpRequest.newBuilder(URI.create(sandbox.httpsPixelUrl() + "?add=" + cart.id()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.headers().firstValue("Set-Cookie").orElse("")).endsWith("; SameSite=None; Secure");
        assertThat(RawPixel.header(new RawPixel(sandbox).call("?add=" + cart.id()), "Set-Cookie")
                        .orElse(""))
                .doesNotContain("SameSite", "Secure");
    }
}
