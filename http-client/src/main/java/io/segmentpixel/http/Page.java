package io.segmentpixel.http;

import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.UnexpectedAnswerException;
import java.util.List;
import java.util.OptionalInt;

/**
 * A page of a listing: a contiguous stretch of ids, as they stood when it was read.
 *
 * @param call what was asked
 * @param segments in ascending order of id
 * @param objects how many objects it holds, readable or not
 * @param count how many segments the whole listing has, if the backend says
 * @param answer what the backend said
 */
record Page(Call call, List<Segment> segments, long objects, OptionalInt count, Answer answer) {
    static Page of(Call call, Answer answer) {
        List<Segment> segments = SegmentReader.segments(answer);
        long objects = SegmentReader.countObjects(answer);
        if (segments.isEmpty() && objects > 0) {
            throw new UnexpectedAnswerException(
                    call + ": none of the segments on the page can be read, so that the listing would not be complete",
                    answer.summary(),
                    null);
        }
        return new Page(call, segments, objects, SegmentReader.number(answer.response(), "count"), answer);
    }

    /** Whether the listing ended with it, if it starts with the so many-th segment, the first being number 0. */
    boolean isLast(int start) {
        return count.isPresent() && start + objects >= count.getAsInt();
    }

    boolean isEmpty() {
        return segments.isEmpty();
    }

    int firstId() {
        return segments.get(0).id().value();
    }

    int lastId() {
        return segments.get(segments.size() - 1).id().value();
    }

    UnexpectedAnswerException unsorted(int id, int before) {
        return new UnexpectedAnswerException(
                call + ": id " + id + " came after " + before
                        + "; the backend does not sort by id, or does not start where it was asked to, so the listing"
                        + " would not be complete",
                answer.summary(),
                null);
    }
}
