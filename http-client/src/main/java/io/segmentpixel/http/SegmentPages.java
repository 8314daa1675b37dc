package io.segmentpixel.http;

import io.segmentpixel.segment.BackendAnswer;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.UnexpectedAnswerException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.function.Function;

/**
 * The pages of a listing, each read when the consumer comes to it. A page starts behind the last id of the one before, so
 * that what is created or deleted meanwhile makes none missing and none come twice.
 */
final class SegmentPages implements Iterator<Segment> {
    private final Function<Integer, Answer> pageFrom;
    private final Queue<Segment> page = new ArrayDeque<>();
    private int lastId;
    private boolean atEnd;

    /**
     * A listing of which nothing is read yet.
     *
     * @param pageFrom reads the page of the lowest ids from the given one on
     */
    SegmentPages(Function<Integer, Answer> pageFrom) {
        this.pageFrom = pageFrom;
    }

    @Override
    public boolean hasNext() {
        while (page.isEmpty() && !atEnd) {
            readPage();
        }
        return !page.isEmpty();
    }

    @Override
    public Segment next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the listing is at its end");
        }
        return page.remove();
    }

    private void readPage() {
        int from = lastId + 1;
        Answer answer = pageFrom.apply(from);
        List<Segment> segments = SegmentReader.segments(answer);
        if (segments.isEmpty() && SegmentReader.holdsObjects(answer)) {
            throw new UnexpectedAnswerException(
                    "list segments from id " + from
                            + ": none of the segments on the page can be read, so that the listing"
                            + " would not be complete",
                    answer.summary(),
                    null);
        }
        for (Segment segment : segments) {
            take(segment, from, answer);
        }
        OptionalInt count = SegmentReader.number(answer.response(), "count");
        boolean holdsAll = count.isPresent() && segments.size() >= count.getAsInt();
        atEnd = segments.isEmpty() || holdsAll || lastId == Integer.MAX_VALUE;
    }

    private void take(Segment segment, int from, Answer answer) {
        SegmentId id = segment.id();
        if (id.value() <= lastId) {
            BackendAnswer summary = answer.summary();
            throw new UnexpectedAnswerException(
                    "list segments from id " + from + ": id " + id + " came after " + lastId
                            + "; the backend does not sort by id, or does not start where it was asked to, so the listing"
                            + " would not be complete",
                    summary,
                    null);
        }
        lastId = id.value();
        page.add(segment);
    }
}
