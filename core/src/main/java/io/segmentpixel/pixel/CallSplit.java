package io.segmentpixel.pixel;

import io.segmentpixel.segment.SegmentRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Divides a call into the fewest whose queries are not too long.
 *
 * <p>Each part goes on where the one before it ended, in the added and in the removed segments. Of all places that so many
 * parts can reach, those are kept that no other is ahead of: what is behind them can be reached, too. The first number of
 * parts that reaches the end is the least.
 */
final class CallSplit {
    private final PixelCall call;
    private final int longest;
    private final PartLengths lengths;

    /**
     * How far the parts have come.
     *
     * @param added how many of the added segments are named
     * @param removed how many of the removed ones
     * @param counted whether the conversion is counted, true where there is none
     * @param redirected whether the redirect is said, true where there is none
     * @param before where the last part began, or a place ahead of it, null at the start
     */
    private record Place(int added, int removed, boolean counted, boolean redirected, @Nullable Place before) {
        /** What is said so far, a bit each. */
        int kind() {
            return (counted ? 1 : 0) + (redirected ? 2 : 0);
        }

        boolean isAt(Place other) {
            return added == other.added && removed == other.removed && kind() == other.kind();
        }

        Place with(int nowAdded, int nowRemoved, boolean nowCounted) {
            return new Place(nowAdded, nowRemoved, nowCounted, redirected, before);
        }

        /** Where the last part begins, if a place before it was ahead of this one, only as far as this one. */
        Place start() {
            Place start = Objects.requireNonNull(before);
            return start.with(Math.min(start.added, added), Math.min(start.removed, removed), start.counted && counted);
        }
    }

    private CallSplit(PixelCall call, int longest) {
        this.call = call;
        this.longest = longest;
        this.lengths = PartLengths.of(call);
    }

    /** The parts, whose queries may be so long; one more character where the call's path is shorter than the part's. */
    static List<PixelCall> of(PixelCall call, int longestQuery) {
        return new CallSplit(call, longestQuery).parts();
    }

    private List<PixelCall> parts() {
        List<Place> reached = List.of(new Place(
                0, 0, !(call instanceof ConversionCall), call.redirect().isEmpty(), null));
        while (reached.stream().noneMatch(this::isEnd)) {
            Front front = new Front(call.added().size());
            reached.stream().flatMap(this::next).forEach(front::offer);
            reached = front.foremost();
            if (reached.isEmpty()) {
                throw tooLong();
            }
        }
        Place end = reached.stream().filter(this::isEnd).findFirst().orElseThrow();
        return partsTo(end);
    }

    private boolean isEnd(Place place) {
        return place.added == call.added().size()
                && place.removed == call.removed().size()
                && place.counted
                && place.redirected;
    }

    /** The furthest places of so many parts: for what is said and for each number of added segments, the most removed ones. */
    private static final class Front {
        private static final int KINDS = 4;

        private final Place[][] furthest;

        Front(int added) {
            this.furthest = new Place[KINDS][added + 1];
        }

        void offer(Place place) {
            Place known = furthest[place.kind()][place.added];
            if (known == null || known.removed < place.removed) {
                furthest[place.kind()][place.added] = place;
            }
        }

        /** Those that no other place is ahead of: none that says as much has as many added and as many removed segments. */
        List<Place> foremost() {
            List<Place> kept = new ArrayList<>();
            int[] removed = {-1, -1, -1, -1};
            for (int added = furthest[0].length - 1; added >= 0; added--) {
                for (int kind = KINDS - 1; kind >= 0; kind--) {
                    Place place = furthest[kind][added];
                    if (place != null && place.removed > mostRemoved(removed, kind)) {
                        kept.add(place);
                        removed[kind] = place.removed;
                    }
                }
            }
            return kept;
        }

        private static int mostRemoved(int[] removed, int kind) {
            return IntStream.range(0, KINDS)
                    .filter(other -> (other & kind) == kind)
                    .map(other -> removed[other])
                    .max()
                    .orElseThrow();
        }
    }

    /** Where one part more can end. */
    private Stream<Place> next(Place from) {
        Stream<Place> plain = next(from, false, false);
        Stream<Place> counting = from.counted ? Stream.empty() : next(from, true, false);
        return Stream.of(from.redirected ? Stream.<Place>empty() : redirecting(from), counting, plain)
                .flatMap(places -> places);
    }

    /** The redirect needs a segment or the conversion to go with; if there is none ahead, one of those behind. */
    private Stream<Place> redirecting(Place from) {
        Stream<Place> both = call instanceof ConversionCall
                ? next(from.with(from.added, from.removed, false), true, true)
                : Stream.empty();
        List<Place> ahead = next(from, false, true).toList();
        return Stream.concat(
                both, ahead.isEmpty() ? behind(from).flatMap(less -> next(less, false, true)) : ahead.stream());
    }

    /** Before each segment behind a place that is short enough to go with the redirect. */
    private Stream<Place> behind(Place place) {
        int room = longest - lengths.beside(false, true);
        return Stream.concat(
                IntStream.range(0, place.added)
                        .filter(at -> lengths.ofSegments(at, at + 1, 0, 0) <= room)
                        .mapToObj(added -> place.with(added, place.removed, place.counted)),
                IntStream.range(0, place.removed)
                        .filter(at -> lengths.ofSegments(0, 0, at, at + 1) <= room)
                        .mapToObj(removed -> place.with(place.added, removed, place.counted)));
    }

    private Stream<Place> next(Place from, boolean counting, boolean redirecting) {
        int room = longest - lengths.beside(counting, redirecting);
        if (room < 0) {
            return Stream.empty();
        }
        List<Place> ends = new ArrayList<>();
        int added = last(
                from.added,
                call.added().size(),
                to -> lengths.ofSegments(from.added, to, from.removed, from.removed) <= room);
        int removed = from.removed;
        do {
            int to = added;
            removed = last(
                    removed,
                    call.removed().size(),
                    end -> lengths.ofSegments(from.added, to, from.removed, end) <= room);
            if (counting || added > from.added || removed > from.removed) {
                ends.add(new Place(added, removed, from.counted || counting, from.redirected || redirecting, from));
            }
            added--;
        } while (added >= from.added && removed < call.removed().size());
        return ends.stream();
    }

    private static int last(int from, int end, IntPredicate fits) {
        int last = from;
        while (last < end && fits.test(last + 1)) {
            last++;
        }
        return last;
    }

    private List<PixelCall> partsTo(Place end) {
        List<PixelCall> parts = new ArrayList<>();
        for (Place to = end; to.before != null; to = to.start()) {
            if (!to.isAt(to.start())) {
                parts.add(0, part(to.start(), to));
            }
        }
        return List.copyOf(parts);
    }

    private PixelCall part(Place from, Place to) {
        List<SegmentRef> added = call.added().subList(from.added, to.added);
        List<SegmentRef> removed = call.removed().subList(from.removed, to.removed);
        boolean redirecting = to.redirected && !from.redirected;
        if (call instanceof ConversionCall conversion) {
            Segments segments = conversion.segments().only(added, removed);
            Extras extras =
                    redirecting ? conversion.extras() : conversion.extras().withoutRedirect();
            return to.counted && !from.counted
                    ? conversion.with(segments).with(extras)
                    : SegmentCall.of(segments, Values.NONE, extras.withoutOther());
        }
        SegmentCall whole = (SegmentCall) call;
        return SegmentCall.of(
                whole.segments().only(added, removed),
                whole.values().only(added),
                redirecting ? whole.extras() : whole.extras().withoutRedirect());
    }

    /** No part can go on: the longest piece of the call is to blame. */
    private IllegalArgumentException tooLong() {
        String[] piece = Stream.of(call.query().split("&", -1))
                .map(parameter -> parameter.split("=", 2))
                .flatMap(parameter ->
                        Stream.of(parameter[1].split(",", -1)).map(item -> new String[] {parameter[0], item}))
                .max(Comparator.comparingInt(item -> item[1].length()))
                .orElseThrow();
        return Check.refused(
                "parameter " + piece[0],
                Check.quoted(piece[1]),
                "takes " + piece[1].length() + " characters, and a query has room for " + longest
                        + "; the call cannot be divided that far");
    }
}
