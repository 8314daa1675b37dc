package io.segmentpixel.acceptance;

import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.PiggybackPixel;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.segment.SegmentService;
import io.segmentpixel.segment.SegmentState;
import io.segmentpixel.segment.SegmentTrigger;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** One operation's part of {@link SegmentServiceContract}: the service that is tested, and what the tests of all parts make and look at. */
abstract class ContractPart {
    static final MemberId MEMBER = SegmentServiceContract.MEMBER;
    static final SegmentId MISSING = SegmentId.of(2_000_000_017);
    static final PiggybackPixel IMAGE = PiggybackPixel.image("https://partner.example/p.gif?uid=${UID}");
    static final PiggybackPixel SCRIPT = PiggybackPixel.javaScript("https://partner.example/a.js");
    static final PiggybackPixel SECOND_SCRIPT = PiggybackPixel.javaScript("https://partner.example/b.js");
    static final PiggybackPixel THIRD_SCRIPT = PiggybackPixel.javaScript("https://partner.example/c.js");

    static final SegmentTrigger COLOUR = SegmentTrigger.queryString("colour")
            .withTextValues("red", "light blue*")
            .allowingEmptyText(true)
            .onSites(17, 18)
            .onPlacements(5)
            .includingShared(true);

    private final SegmentServiceContract contract;

    ContractPart(SegmentServiceContract contract) {
        this.contract = contract;
    }

    SegmentService segments() {
        return contract.segments();
    }

    /** The same, for creations of many. */
    SegmentService forMany() {
        return contract.forMany();
    }

    SettableClock clock() {
        return contract.clock;
    }

    Segment create(String name) {
        return segments().create(NewSegment.named(name));
    }

    List<Segment> listed(SegmentQuery query) {
        try (Stream<Segment> listing = segments().list(query)) {
            return listing.toList();
        }
    }

    static NewSegment complete() {
        return NewSegment.named("Luxury > Cars (Übersicht) \u2028 <b>&amp;</b>")
                .withCode("Luxury_Cars-1")
                .withDescription("visitors of \"the\" magazine\nwith 2 lines")
                .withMember(MEMBER)
                .withState(SegmentState.INACTIVE)
                .keptFor(Duration.ofDays(30))
                .withMaxUsersyncPixels(3)
                .withPiggyback(SCRIPT, SECOND_SCRIPT)
                .withRmPiggyback(false)
                .withTrigger(COLOUR);
    }
}
