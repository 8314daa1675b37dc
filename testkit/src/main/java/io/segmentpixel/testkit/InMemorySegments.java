package io.segmentpixel.testkit;

import io.segmentpixel.segment.BulkUpdate;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.segment.SegmentService;
import io.segmentpixel.segment.SegmentServiceAsync;
import io.segmentpixel.segment.SegmentUpdate;
import java.time.Clock;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A segment service in memory, which follows the platform's rules: the quickest stand-in for a test.
 *
 * <pre>{@code
 * SegmentService segments = new InMemorySegments();
 * Segment cart = segments.create(NewSegment.named("Shop - in cart").withCode("shop_cart"));
 * segments.find(SegmentCode.of("shop_cart")); // Optional[cart]
 * }</pre>
 *
 * <p>Ids begin with 528336 and ascend. It serves any number of threads.
 */
public final class InMemorySegments implements SegmentService {
    private static final MemberId USUAL_MEMBER = MemberId.of(958);
    private static final int PAGE = 100;

    private final Backend backend;
    private final MemberId member;
    private final ServiceFaults faults = new ServiceFaults();

    /** The segments of member 958, none yet, at the machine's time. */
    public InMemorySegments() {
        this(USUAL_MEMBER, Clock.systemUTC());
    }

    /**
     * The segments of a member, none yet.
     *
     * @param member the owner of all segments
     * @param clock tells when a segment was last modified, in whole seconds
     */
    public InMemorySegments(MemberId member, Clock clock) {
        this(member, new Backend(Objects.requireNonNull(clock, "clock")));
    }

    InMemorySegments(MemberId member, Backend backend) {
        this.member = Objects.requireNonNull(member, "member");
        this.backend = backend;
    }

    @Override
    public Segment create(NewSegment segment) {
        Objects.requireNonNull(segment, "segment");
        return faults.over(Operation.CREATE, () -> backend.create(member, segment));
    }

    @Override
    public Segment get(SegmentId id) {
        Objects.requireNonNull(id, "id");
        return faults.over(Operation.READ, () -> backend.get(member, id));
    }

    @Override
    public Optional<Segment> find(SegmentCode code) {
        Objects.requireNonNull(code, "code");
        return faults.over(Operation.READ, () -> backend.find(member, code)).filter(has(code));
    }

    @Override
    public Stream<Segment> list(SegmentQuery query) {
        Pages pages = new Pages(wanted(Objects.requireNonNull(query, "query")));
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(pages, Spliterator.ORDERED), false)
                .flatMap(List::stream);
    }

    /** The pages of a listing, each read when the stream comes to it. */
    private final class Pages implements Iterator<List<Segment>> {
        private final Predicate<Segment> wanted;
        private int from = 1;
        private boolean atEnd;

        Pages(Predicate<Segment> wanted) {
            this.wanted = wanted;
        }

        @Override
        public boolean hasNext() {
            return !atEnd;
        }

        @Override
        public List<Segment> next() {
            if (atEnd) {
                throw new NoSuchElementException("the listing is at its end");
            }
            List<Segment> pageAndOneMore =
                    faults.over(Operation.LIST, () -> backend.from(member, from, wanted, PAGE + 1));
            atEnd = pageAndOneMore.size() <= PAGE;
            if (atEnd) {
                return pageAndOneMore;
            }
            from = pageAndOneMore.get(PAGE).id().value();
            return pageAndOneMore.subList(0, PAGE);
        }
    }

    private Predicate<Segment> wanted(SegmentQuery query) {
        return segment -> (!query.isOwnOnly() || segment.memberId().equals(member))
                && query.ids().filter(ids -> !ids.contains(segment.id())).isEmpty()
                && query.code().filter(code -> !has(code).test(segment)).isEmpty()
                && query.state().filter(state -> state != segment.state()).isEmpty()
                && query.advertiser()
                        .filter(one -> !segment.advertiserId().equals(Optional.of(one)))
                        .isEmpty()
                && query.searchText().filter(text -> !contains(segment, text)).isEmpty()
                && query.modifiedSince()
                        .filter(time -> segment.lastModified().orElseThrow().isBefore(time))
                        .isEmpty();
    }

    private static Predicate<Segment> has(SegmentCode code) {
        return segment -> segment.code().equals(Optional.of(code));
    }

    /** Whether id, name or code contains the text, in whatever case. */
    static boolean contains(Segment segment, String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        return Stream.of(
                        segment.id().toString(),
                        segment.shortName(),
                        segment.code().map(SegmentCode::value).orElse(""))
                .anyMatch(part -> part.toLowerCase(Locale.ROOT).contains(wanted));
    }

    @Override
    public Segment update(SegmentUpdate update) {
        Objects.requireNonNull(update, "update");
        return faults.over(Operation.UPDATE, () -> backend.update(member, List.of(update)))
                .get(0);
    }

    @Override
    public List<Segment> updateAll(Collection<SegmentUpdate> updates) {
        return BulkUpdate.of(updates)
                .carriedOutBy(call -> faults.over(
                        call.size() == 1 ? Operation.UPDATE : Operation.UPDATE_SEVERAL,
                        () -> backend.update(member, call)));
    }

    @Override
    public void delete(SegmentId id) {
        Objects.requireNonNull(id, "id");
        faults.over(Operation.DELETE, () -> {
            backend.delete(member, id);
            return id;
        });
    }

    /**
     * The same segments for code that works with futures, with the same faults.
     *
     * <pre>{@code
     * segments.async().get(id).thenApply(Segment::shortName);
     * }</pre>
     *
     * <p>Each call is carried out by the thread that makes it, and is over when it has its future: a test need not wait, and goes
     * the same way each time. Where calls are to be under way at once, let an executor of yours carry them out:
     * {@code SegmentServiceAsync.over(segments, executor)}.
     *
     * @return the service with futures
     */
    public SegmentServiceAsync async() {
        return SegmentServiceAsync.over(this, Runnable::run);
    }

    /**
     * What goes wrong with calls of this object.
     *
     * @return nothing, until it is told
     */
    public ServiceFaults faults() {
        return faults;
    }

    /** The member. */
    @Override
    public String toString() {
        return "InMemorySegments[member=" + member + "]";
    }
}
