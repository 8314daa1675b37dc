package io.segmentpixel.http;

import io.segmentpixel.segment.BackendAnswer;
import io.segmentpixel.segment.CallInterruptedException;
import io.segmentpixel.segment.Segment;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The segments of a listing, for a thread that waits for each page when it comes to it. */
final class SegmentIterator implements Iterator<Segment> {
    private static final int TRAITS =
            Spliterator.ORDERED | Spliterator.DISTINCT | Spliterator.NONNULL | Spliterator.IMMUTABLE;

    private final SegmentPages pages;
    private final Queue<Segment> page = new ArrayDeque<>();

    private SegmentIterator(SegmentPages pages) {
        this.pages = pages;
    }

    /** A stream that reads nothing before it is asked for its first segment, and gives up what is on its way when it is closed. */
    static Stream<Segment> stream(SegmentPages pages) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(new SegmentIterator(pages), TRAITS), false)
                .onClose(pages::close);
    }

    @Override
    public boolean hasNext() {
        while (page.isEmpty() && !pages.isAtEnd()) {
            readPage();
        }
        return !page.isEmpty();
    }

    private void readPage() {
        if (Thread.currentThread().isInterrupted()) {
            throw interrupted();
        }
        try {
            page.addAll(Failures.orThrown(new CallersThread().await(pages.next())));
        } catch (CancellationException interrupted) {
            throw interrupted();
        }
    }

    private CallInterruptedException interrupted() {
        pages.close();
        return new CallInterruptedException(
                "list segments: interrupted while it waited for a page", BackendAnswer.NONE, null);
    }

    @Override
    public Segment next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the listing is at its end");
        }
        return page.remove();
    }
}
