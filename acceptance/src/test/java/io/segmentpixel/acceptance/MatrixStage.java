package io.segmentpixel.acceptance;

import io.segmentpixel.http.Credentials;
import io.segmentpixel.http.InjectedTime;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.PiggybackPixel;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.testkit.Fault;
import io.segmentpixel.testkit.Faults;
import io.segmentpixel.testkit.Operation;
import io.segmentpixel.testkit.Sandbox;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import okhttp3.OkHttpClient;

/** A sandbox of its own and a client for one cell of the matrix, which live by one clock that each wait moves on. */
final class MatrixStage implements AutoCloseable {
    /** Takes a first call away from a fault that is meant for the second. */
    private static final Fault HARMLESS = Fault.slowHeader(Duration.ofNanos(1));

    private final SettableClock clock = new SettableClock();
    private final Sandbox sandbox = Sandbox.builder().clock(clock).start();
    private final RequestCount requests = new RequestCount();
    private final SentSecrets secrets = new SentSecrets();
    private final OkHttpClient connections =
            new OkHttpClient.Builder().addInterceptor(secrets).build();
    private final Credentials credentials;
    private final SegmentClient client;

    MatrixStage(MatrixRow row, MatrixColumn column, MatrixPosition position) {
        seed(row.seeds());
        secrets.add(sandbox.password());
        credentials = row.logsInByKey() ? byKey() : Credentials.password(sandbox.username(), sandbox.password());
        client = InjectedTime.into(SegmentClient.builder(), clock, this::sleep)
                .baseUrl(sandbox.url())
                .httpClient(connections)
                .credentials(credentials)
                .requestTimeout(requestTimeout(column, position))
                .maxConcurrentRequests(isCutByTheClosingPort(row, column) ? 1 : 15)
                .deadline(Duration.ofSeconds(column.stalls() && position == MatrixPosition.EVERY ? 2 : 10))
                .listener(requests)
                .build();
    }

    /** A port that closes cuts creates that are sent at the same time, of which then truly nobody knows. */
    private static boolean isCutByTheClosingPort(MatrixRow row, MatrixColumn column) {
        return row == MatrixRow.BULK_CREATE && column == MatrixColumn.REFUSED;
    }

    /** Real time. It is longer where other requests are to be answered in it, however busy the machine is. */
    private static Duration requestTimeout(MatrixColumn column, MatrixPosition position) {
        if (!column.stalls()) {
            return Duration.ofMinutes(1);
        }
        return Duration.ofMillis(position == MatrixPosition.EVERY ? 600 : 1_000);
    }

    private Credentials byKey() {
        sandbox.put(sandbox.user().withKey("key-1", SigningKeys.publicKey()));
        SigningKeys.secrets().forEach(secrets::add);
        return Credentials.keyPairFromPem(sandbox.username(), "key-1", SigningKeys.pem());
    }

    private void seed(int segments) {
        for (int number = 1; number <= segments; number++) {
            sandbox.segments()
                    .create(NewSegment.named("Standing " + number)
                            .withCode("standing_" + number)
                            .withDescription("Number " + number)
                            .withPiggyback(PiggybackPixel.javaScript("https://pixels.example/" + number)));
        }
    }

    /** Sleeps until the next whole second, so that few attempts fit into the deadline. */
    private void sleep(Duration duration) {
        advance(Duration.ofSeconds(duration.plusNanos(999_999_999).toSeconds()));
    }

    private synchronized void advance(Duration duration) {
        clock.advance(duration);
        sandbox.clock().advance(Duration.ZERO);
    }

    /** Lets the limits and locks of the platform be over. */
    void rest() {
        advance(Duration.ofMinutes(6));
    }

    SegmentClient client() {
        return client;
    }

    Sandbox sandbox() {
        return sandbox;
    }

    RequestCount requests() {
        return requests;
    }

    SentSecrets secrets() {
        return secrets;
    }

    /** All that shows itself as text. */
    List<String> words() {
        return List.of(
                client.toString(),
                credentials.toString(),
                sandbox.toString(),
                sandbox.journal().toString());
    }

    List<Segment> standing() {
        return sandbox.segments().list(SegmentQuery.all()).toList();
    }

    /** One of the segments that stand there from the beginning. */
    Segment standing(int number) {
        return sandbox.segments().find(SegmentCode.of("standing_" + number)).orElseThrow();
    }

    /** Lets the fault strike login or segment calls. */
    void let(MatrixColumn column, MatrixPosition position, boolean isOfLogins) {
        if (column.isRefusal()) {
            refuse(position, isOfLogins);
        } else {
            strike(column.fault(), position, isOfLogins ? on(Operation.LOGIN) : onSegments());
        }
    }

    private Faults.On on(Operation operation) {
        return sandbox.faults().on(operation);
    }

    private Faults.On onSegments() {
        return sandbox.faults()
                .on(
                        Operation.CREATE,
                        Operation.READ,
                        Operation.LIST,
                        Operation.UPDATE,
                        Operation.UPDATE_SEVERAL,
                        Operation.DELETE);
    }

    private static void strike(Fault fault, MatrixPosition position, Faults.On calls) {
        switch (position) {
            case FIRST -> calls.next(fault);
            case SECOND -> {
                calls.next(HARMLESS);
                calls.next(fault);
            }
            case EVERY -> calls.every(1, fault);
        }
    }

    /** Before a second login there are two segment calls: that of the first, and the one that says that the session is over. */
    private void refuse(MatrixPosition position, boolean isOfLogins) {
        switch (position) {
            case FIRST -> sandbox.faults().next(Fault.refused());
            case SECOND -> {
                requests.whenUnanswered(() -> sandbox.faults().clear());
                sandbox.faults().every(isOfLogins ? 3 : 2, Fault.refused());
            }
            case EVERY -> sandbox.faults().next(Fault.refused(Duration.ofDays(1)));
        }
    }

    /** What was sent comes to the journal once the sandbox has read it, which may be after the client has given it up. */
    void awaitJournal() {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (sandbox.journal().calls().size() < requests.sent() && System.nanoTime() < end) {
            LockSupport.parkNanos(100_000);
        }
    }

    @Override
    public void close() {
        client.close();
        connections.dispatcher().executorService().shutdown();
        connections.connectionPool().evictAll();
        sandbox.close();
    }
}
