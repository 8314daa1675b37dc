package io.segmentpixel.export;

import io.segmentpixel.pixel.SegmentCall;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentRef;
import java.util.List;
import java.util.Optional;

/** The call that says the same as another one, with the codes of known segments in place of their ids. */
final class CodedCall {
    private final SegmentCall byId;
    private final List<Segment> segments;

    private CodedCall(SegmentCall byId, List<Segment> segments) {
        this.byId = byId;
        this.segments = segments;
    }

    static SegmentCall of(SegmentCall byId, List<Segment> segments) {
        CodedCall coded = new CodedCall(byId, segments);
        return segments.isEmpty() ? coded.unchanged() : coded.translated();
    }

    private SegmentCall unchanged() {
        for (SegmentRef ref : byId.added()) {
            Check.require(
                    ref instanceof SegmentCode,
                    "segment",
                    ref.toString(),
                    "has no code that the export knows; make the export of the segment itself");
        }
        return byId;
    }

    private SegmentCall translated() {
        MemberId member = segments.get(0).memberId();
        SegmentCode[] codes =
                segments.stream().map(segment -> code(segment, member)).toArray(SegmentCode[]::new);
        List<SegmentRef> others =
                byId.added().stream().filter(ref -> written(ref).equals(ref)).toList();
        SegmentCall call = SegmentCall.adding(member, codes)
                .andAdding(member, Refs.codes(others))
                .andAdding(Refs.ids(others))
                .andRemoving(member, Refs.codes(byId.removed()))
                .andRemoving(Refs.ids(byId.removed()));
        return withOptions(withValues(call));
    }

    private SegmentCall withValues(SegmentCall call) {
        SegmentCall changed = call;
        for (SegmentRef ref : byId.added()) {
            SegmentCall before = changed;
            changed = byId.valueOf(ref)
                    .map(value -> before.withValue(written(ref), value))
                    .orElse(before);
        }
        return changed;
    }

    private SegmentCall withOptions(SegmentCall call) {
        SegmentCall withOther = byId.other().map(call::withOther).orElse(call);
        return byId.redirect().map(url -> withOther.redirectingTo(url.value())).orElse(withOther);
    }

    /** The code in place of the id of a known segment; every other reference as it is. */
    private SegmentRef written(SegmentRef ref) {
        for (Segment segment : segments) {
            if (segment.id().equals(ref)) {
                return code(segment, segment.memberId());
            }
        }
        return ref;
    }

    private static SegmentCode code(Segment segment, MemberId member) {
        String named = segment.id() + " \"" + Text.onOneLine(segment.shortName()) + "\"";
        Check.require(
                segment.memberId().equals(member),
                "segment",
                named,
                "belongs to member " + segment.memberId() + ", but all codes of a call belong to one member, here "
                        + member);
        Optional<SegmentCode> code = segment.code();
        Check.require(
                code.filter(SegmentCode::isUsableInCalls).isPresent(),
                "segment",
                named,
                "must have a code of 1 to 50 of A-Z a-z 0-9 _ - to be exported with codes, has "
                        + code.map(old -> "\"" + Text.onOneLine(old.value()) + "\"")
                                .orElse("none"));
        return code.orElseThrow();
    }
}
