package io.segmentpixel.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Statistic;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.segmentpixel.http.Credentials;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.testkit.Fault;
import io.segmentpixel.testkit.Operation;
import io.segmentpixel.testkit.Sandbox;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ClientMetricsTest {
    @AutoClose
    private final Sandbox sandbox = Sandbox.start();

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @AutoClose
    private final SegmentClient segments = SegmentClient.builder()
            .baseUrl(sandbox.url())
            .credentials(Credentials.password(sandbox.username(), sandbox.password()))
            .listener(new ClientMetrics(registry))
            .build();

    @Test
    void requests_repeats_and_logins_are_counted_by_what_they_are_for_and_how_they_end() {
        sandbox.faults().on(Operation.CREATE).next(Fault.tooManyRequests(Duration.ofSeconds(1)));
        Segment cart = segments.create(NewSegment.named("Shop - in cart"));
        sandbox.faults().on(Operation.READ).next(Fault.loggedOut());
        segments.get(cart.id());
        sandbox.faults().on(Operation.READ).next(Fault.resetInAnswer());
        segments.get(cart.id());

        assertThat(counts("segment.client.requests"))
                .containsOnly(
                        entry("LOGIN 200 none", 2L),
                        entry("CREATE 429 SYSTEM", 1L),
                        entry("CREATE 200 none", 1L),
                        entry("GET 200 NOAUTH", 1L),
                        entry("GET none NO_ANSWER", 1L),
                        entry("GET 200 none", 2L));
        assertThat(counts("segment.client.retried")).containsOnly(entry("CREATE", 1L), entry("GET", 2L));
        assertThat(counts("segment.client.logins")).containsOnly(entry("LOGIN", 2L));
        assertThat(counts("segment.client.held.back")).containsKey("CREATE");
    }

    /** How often each meter of a name was counted, by the values of its tags: the operation, the status, the error. */
    private Map<String, Long> counts(String name) {
        Map<String, Long> counts = new TreeMap<>();
        for (Meter meter : registry.find(name).meters()) {
            Map<String, String> tags =
                    meter.getId().getTags().stream().collect(Collectors.toMap(Tag::getKey, Tag::getValue));
            String shown = Stream.of("operation", "status", "error")
                    .flatMap(key -> Stream.ofNullable(tags.get(key)))
                    .collect(Collectors.joining(" "));
            StreamSupport.stream(meter.measure().spliterator(), false)
                    .filter(measured -> measured.getStatistic() == Statistic.COUNT)
                    .forEach(measured -> counts.put(shown, (long) measured.getValue()));
        }
        return counts;
    }
}
