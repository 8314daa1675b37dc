package io.segmentpixel.export;

import io.segmentpixel.pixel.PixelCall;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The call that says the same as another one, with the codes of known segments in place of their ids. */
final class CodedCall {
    private CodedCall() {}

    static PixelCall of(PixelCall byId, List<Segment> segments) {
        if (segments.isEmpty()) {
            refuseIds(byId.added());
            return byId;
        }
        MemberId member = segments.get(0).memberId();
        Map<SegmentId, SegmentCode> codes = new HashMap<>();
        segments.forEach(segment -> codes.put(segment.id(), code(segment, member)));
        return byId.withCodes(member, codes);
    }

    private static void refuseIds(List<SegmentRef> added) {
        for (SegmentRef ref : added) {
            Check.require(
                    ref instanceof SegmentCode,
                    "segment",
                    ref.toString(),
                    "has no code that the export knows; make the export of the segment itself");
        }
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
