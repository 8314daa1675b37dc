package io.segmentpixel.acceptance;

import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.segment.SegmentService;
import io.segmentpixel.segment.SegmentServiceAsync;
import io.segmentpixel.segment.SegmentUpdate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A service with futures, as one that waits for them: what holds for the one is asked of the other. */
final class Joined implements SegmentService {
    private final SegmentServiceAsync segments;

    Joined(SegmentServiceAsync segments) {
        this.segments = segments;
    }

    @Override
    public Segment create(NewSegment segment) {
        return joined(segments.create(segment));
    }

    @Override
    public Segment get(SegmentId id) {
        return joined(segments.get(id));
    }

    @Override
    public Optional<Segment> find(SegmentCode code) {
        return joined(segments.find(code));
    }

    /** As lazy as the service is: it hands a segment over when the stream asks for it. */
    @Override
    public Stream<Segment> list(SegmentQuery query) {
        HandedOver listing = new HandedOver(each -> segments.list(query, each));
        return StreamSupport.stream(listing, false).onClose(listing::close);
    }

    @Override
    public Segment update(SegmentUpdate update) {
        return joined(segments.update(update));
    }

    @Override
    public List<Segment> updateAll(Collection<SegmentUpdate> updates) {
        return joined(segments.updateAll(updates));
    }

    @Override
    public void delete(SegmentId id) {
        joined(segments.delete(id));
    }

    /** What the future gives; it fails with what that failed with. */
    static <T> T joined(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException bare) {
                throw bare;
            }
            throw failed;
        }
    }
}
