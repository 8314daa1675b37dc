package io.segmentpixel.acceptance;

import io.segmentpixel.segment.BackendAnswer;
import io.segmentpixel.segment.BackendUnavailableException;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.segment.SegmentService;
import io.segmentpixel.segment.SegmentUpdate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Notes each call that changes something, and fails once so many are done. */
final class CountingSegments implements SegmentService {
    private final SegmentService segments;
    private final int most;
    final List<String> calls = new ArrayList<>();

    CountingSegments(SegmentService segments, int most) {
        this.segments = segments;
        this.most = most;
    }

    private void note(String call) {
        if (calls.size() == most) {
            throw new BackendUnavailableException("no more calls", BackendAnswer.NONE, null);
        }
        calls.add(call);
    }

    @Override
    public Segment create(NewSegment segment) {
        note("create");
        return segments.create(segment);
    }

    @Override
    public Segment get(SegmentId id) {
        return segments.get(id);
    }

    @Override
    public Optional<Segment> find(SegmentCode code) {
        return segments.find(code);
    }

    @Override
    public Stream<Segment> list(SegmentQuery query) {
        return segments.list(query);
    }

    @Override
    public Segment update(SegmentUpdate update) {
        note("update");
        return segments.update(update);
    }

    @Override
    public List<Segment> updateAll(Collection<SegmentUpdate> updates) {
        note("update " + updates.size());
        return segments.updateAll(updates);
    }

    @Override
    public void delete(SegmentId id) {
        note("delete");
        segments.delete(id);
    }
}
