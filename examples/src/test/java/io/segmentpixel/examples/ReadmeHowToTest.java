package io.segmentpixel.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.export.TagDelivery;
import io.segmentpixel.http.Credentials;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.segment.AccessDeniedException;
import io.segmentpixel.segment.BackendAnswer;
import io.segmentpixel.segment.BackendUnavailableException;
import io.segmentpixel.segment.BulkCreateException;
import io.segmentpixel.segment.BulkUpdateException;
import io.segmentpixel.segment.CallInterruptedException;
import io.segmentpixel.segment.LoginRefusedException;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.OutcomeUnknownException;
import io.segmentpixel.segment.RateLimitedException;
import io.segmentpixel.segment.RequestRefusedException;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentConflictException;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentLimitException;
import io.segmentpixel.segment.SegmentNotFoundException;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.segment.SegmentServiceException;
import io.segmentpixel.segment.UnexpectedAnswerException;
import io.segmentpixel.testkit.InMemorySegments;
import io.segmentpixel.testkit.Operation;
import io.segmentpixel.testkit.Sandbox;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the README shows and no page of docs does at length: creating, many at once, what to do about failures, metrics. */
class ReadmeHowToTest {
    private static final int MANY = 20_000;

    private final InMemorySegments segments = new InMemorySegments();

    @TempDir
    Path folder;

    @Test
    void create_and_export() {
        Segment cart = segments.create(NewSegment.named("Shop - in cart")
                .withCode("shop_cart") // by its code it is found again, and never made twice
                .keptFor(Duration.ofDays(30)));
        Segment bought = segments.create(NewSegment.named("Shop - bought").withCode("shop_bought"));

        PixelExport pixel = PixelExport.of(bought).withValue(254).removing(cart.id()); // whoever bought leaves the cart
        String tag = ExportFormats.htmlTag().render(pixel); // as the console exports it
        String url = pixel.asImage().url(); // for mails, servers, and other vendors

        assertThat(tag).contains("<!-- Segment Pixel - Shop - bought - DO NOT MODIFY -->", "&t=1");
        assertThat(url)
                .isEqualTo("https://secure.adnxs.com/seg?add=" + bought.id() + ":254&remove=" + cart.id() + "&t=2");
    }

    private Path rows() throws IOException {
        Path file = folder.resolve("pixels.csv");
        try (BufferedWriter rows = Files.newBufferedWriter(file)) {
            rows.write("name,code,days\n");
            for (int row = 1; row <= MANY; row++) {
                rows.write("\"Product " + row + ", seen\",product_" + row + ",30\n");
            }
        }
        return file;
    }

    @Test
    void twenty_thousand_tags_from_a_sheet() throws IOException {
        Path csv = rows();
        Path html = folder.resolve("tags.html");

        CSVFormat form = CSVFormat.RFC4180.builder().setHeader().get(); // Apache Commons CSV
        try (CSVParser rows = form.parse(Files.newBufferedReader(csv))) {
            List<NewSegment> wanted = rows.stream()
                    .map(row -> NewSegment.named(row.get("name"))
                            .withCode(row.get("code"))
                            .keptFor(Duration.ofDays(Long.parseLong(row.get("days")))))
                    .toList();
            List<Segment> standing = segments.createAll(wanted); // what stands there already is found
            TagDelivery.toFile(html)
                    .deliver(ExportFormats.htmlTag(), standing.stream().map(PixelExport::of)); // one by one
        }

        assertThat(segments.list(SegmentQuery.all())).hasSize(MANY);
        try (Stream<String> lines = Files.lines(html)) {
            assertThat(lines.filter(line -> line.startsWith("<script src=\"https://secure.adnxs.com/seg?add=")))
                    .hasSize(MANY);
        }
    }

    private static final Map<Class<? extends SegmentServiceException>, String> REACTIONS = Map.ofEntries(
            Map.entry(SegmentConflictException.class, "use it"),
            Map.entry(OutcomeUnknownException.class, "look"),
            Map.entry(RateLimitedException.class, "again in PT30S"),
            Map.entry(BackendUnavailableException.class, "again later"),
            Map.entry(BulkCreateException.class, "again later"),
            Map.entry(BulkUpdateException.class, "again later"),
            Map.entry(CallInterruptedException.class, "end"),
            Map.entry(LoginRefusedException.class, "call somebody"),
            Map.entry(AccessDeniedException.class, "call somebody"),
            Map.entry(SegmentLimitException.class, "call somebody"),
            Map.entry(UnexpectedAnswerException.class, "call somebody"),
            Map.entry(RequestRefusedException.class, "mend the program"),
            Map.entry(SegmentNotFoundException.class, "mend the program"));

    /** One of each kind. */
    static List<SegmentServiceException> failures() {
        return Stream.<Function<String, SegmentServiceException>>of(
                        why -> new SegmentConflictException(why, BackendAnswer.NONE, null),
                        why -> new OutcomeUnknownException(why, BackendAnswer.NONE, null),
                        why -> new RateLimitedException(why, Duration.ofSeconds(30), BackendAnswer.NONE),
                        why -> new BackendUnavailableException(why, BackendAnswer.NONE, null),
                        why -> new BulkCreateException(List.of(), unavailable(why)),
                        why -> new BulkUpdateException(List.of(), unavailable(why)),
                        why -> new CallInterruptedException(why, BackendAnswer.NONE, null),
                        why -> new LoginRefusedException(why, BackendAnswer.NONE, null),
                        why -> new AccessDeniedException(why, BackendAnswer.NONE, null),
                        why -> new SegmentLimitException(why, BackendAnswer.NONE, null),
                        why -> new UnexpectedAnswerException(why, BackendAnswer.NONE, null),
                        why -> new RequestRefusedException(why, BackendAnswer.NONE, null),
                        why -> new SegmentNotFoundException(SegmentId.of(1)))
                .map(failure -> failure.apply("made up"))
                .toList();
    }

    private static BackendUnavailableException unavailable(String why) {
        return new BackendUnavailableException(why, BackendAnswer.NONE, null);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void what_to_do_about_each_failure(SegmentServiceException made) {
        SegmentCode code = SegmentCode.of("shop_cart");
        NewSegment cart = NewSegment.named("Shop - in cart").withCode("shop_cart");
        segments.create(cart);
        segments.faults().next(Operation.CREATE, () -> made);

        String next;
        try {
            segments.create(cart);
            next = "done";
        } catch (SegmentConflictException taken) { // the code is taken
            next = segments.find(code).isPresent() ? "use it" : "choose another code";
        } catch (OutcomeUnknownException doubtful) { // it may have been done: look before you do it again
            next = doubtful.candidate().map(Segment::toString).orElse("look");
        } catch (RateLimitedException busy) {
            next = "again in " + busy.retryAfter();
        } catch (BackendUnavailableException | BulkCreateException | BulkUpdateException passing) {
            next = "again later"; // a bulk says of each segment what became of it
        } catch (CallInterruptedException stopped) { // the thread's flag is still set
            next = "end";
        } catch (LoginRefusedException
                | AccessDeniedException
                | SegmentLimitException
                | UnexpectedAnswerException forSomebody) { // the message says who has to do what
            next = "call somebody";
        } catch (RequestRefusedException | SegmentNotFoundException mistake) { // again would fail again
            next = "mend the program";
        }

        assertThat(next).isEqualTo(REACTIONS.get(made.getClass()));
    }

    @Test
    void each_failure_is_made() {
        assertThat(failures()).extracting(Object::getClass).containsExactlyInAnyOrderElementsOf(REACTIONS.keySet());
    }

    @Test
    void metrics() {
        try (Sandbox sandbox = Sandbox.start()) {
            String url = sandbox.url();
            Credentials credentials = Credentials.password(sandbox.username(), sandbox.password());

            MeterRegistry registry = new SimpleMeterRegistry(); // Micrometer's; yours goes to Prometheus or elsewhere
            try (SegmentClient segments = SegmentClient.builder()
                    .baseUrl(url)
                    .credentials(credentials)
                    .listener(new ClientMetrics(registry))
                    .build()) {
                segments.create(NewSegment.named("Shop - in cart"));
            }
            Timer creates = registry.get("segment.client.requests")
                    .tag("operation", "CREATE")
                    .timer(); // creates.count() is 1

            assertThat(creates.count()).isEqualTo(1);
        }
    }
}
