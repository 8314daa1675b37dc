package io.segmentpixel.examples.showcase;

import io.segmentpixel.examples.Campaign;
import io.segmentpixel.examples.web.WebRequest;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.PiggybackPixel;
import io.segmentpixel.segment.PixelType;
import io.segmentpixel.segment.Retention;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentService;
import io.segmentpixel.segment.WebUrl;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Creates segments, and lists them. */
final class CreatePart extends Part {
    private static final BigDecimal MINUTES_OF_A_DAY =
            BigDecimal.valueOf(Duration.ofDays(1).toMinutes());

    private final SegmentService segments;
    private final ShownSegments shown;

    CreatePart(SegmentService segments, ShownSegments shown) {
        super("create", "segment", "funnel");
        this.segments = segments;
        this.shown = shown;
    }

    @Override
    String carryOut(String action, WebRequest request) {
        return action.equals("funnel") ? createdFunnel() : created(segments.create(wanted(request)));
    }

    private String created(Segment segment) {
        shown.add(segment);
        return "Segment " + segment.id() + " stands: " + segment.shortName();
    }

    private String createdFunnel() {
        List<Segment> funnel = Stream.concat(Campaign.SHOP.stream(), Stream.of(Campaign.MAGAZINE))
                .map(campaign -> campaign.standing(segments))
                .toList();
        funnel.forEach(shown::add);
        return funnel.size() + " segments stand. What stood there already was found by its code.";
    }

    private static NewSegment wanted(WebRequest request) {
        NewSegment wanted = NewSegment.named(request.field("name"));
        if (!request.field("code").isEmpty()) {
            wanted = wanted.withCode(request.field("code"));
        }
        if (!request.field("days").isEmpty()) {
            wanted = wanted.withRetention(retention(request.field("days")));
        }
        if (!request.field("piggyback").isEmpty()) {
            PixelType type = Choice.of(PixelType.class, "piggyback", request.field("piggyback-type"));
            wanted = wanted.withPiggyback(new PiggybackPixel(new WebUrl(request.field("piggyback")), type));
        }
        return wanted;
    }

    private static Retention retention(String days) {
        if (!days.matches("\\d{1,4}(\\.\\d{1,8})?")) {
            throw new IllegalArgumentException("days \"" + days + "\": must be a number, as in 30 or 0.5");
        }
        BigDecimal exact = new BigDecimal(days).multiply(MINUTES_OF_A_DAY);
        if (exact.signum() > 0 && exact.compareTo(BigDecimal.ONE) < 0) {
            throw new IllegalArgumentException("days \"" + days + "\": must be a minute (0.0007) or more, or 0");
        }
        return Retention.ofMinutes(exact.intValue());
    }

    @Override
    boolean isEmptiedBy(String form) {
        return form.equals("/create/segment");
    }

    @Override
    void fill(Document page) {
        Element list = Elements.byId(page, "segments");
        if (shown.all().isEmpty()) {
            list.appendElement("p").addClass("empty").text("No segments yet.");
            return;
        }
        Element rows = Elements.table(list, "Segments", "Id", "Name", "Code", "Kept for");
        for (Segment segment : shown.all()) {
            Elements.row(
                    rows,
                    segment.id().toString(),
                    segment.shortName(),
                    segment.code().map(SegmentCode::toString).orElse(""),
                    Times.inWords(segment.retention().duration()));
        }
    }
}
