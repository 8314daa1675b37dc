package io.segmentpixel.testkit;

import static io.segmentpixel.testkit.RawPixel.cookie;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PixelCookieTest {
    @AutoClose
    private final Sandbox sandbox = Sandbox.start();

    private final RawPixel pixel = new RawPixel(sandbox);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?add=528336&t=2",
                "?add=528336&t=1",
                "?remove=528336",
                "?add=528336&redir=https%3A%2F%2Fpartner.example%2F",
                "?add=nonsense",
            })
    void a_visitor_without_a_cookie_gets_one_that_outlasts_the_browser(String query) {
        HttpResponse<byte[]> answer = pixel.call(query);

        assertThat(cookie(answer)).matches("uuid2=\\w+");
        assertThat(answer.headers().allValues("Set-Cookie"))
                .singleElement()
                .asString()
                .contains("; Path=/;")
                .containsPattern("; Max-Age=[1-9]\\d{6}");
    }

    @Test
    void two_visitors_without_a_cookie_get_different_ones() {
        assertThat(cookie(pixel.call("?t=2"))).isNotEqualTo(cookie(pixel.call("?t=2")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "a=b; %s", "%s; a=b", "a=b;%s;c=d", "xuuid2=other; %s"})
    void a_visitor_with_a_cookie_keeps_it(String cookies) {
        String cookie = cookie(pixel.call("?t=2"));

        assertThat(cookie(pixel.call("?t=2", cookies.formatted(cookie)))).isEqualTo(cookie);
    }
}
