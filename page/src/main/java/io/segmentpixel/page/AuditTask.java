package io.segmentpixel.page;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * Something that is to be audited.
 *
 * @param work audits it
 * @param weight the bytes that it takes meanwhile
 * @param share how much of all is done with it
 */
record AuditTask(Supplier<Audited> work, long weight, OptionalDouble share) {
    /**
     * What came of it.
     *
     * @param page what is to be reported; empty if it is no page
     * @param held the steps of the funnel whose rule held on it
     * @param isUnread whether it could not be read
     * @param mended the findings that are mended in its file
     */
    record Audited(Optional<AuditedPage> page, BitSet held, boolean isUnread, List<Finding> mended) {
        static final Audited NO_PAGE = new Audited(Optional.empty(), new BitSet(), false, List.of());

        static Audited unread(AuditedPage page) {
            return new Audited(Optional.of(page), new BitSet(), true, List.of());
        }

        static Audited of(AuditedPage page, BitSet held) {
            return new Audited(Optional.of(page), held, false, List.of());
        }

        Audited havingMended(List<Finding> findings) {
            return new Audited(page, held, isUnread, findings);
        }
    }

    /** The same, and how much of all is done. */
    record Done(Audited audited, OptionalDouble share) {}

    Done done() {
        return new Done(work.get(), share);
    }
}
