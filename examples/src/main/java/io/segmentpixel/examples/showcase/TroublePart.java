package io.segmentpixel.examples.showcase;

import io.segmentpixel.examples.web.WebRequest;
import io.segmentpixel.http.ClientEvent;
import io.segmentpixel.http.ClientListener;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.segment.SegmentServiceException;
import io.segmentpixel.testkit.ApiCall;
import io.segmentpixel.testkit.Sandbox;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Lets things go wrong, and shows what the client did about it. */
final class TroublePart extends Part implements AutoCloseable {
    private static final List<String> TIMES = List.of("1", "2", "3");

    private final Sandbox sandbox;
    private final SegmentClient client;
    private final List<List<String>> log = new CopyOnWriteArrayList<>();
    private List<String> calls = List.of();
    private String outcome = "";
    private long standing;
    private int trials;

    TroublePart(Backend backend) {
        super("trouble", "try");
        this.sandbox = backend.standIn();
        this.client = backend.clientOfStandIn(new Log());
    }

    @Override
    String carryOut(String action, WebRequest request) {
        Trouble trouble = Trouble.named(request.field("fault"));
        Work work = Choice.of(Work.class, "work", request.field("work"));
        int times = TIMES.indexOf(request.field("times")) + 1;
        if (times == 0) {
            throw Choice.none("times", request.field("times"), TIMES);
        }
        trials++;
        log.clear();
        Instant start = sandbox.clock().instant();
        try {
            trouble.beginning().in(sandbox, work.operation(), times);
            outcome = work.by(client, trials);
        } catch (SegmentServiceException known) {
            outcome = known.getClass().getSimpleName() + ": " + known.getMessage();
        } finally {
            Trouble.end(sandbox);
        }
        calls = sandbox.journal().calls().stream()
                .filter(call -> !call.time().isBefore(start))
                .map(ApiCall::toString)
                .toList();
        standing = sandbox.segments()
                .list(SegmentQuery.all())
                .filter(segment -> segment.shortName().equals(Work.name(trials)))
                .count();
        return "Trial " + trials + " is over.";
    }

    @Override
    void fill(Document page) {
        Element faults = Elements.byId(page, "fault");
        Trouble.ALL.forEach(trouble -> Elements.option(faults, trouble.name(), trouble.words(), false));
        Element works = Elements.byId(page, "work");
        for (Work work : Work.values()) {
            Elements.option(works, work.name(), work.words(), false);
        }
        Element trial = Elements.byId(page, "trial");
        if (trials == 0) {
            trial.appendElement("p").addClass("empty").text("Nothing was tried yet.");
            return;
        }
        trial.appendElement("h3").text("What the caller sees");
        trial.appendElement("p").attr("id", "outcome").text(outcome);
        trial.appendElement("p")
                .attr("id", "standing")
                .text("Segments of this trial at the backend: " + standing + ".");
        Element rows = Elements.table(trial, "What the client did", "What", "For", "Attempt", "After");
        log.forEach(line -> Elements.row(rows, line.get(0), line.get(1), line.get(2), line.get(3)));
        trial.appendElement("h3").text("What the backend saw");
        Elements.code(trial, "calls", String.join("\n", calls));
    }

    @Override
    public void close() {
        client.close();
    }

    /** Writes down what the client does. */
    private final class Log implements ClientListener {
        private void add(String what, ClientEvent event) {
            String operation = event.operation().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            log.add(List.of(
                    what,
                    operation,
                    String.valueOf(event.attempt()),
                    event.duration().toMillis() + " ms"));
        }

        @Override
        public void answered(ClientEvent event) {
            String error = event.errorId().isEmpty() ? "" : ", " + event.errorId();
            add("answered, HTTP " + event.httpStatus() + error, event);
        }

        @Override
        public void unanswered(ClientEvent event) {
            add("no answer: " + event.reason(), event);
        }

        @Override
        public void retried(ClientEvent event) {
            add("will be sent once more", event);
        }

        @Override
        public void heldBack(ClientEvent event) {
            add("was held back", event);
        }

        @Override
        public void loggedIn(ClientEvent event) {
            add("logged in", event);
        }
    }
}
