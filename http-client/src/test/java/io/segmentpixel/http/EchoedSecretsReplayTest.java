package io.segmentpixel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.segment.SegmentServiceException;
import io.segmentpixel.segment.SegmentUpdate;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers that say OK and repeat a secret all the same. */
class EchoedSecretsReplayTest {
    private static final SegmentId ID = SegmentId.of(17);
    private static final String ECHO =
            "\"count\": 3, \"error\": \"token-1 of " + ScriptedBackend.PASSWORD + "\", \"error_code\": \"token-1\"";

    @AutoClose
    private final ScriptedBackend backend = new ScriptedBackend();

    @AutoClose
    private final SegmentClient client = backend.client();

    static Stream<Named<Consumer<SegmentClient>>> calls() {
        return Stream.of(
                Named.of("create", client -> client.create(NewSegment.named("new"))),
                Named.of("get", client -> client.get(ID)),
                Named.of("list", client -> client.list(SegmentQuery.all()).forEach(segment -> {})),
                Named.of("update", client -> client.update(named(17))),
                Named.of("updateAll", client -> client.updateAll(List.of(named(17), named(18)))));
    }

    private static SegmentUpdate named(int id) {
        return SegmentUpdate.of(SegmentId.of(id)).rename("name " + id);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void no_exception_shows_them(Consumer<SegmentClient> call) {
        backend.onGet(Answers.ok(ECHO));
        backend.onPost(Answers.ok(ECHO));
        backend.onPut(Answers.ok(ECHO));

        SegmentServiceException failure =
                catchThrowableOfType(SegmentServiceException.class, () -> call.accept(client));

        assertThat(failure.answer().error()).isEqualTo("*** of ***");
        assertThat(failure.answer().errorCode()).isEqualTo("***");
        assertShowsNone(failure);
    }

    @Test
    void nor_does_that_of_a_login_without_a_token() {
        backend.onLogin(Answers.ok("\"error\": \"no session for " + ScriptedBackend.PASSWORD + "\""));

        SegmentServiceException failure = catchThrowableOfType(SegmentServiceException.class, () -> client.get(ID));

        assertThat(failure).hasMessage("login: HTTP 200, \"no session for ***\"; the answer holds no token");
        assertThat(failure.answer().error()).isEqualTo("no session for ***");
    }

    private static void assertShowsNone(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            assertThat(each.toString()).doesNotContain("token-1", ScriptedBackend.PASSWORD);
        }
    }
}
