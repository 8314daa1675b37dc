package io.segmentpixel.page;

import java.util.BitSet;
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
     */
    record Audited(Optional<AuditedPage> page, BitSet held) {
        static final Audited NO_PAGE = new Audited(Optional.empty(), new BitSet());
    }

    /** The same, and how much of all is done. */
    record Done(Audited audited, OptionalDouble share) {}

    Done done() {
        return new Done(work.get(), share);
    }
}
