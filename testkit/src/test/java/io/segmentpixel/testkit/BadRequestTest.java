package io.segmentpixel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.SegmentId;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are wrong as a whole. */
class BadRequestTest {
    private static final String LATE = "{\"segment\": {\"short_name\": \"late\"}}";

    @AutoClose
    private final Sandbox sandbox = Sandbox.start();

    private final RawApi api = RawApi.loggedIn(sandbox);
    private final SegmentId id =
            sandbox.segments().create(NewSegment.named("cart")).id();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"segment\": {\"short_name\": \"late\"}",
                "{\"segment\": {\"short_name\": \"late\"}} }",
                "{segment: {short_name: \"late\"}}",
                "{\"segment\": {\"short_name\": \"late\",}}",
                "short_name=late",
                "<segment/>",
                "",
                "null",
                "[]",
                "{}",
                "{\"short_name\": \"late\"}",
                "{\"segment\": null}",
                "{\"segment\": \"late\"}",
                "{\"segment\": [{\"short_name\": \"late\"}]}",
            })
    void a_body_without_a_segment_is_refused_in_an_HTTP_200(String body) {
        RawAnswer created = api.post("", body);
        RawAnswer changed = api.put("?id=" + id, body);

        assertThat(created.status()).isEqualTo(200);
        assertThat(created.outcome()).isEqualTo("SYNTAX");
        assertThat(changed.outcome()).isEqualTo("SYNTAX");
        assertThat(api.get("").names()).containsExactly("cart");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/segments", "/Segment", "/member", "/segment/528336", "/v2/segment", "/auth/segment"})
    void a_service_that_is_not_there_is_refused(String path) {
        for (String method : new String[] {"GET", "POST", "PUT", "DELETE"}) {
            RawAnswer refused = api.send(method, path + "?id=" + id, method.startsWith("P") ? LATE : "");

            assertThat(refused.status()).as(method).isEqualTo(200);
            assertThat(refused.outcome()).as(method).isEqualTo("SYNTAX");
            assertThat(refused.error()).as(method).contains(path);
        }
        assertThat(api.get("").names()).containsExactly("cart");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PATCH", "OPTIONS", "PURGE", "put"})
    void a_method_that_is_not_there_is_refused(String method) {
        RawAnswer refused = api.send(method, "/segment?id=" + id, LATE);

        assertThat(refused.status()).isEqualTo(200);
        assertThat(refused.outcome()).isEqualTo("SYNTAX");
        assertThat(refused.error()).contains(method);
        assertThat(api.get("").names()).containsExactly("cart");
    }
}
