package io.segmentpixel.page;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * How far an audit is.
 *
 * <pre>{@code
 * progress.share().ifPresent(share -> System.err.printf("%3.0f %%%n", share * 100));
 * }</pre>
 *
 * @param pages how many pages are done
 * @param share how much of all is done, from 0 to 1: of the files of a directory, or of the bytes of a WARC file; empty for a
 *     stream, of which nobody knows the length
 */
public record AuditProgress(long pages, OptionalDouble share) {
    /**
     * A state.
     *
     * @param pages how many pages are done
     * @param share how much of all is done
     */
    public AuditProgress {
        Objects.requireNonNull(share, "share");
    }
}
