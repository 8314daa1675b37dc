package io.segmentpixel.examples.showcase;

import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.segment.SegmentService;
import io.segmentpixel.testkit.Operation;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Something that the client is to do in trouble. */
enum Work {
    CREATE("Create one with a code", Operation.CREATE) {
        @Override
        String by(SegmentService segments, int number) {
            return "Segment "
                    + segments.create(NewSegment.named(name(number)).withCode("trial_" + number))
                            .id() + " stands.";
        }
    },
    CREATE_WITHOUT_CODE("Create one without a code", Operation.CREATE) {
        @Override
        String by(SegmentService segments, int number) {
            return "Segment " + segments.create(NewSegment.named(name(number))).id() + " stands.";
        }
    },
    CREATE_SEVERAL("Create five", Operation.CREATE) {
        @Override
        String by(SegmentService segments, int number) {
            List<NewSegment> wanted = IntStream.rangeClosed(1, 5)
                    .mapToObj(one -> NewSegment.named(name(number)).withCode("trial_" + number + "_" + one))
                    .toList();
            return segments.createAll(wanted).size() + " segments stand.";
        }
    },
    LIST("List them all", Operation.LIST) {
        @Override
        String by(SegmentService segments, int number) {
            try (Stream<Segment> all = segments.list(SegmentQuery.all())) {
                return all.count() + " segments are listed.";
            }
        }
    };

    private final String words;
    private final Operation operation;

    Work(String words, Operation operation) {
        this.words = words;
        this.operation = operation;
    }

    String words() {
        return words;
    }

    Operation operation() {
        return operation;
    }

    /** The name of the segments that a trial creates. */
    static String name(int number) {
        return "Trial " + number;
    }

    /**
     * Does it; says what came of it.
     *
     * @param number that of the trial
     */
    abstract String by(SegmentService segments, int number);
}
