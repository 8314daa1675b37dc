package io.segmentpixel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.SegmentId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pixel endpoint takes for a call, as a server does: what is forgiven in a page is none here. */
class PixelServerTest {
    @AutoClose
    private final Sandbox sandbox = Sandbox.start();

    private final SegmentId cart =
            sandbox.segments().create(NewSegment.named("cart")).id();

    private String url(String query) {
        return sandbox.pixelUrl() + query.replace("CART", cart.toString());
    }

    private Firing fired(String query) throws IOException {
        try (Response response = new OkHttpClient.Builder()
                .followRedirects(false)
                .build()
                .newCall(new Request.Builder().url(url(query)).build())
                .execute()) {
            assertThat(response.code()).isIn(200, 302);
        }
        return sandbox.journal().firings().get(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?t=2&amp;add=CART", "?t=2&AMP;add=CART"})
    void a_reference_of_html_is_none_of_a_server(String query) throws IOException {
        Firing firing = fired(query);

        assertThat(firing.added()).isEmpty();
        assertThat(firing.remarks()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            ?add=CART&redir=https%3A%2F%2Fx.example%2F%3Fa%3D1%26b%3D2 | https://x.example/?a=1&b=2
            ?add=CART&redir=https://x.example/?a=1&b=2                 | https://x.example/?a=1
            ?add=CART&redir=https://x.example/?a=1&other=7             | https://x.example/?a=1
            """)
    void a_redirect_ends_at_the_first_ampersand(String query, String redirect) throws IOException {
        Firing firing = fired(query);

        assertThat(firing.added()).containsExactly(cart);
        assertThat(firing.goesOnTo()).containsExactly(redirect);
    }

    @Test
    void blanks_between_segments_are_nothing() throws IOException {
        assertThat(fired("?add=%20CART,%20" + 17).added()).containsExactly(cart);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "OPTIONS", "PUT", "DELETE"})
    void only_what_a_page_sends_is_a_call(String method) {
        HttpResponse<byte[]> answer = RawHttp.send(
                HttpRequest.newBuilder(URI.create(url("?add=CART"))).method(method, BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(sandbox.journal().firings()).singleElement().satisfies(firing -> {
            assertThat(firing.added()).isEmpty();
            assertThat(firing.remarks()).containsExactly("method " + method + " is none of a pixel");
        });
    }

    @Test
    void a_beacon_is_posted() {
        HttpResponse<byte[]> answer = RawHttp.send(
                HttpRequest.newBuilder(URI.create(url("?add=CART"))).POST(BodyPublishers.ofString("any")));

        assertThat(answer.statusCode()).isEqualTo(200);
        String visitor = sandbox.journal().firings().get(0).visitor().orElseThrow();
        assertThat(sandbox.memberships(visitor)).extracting(Membership::segment).containsExactly(cart);
        assertThat(sandbox.memberships("nobody")).isEmpty();
    }
}
