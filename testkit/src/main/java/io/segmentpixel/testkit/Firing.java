package io.segmentpixel.testkit;

import io.segmentpixel.pixel.PixelCall;
import io.segmentpixel.segment.SegmentId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A pixel call that a sandbox got, and what came of it.
 *
 * <pre>{@code
 * sandbox.journal().firings(visitor).get(0).added(); // [528336]
 * }</pre>
 *
 * @param time when it came
 * @param visitor who the visitor is, by its cookie; empty where nothing may be remembered
 * @param host the host that was called, as the request named it; empty where the connection was reset before it was read
 * @param target path and query as they came, without the host that a proxy's request names before
 * @param call the call, empty if it is none that the platform understands
 * @param added the segments that the visitor was put into
 * @param removed the segments that the visitor was taken out of
 * @param goesOnTo the addresses that the answer sends the visitor on to: a redirect, or piggybacks of a script
 * @param remarks what was odd about the call, and why something that it names was not done; empty if all was well
 */
public record Firing(
        Instant time,
        Optional<String> visitor,
        String host,
        String target,
        Optional<PixelCall> call,
        List<SegmentId> added,
        List<SegmentId> removed,
        List<String> goesOnTo,
        List<String> remarks) {
    /**
     * Copies the lists.
     *
     * @param time when it came
     * @param visitor who the visitor is, by its cookie; empty where nothing may be remembered of one who had none
     * @param host the host that was called, as the request named it; empty where the connection was reset before it was read
     * @param target path and query as they came
     * @param call the call, empty if it is none that the platform understands
     * @param added the segments that the visitor was put into
     * @param removed the segments that the visitor was taken out of
     * @param goesOnTo the addresses that the answer sends the visitor on to: a redirect, or piggybacks of a script
     * @param remarks why something that the call names was not done; empty if all was
     */
    public Firing {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        goesOnTo = List.copyOf(goesOnTo);
        remarks = List.copyOf(remarks);
    }

    /** A call of which the first line alone was read. */
    static Firing notRead(Instant time, String target, String why) {
        return new Firing(
                time, Optional.empty(), "", target, Optional.empty(), List.of(), List.of(), List.of(), List.of(why));
    }

    /** In one line: what was called, and what came of it. */
    @Override
    public String toString() {
        return host
                + target
                + (added.isEmpty() ? "" : " added " + added)
                + (removed.isEmpty() ? "" : " removed " + removed)
                + (goesOnTo.isEmpty() ? "" : " goes on to " + goesOnTo)
                + (remarks.isEmpty() ? "" : " (" + String.join("; ", remarks) + ")");
    }
}
