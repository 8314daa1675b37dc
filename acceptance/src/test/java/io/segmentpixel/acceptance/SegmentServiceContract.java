package io.segmentpixel.acceptance;

import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.SegmentService;
import org.junit.jupiter.api.Nested;

/**
 * What every {@link SegmentService} does; the same assertions for the one in memory and for the one over HTTP. The parts, a file
 * each, are the service's operations.
 */
abstract class SegmentServiceContract {
    static final MemberId MEMBER = MemberId.of(958);

    final SettableClock clock = new SettableClock();

    abstract SegmentService segments();

    /** The same, for creations of many: where creates that are on their way at once would spoil each other, one by one. */
    SegmentService forMany() {
        return segments();
    }

    @Nested
    class Creating extends CreateContract {
        Creating() {
            super(SegmentServiceContract.this);
        }
    }

    @Nested
    class CreatingMany extends CreateAllContract {
        CreatingMany() {
            super(SegmentServiceContract.this);
        }
    }

    @Nested
    class Finding extends ReadContract {
        Finding() {
            super(SegmentServiceContract.this);
        }
    }

    @Nested
    class Updating extends UpdateContract {
        Updating() {
            super(SegmentServiceContract.this);
        }
    }

    @Nested
    class UpdatingMany extends UpdateAllContract {
        UpdatingMany() {
            super(SegmentServiceContract.this);
        }
    }

    @Nested
    class Listing extends ListContract {
        Listing() {
            super(SegmentServiceContract.this);
        }
    }

    @Nested
    class Deleting extends DeleteContract {
        Deleting() {
            super(SegmentServiceContract.this);
        }
    }
}
