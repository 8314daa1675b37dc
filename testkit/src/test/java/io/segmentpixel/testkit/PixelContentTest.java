package io.segmentpixel.testkit;

import static io.segmentpixel.testkit.RawPixel.header;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PixelContentTest {
    @AutoClose
    private final Sandbox sandbox = Sandbox.start();

    private final RawPixel pixel = new RawPixel(sandbox);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?add=528336&t=2",
                "?add=528336",
                "?t=2",
                "",
                "?add=528336&t=",
                "?add=528336&t=3",
                "?add=528336&t=2?839201",
                "?add=nonsense&t=2",
            })
    void the_answer_is_an_image_unless_a_script_is_asked_for(String query) {
        HttpResponse<byte[]> answer = pixel.call(query);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).contains("image/gif");
        assertThat(new String(answer.body(), 0, 6, US_ASCII)).isEqualTo("GIF89a");
    }

    @Test
    void the_image_is_one_pixel_that_cannot_be_seen() throws IOException {
        BufferedImage image =
                ImageIO.read(new ByteArrayInputStream(pixel.call("?t=2").body()));

        assertThat(image.getWidth()).isEqualTo(1);
        assertThat(image.getHeight()).isEqualTo(1);
        assertThat(image.getRGB(0, 0) >>> 24).as("alpha").isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"?add=528336&t=1", "?t=1&add=528336", "?t=1", "?add=nonsense&t=1"})
    void the_answer_is_a_script_where_it_is_asked_for(String query) {
        HttpResponse<byte[]> answer = pixel.call(query);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).contains("text/javascript");
        assertThat(new String(answer.body(), UTF_8)).isNotEmpty().doesNotContain("GIF", "createElement");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?add=528336&t=2",
                "?add=528336&t=1",
                "?add=528336&redir=https%3A%2F%2Fpartner.example%2F",
                "?add=nonsense",
                "",
            })
    void no_answer_may_be_stored(String query) {
        assertThat(pixel.call(query).headers().allValues("Cache-Control"))
                .singleElement()
                .asString()
                .contains("no-store");
    }
}
