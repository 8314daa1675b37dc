package io.segmentpixel.export;

import io.segmentpixel.pixel.PixelCall;
import io.segmentpixel.pixel.PixelHost;
import io.segmentpixel.pixel.Scheme;
import io.segmentpixel.segment.PiggybackPixel;
import io.segmentpixel.segment.PixelType;
import io.segmentpixel.segment.Segment;
import java.util.List;
import java.util.Optional;

/** What was said about a pixel, beside its call. */
record ExportOptions(Optional<PixelType> type, Optional<PixelHost> host, boolean secure, boolean codes) {
    static final ExportOptions USUAL = new ExportOptions(Optional.empty(), Optional.empty(), true, false);

    ExportOptions withType(PixelType changed) {
        return new ExportOptions(Optional.of(changed), host, secure, codes);
    }

    ExportOptions withHost(PixelHost changed) {
        return new ExportOptions(type, Optional.of(changed), secure, codes);
    }

    ExportOptions nonSecure() {
        return new ExportOptions(type, host, false, codes);
    }

    ExportOptions usingCodes() {
        return new ExportOptions(type, host, secure, true);
    }

    /** For a call that has its codes already. */
    ExportOptions ofPart(PixelType common) {
        return new ExportOptions(Optional.of(common), host, secure, false);
    }

    Scheme scheme() {
        return secure ? Scheme.HTTPS : Scheme.HTTP;
    }

    PixelHost hostToCall() {
        return host.orElse(secure ? PixelHost.SECURE : PixelHost.IB);
    }

    /** What a pixel can be is decided where its piggybacks, its redirect and the wish of its author meet. */
    PixelType typeFor(List<Segment> segments, PixelCall call) {
        if (segments.stream().allMatch(segment -> segment.piggybackPixels().isEmpty())) {
            return type.orElse(PixelType.JAVASCRIPT);
        }
        List<PiggybackPixel> piggybacks = segments.stream()
                .flatMap(segment -> segment.piggybackPixels().stream())
                .toList();
        PixelType forced = PiggybackPixel.commonType(piggybacks).orElseThrow();
        PixelType chosen = type.orElse(forced);
        Check.require(
                chosen == forced,
                "type",
                chosen.toString(),
                "must be " + forced + ", as the piggyback is: " + piggybacks.get(0));
        if (chosen == PixelType.IMAGE && call.redirect().isPresent()) {
            throw Check.refused(
                    "redirect",
                    call.redirect().get().value(),
                    "must not be there, as an image can redirect once only and there is a piggyback: "
                            + piggybacks.get(0));
        }
        return chosen;
    }
}
