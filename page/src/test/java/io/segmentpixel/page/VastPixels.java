package io.segmentpixel.page;

import io.segmentpixel.export.PixelExport;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import java.util.regex.Pattern;

/** The pixel that tests put into VAST documents, the places for it, and the documents without it. */
final class VastPixels {
    static final Segment SAW =
            Segment.of(SegmentId.of(528336), MemberId.of(958), "Saw the ad").withCode(SegmentCode.of("saw"));
    static final PixelExport PIXEL = PixelExport.of(SAW).asImage();
    static final VastPlacer IMPRESSION = VastPlacer.onImpression();
    static final VastPlacer COMPLETE = VastPlacer.onEvent("complete");
    static final VastPlacer HALF = VastPlacer.onProgress("50%");

    private VastPixels() {}

    /** The document without the elements, and the line ends or blanks before them. */
    static String withoutPixels(String vast) {
        String element =
                "<(v:)?(Impression|Tracking event=\"complete\"|Tracking event=\"progress\" offset=\"50%\")><!\\[CDATA\\["
                        + Pattern.quote(PIXEL.url()) + "]]></(v:)?(Impression|Tracking)>";
        String before = "((\r\n|\n|\r)[ \t]*| )?";
        String events = before + "<(v:)?TrackingEvents>" + element + "</(v:)?TrackingEvents>";
        return vast.replaceAll(">  (" + events + "|" + element + ")</[\\w:]+>", "/>")
                .replaceAll(events + "|" + before + element, "");
    }
}
