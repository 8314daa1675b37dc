package io.segmentpixel.pixel;

import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentRef;
import java.util.List;
import java.util.function.Consumer;

/** How much room each piece of a call takes in a query, with the separator behind it. */
final class PartLengths {
    /** A list of segments: all lengths are sums of what stands before. */
    private static final class Lane {
        private final int ids;
        private final int idName;
        private final int codeName;
        private final int[] sums;

        Lane(List<SegmentRef> segments, Values values, String idName, String codeName) {
            this.ids =
                    (int) segments.stream().filter(SegmentId.class::isInstance).count();
            this.idName = idName.length() + 1;
            this.codeName = codeName.length() + 1;
            this.sums = new int[segments.size() + 1];
            for (int at = 0; at < segments.size(); at++) {
                StringBuilder item = new StringBuilder(segments.get(at).toString());
                values.appendTo(item, segments.get(at));
                sums[at + 1] = sums[at] + item.length() + 1;
            }
        }

        int length(int from, int to) {
            int names = (from < Math.min(to, ids) ? idName : 0) + (hasCode(from, to) ? codeName : 0);
            return sums[to] - sums[from] + names;
        }

        boolean hasCode(int from, int to) {
            return to > Math.max(from, ids);
        }
    }

    private final Lane added;
    private final Lane removed;
    private final int member;
    private final int everywhere;
    private final int conversion;
    private final int otherPath;
    private final int redirect;

    private PartLengths(PixelCall call, Values values, Extras everywhere, int conversion) {
        this.added = new Lane(call.added(), values, "add", "add_code");
        this.removed = new Lane(call.removed(), Values.NONE, "remove", "remove_code");
        this.member = length(query -> call.member().ifPresent(id -> query.add("member", id.toString())));
        this.everywhere = length(everywhere::appendTo);
        this.conversion = conversion;
        this.otherPath = "/seg".length() - call.path().length();
        this.redirect = length(query -> call.redirect().ifPresent(url -> query.add("redir", url.value())));
    }

    static PartLengths of(PixelCall call) {
        if (call instanceof SegmentCall segmentCall) {
            return new PartLengths(
                    call, segmentCall.values(), segmentCall.extras().withoutRedirect(), 0);
        }
        ConversionCall conversion = (ConversionCall) call;
        Extras privacy = conversion.extras().withoutRedirect().withoutOther();
        int alone = length(query -> conversion
                .with(Segments.NONE)
                .with(conversion.extras().withoutRedirect())
                .appendTo(query));
        return new PartLengths(call, Values.NONE, privacy, alone - length(privacy::appendTo));
    }

    private static int length(Consumer<Query> parameters) {
        StringBuilder text = new StringBuilder();
        parameters.accept(new Query(text));
        return text.isEmpty() ? 0 : text.length() + 1;
    }

    /** All but the segments. */
    int beside(boolean counting, boolean redirecting) {
        return everywhere + (counting ? conversion : otherPath) + (redirecting ? redirect : 0) - 1;
    }

    int ofSegments(int fromAdded, int toAdded, int fromRemoved, int toRemoved) {
        boolean hasCode = added.hasCode(fromAdded, toAdded) || removed.hasCode(fromRemoved, toRemoved);
        return added.length(fromAdded, toAdded) + removed.length(fromRemoved, toRemoved) + (hasCode ? member : 0);
    }
}
