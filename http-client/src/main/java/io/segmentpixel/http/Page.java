package io.segmentpixel.http;

import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.UnexpectedAnswerException;
import java.util.List;
import java.util.OptionalInt;

/**
 * A page of a listing: a contiguous stretch of ids, as they stood when it was read.
 *
 * @param call what was asked
 * @param segments those that can be read, in the backend's order
 * @param objects how many objects it holds, readable or not
 * @param count how many segments the whole listing has, if the backend says; it need not be right
 * @param answer what the backend said
 */
record Page(Call call, List<Segment> segments, int objects, OptionalInt count, Answer answer) {
    static Page of(Call call, Answer answer) {
        SegmentReader.Shown shown = SegmentReader.shown(answer);
        return new Page(
                call, shown.segments(), shown.objects(), SegmentReader.number(answer.response(), "count"), answer);
    }

    /**
     * Whether the listing ended with it, if it starts with the so many-th segment, the first being number 0. A page as large as
     * a page can be is never taken for the last: a backend that counts the segments of the page alone would say the same.
     */
    boolean isLast(int start) {
        return !isFull() && count.isPresent() && start + objects == count.getAsInt();
    }

    private boolean isFull() {
        int most = SegmentReader.number(answer.response(), "num_elements").orElse(0);
        return objects >= (most > 0 ? Math.min(most, SegmentCalls.PAGE) : SegmentCalls.PAGE);
    }

    /** Whether it holds no segment that can be read. */
    boolean isEmpty() {
        return segments.isEmpty();
    }

    /** Whether the backend said that there is no such thing, in place of a page without segments. */
    boolean isMissing() {
        return !answer.isEnvelope();
    }

    int firstId() {
        return segments.get(0).id().value();
    }

    int lastId() {
        return segments.get(segments.size() - 1).id().value();
    }

    /** Refuses a page of a backend that does not sort. */
    Page sorted() {
        for (int i = 1; i < segments.size(); i++) {
            int before = segments.get(i - 1).id().value();
            if (segments.get(i).id().value() <= before) {
                throw unsorted(segments.get(i).id().value(), before);
            }
        }
        return this;
    }

    UnexpectedAnswerException unsorted(int id, int before) {
        return incomplete("id " + id + " came after " + before
                + "; the backend does not sort by id, or does not start where it was asked to");
    }

    /** Refuses a page that holds segments, none of which can be read. */
    Page readable() {
        if (segments.isEmpty() && objects > 0) {
            throw incomplete("none of the segments on the page can be read");
        }
        return this;
    }

    /** Refuses a page without segments that says there are some: nobody shall take that for an empty listing. */
    Page consistent() {
        if (objects == 0 && count.orElse(0) > 0) {
            throw incomplete("the answer counts " + count.getAsInt() + " segments and shows none");
        }
        return this;
    }

    UnexpectedAnswerException incomplete(String why) {
        return new UnexpectedAnswerException(
                call + ": " + why + ", so that the listing would not be complete", answer.summary(), null);
    }
}
