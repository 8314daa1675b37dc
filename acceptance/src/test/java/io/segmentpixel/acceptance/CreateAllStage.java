package io.segmentpixel.acceptance;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.segmentpixel.http.Credentials;
import io.segmentpixel.http.InjectedTime;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.segment.BulkCreateException;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.testkit.Sandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import okhttp3.Dispatcher;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;

/** A sandbox, and clients that create many segments in it, on a clock that only waits move on. */
abstract class CreateAllStage {
    static final int PLACES = 15;

    private final SettableClock clock = new SettableClock();

    @AutoClose
    final Sandbox sandbox = Sandbox.builder().clock(clock).start();

    private final List<SegmentClient> clients = new ArrayList<>();
    final ToldOutcomes told = new ToldOutcomes();

    @AfterEach
    void close() {
        clients.forEach(SegmentClient::close);
    }

    SegmentClient.Builder settings() {
        return InjectedTime.into(SegmentClient.builder(), clock, this::sleep)
                .baseUrl(sandbox.url())
                .credentials(Credentials.password(sandbox.username(), sandbox.password()))
                .deadline(Duration.ofHours(12));
    }

    private synchronized void sleep(Duration duration) {
        clock.advance(duration);
        sandbox.clock().advance(Duration.ZERO);
    }

    SegmentClient client() {
        return built(settings());
    }

    /** A client whose requests pass by here. */
    SegmentClient client(Interceptor passing) {
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequestsPerHost(PLACES);
        return built(settings()
                .httpClient(new OkHttpClient.Builder()
                        .dispatcher(dispatcher)
                        .addInterceptor(passing)
                        .build()));
    }

    synchronized SegmentClient built(SegmentClient.Builder settings) {
        SegmentClient client = settings.build();
        clients.add(client);
        return client;
    }

    /** The client that was made last. */
    synchronized SegmentClient latest() {
        return clients.get(clients.size() - 1);
    }

    static List<NewSegment> wanted(int count) {
        return IntStream.range(0, count).mapToObj(CreateAllStage::numbered).toList();
    }

    static List<NewSegment> withoutCode(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> NewSegment.named("Segment " + number))
                .toList();
    }

    static NewSegment numbered(int number) {
        return NewSegment.named("Segment " + number).withCode("code_" + number);
    }

    BulkCreateException failureOf(SegmentClient client, List<NewSegment> segments) {
        return catchThrowableOfType(BulkCreateException.class, () -> client.createAll(segments, told));
    }

    Stream<String> namesThere() {
        return sandbox.segments().list(SegmentQuery.all()).map(Segment::shortName);
    }

    static List<String> names(List<NewSegment> segments) {
        return segments.stream().map(NewSegment::name).toList();
    }

    static boolean isCreate(Request request) {
        return request.method().equals("POST") && request.url().encodedPath().equals("/segment");
    }

    static Response answer(Interceptor.Chain chain, String answer) {
        return new Response.Builder()
                .request(chain.request())
                .protocol(Protocol.HTTP_1_1)
                .code(200)
                .message("OK")
                .body(ResponseBody.create(answer, MediaType.get("application/json")))
                .build();
    }
}
