package io.segmentpixel.testkit;

import static io.segmentpixel.testkit.RawPixel.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.PiggybackPixel;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentUpdate;
import java.net.http.HttpResponse;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a call goes on to. */
class PixelPiggybackTest {
    private static final Pattern SOURCE = Pattern.compile("s\\.src=\"([^\"]*)\"");

    @AutoClose
    private final Sandbox sandbox = Sandbox.start();

    private final RawPixel pixel = new RawPixel(sandbox);

    private SegmentId create(PiggybackPixel... piggybacks) {
        return sandbox.segments()
                .create(NewSegment.named("sync").withPiggyback(piggybacks))
                .id();
    }

    private static String script(HttpResponse<byte[]> answer) {
        return new String(answer.body(), UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "t=2, https%3A%2F%2Fpartner.example%2Fp%3Fa%3Db%26c%3Dd, https://partner.example/p?a=b&c=d",
        "t=1, https%3A%2F%2Fpartner.example%2Fp%3Fa%3Db%26c%3Dd, https://partner.example/p?a=b&c=d",
        "t=2, http%3A%2F%2Fpartner.example, http://partner.example",
        "t=2, https%3A%2F%2Fpartner.example%2F%3Fuid%3D%24%7BUID%7D, https://partner.example/?uid=${UID}",
        "t=2, https%3A%2F%2Fpartner.example%2F%3Fq%3D%2525, https://partner.example/?q=%25",
    })
    void a_redirect_is_decoded_and_followed_by_a_302(String type, String encoded, String location) {
        HttpResponse<byte[]> answer = pixel.call("?add=" + create() + "&redir=" + encoded + "&" + type);

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().allValues("Location")).containsExactly(location);
    }

    @Test
    void a_redirected_visitor_is_in_the_segment() {
        SegmentId id = create();

        Visitor visitor =
                sandbox.newVisitor().fires(sandbox.pixelUrl() + "?add=" + id + "&redir=https%3A%2F%2Fpartner.example");

        assertThat(visitor.segments()).containsExactly(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"&t=2", ""})
    void an_image_piggyback_is_a_redirect_of_the_image(String type) {
        SegmentId id = create(PiggybackPixel.image("https://partner.example/p.gif?uid=${UID}"));

        HttpResponse<byte[]> answer = pixel.call("?add=" + id + type);

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(header(answer, "Location")).contains("https://partner.example/p.gif?uid=${UID}");
    }

    @Test
    void an_image_piggyback_stays_out_of_a_script() {
        SegmentId id = create(PiggybackPixel.image("https://partner.example/p.gif"));

        HttpResponse<byte[]> answer = pixel.call("?add=" + id + "&t=1");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(script(answer)).doesNotContain("partner.example");
    }

    @Test
    void script_piggybacks_of_all_added_segments_are_loaded_by_the_script() {
        SegmentId one = create(
                PiggybackPixel.javaScript("https://partner.example/a.js?x=1&y=${UID}"),
                PiggybackPixel.javaScript("https://partner.example/b.js"));
        SegmentId other = create(PiggybackPixel.javaScript("https://third.example/c.js"));

        HttpResponse<byte[]> answer = pixel.call("?add=" + one + "," + other + "&t=1");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(SOURCE.matcher(script(answer)).results().map(source -> source.group(1)))
                .containsExactly(
                        "https://partner.example/a.js?x=1&y=${UID}",
                        "https://partner.example/b.js",
                        "https://third.example/c.js");
    }

    @Test
    void a_backslash_in_an_address_does_not_end_the_text_that_holds_it() {
        SegmentId id = create(PiggybackPixel.javaScript("https://partner.example/a.js?q=\\"));

        String script = script(pixel.call("?add=" + id + "&t=1"));

        assertThat(script).contains("s.src=\"https://partner.example/a.js?q=\\\\\";");
    }

    @Test
    void script_piggybacks_stay_out_of_an_image() {
        SegmentId id = create(PiggybackPixel.javaScript("https://partner.example/a.js"));

        HttpResponse<byte[]> answer = pixel.call("?add=" + id + "&t=2");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Location")).isEmpty();
        assertThat(header(answer, "Content-Type")).contains("image/gif");
    }

    @Test
    void an_inactive_segment_fires_no_piggyback() {
        SegmentId image = create(PiggybackPixel.image("https://partner.example/p.gif"));
        SegmentId script = create(PiggybackPixel.javaScript("https://partner.example/a.js"));
        sandbox.segments().update(SegmentUpdate.of(image).deactivate());
        sandbox.segments().update(SegmentUpdate.of(script).deactivate());

        assertThat(pixel.call("?add=" + image + "&t=2").statusCode()).isEqualTo(200);
        assertThat(script(pixel.call("?add=" + script + "&t=1"))).doesNotContain("partner.example");
    }
}
