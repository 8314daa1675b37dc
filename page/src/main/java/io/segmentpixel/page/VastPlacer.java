package io.segmentpixel.page;

import io.segmentpixel.export.PixelExport;
import io.segmentpixel.export.UnsupportedExportException;
import io.segmentpixel.pixel.PixelCall;
import io.segmentpixel.segment.PixelType;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts pixels into VAST documents, the creatives of videos, and takes them out again, without touching another byte.
 *
 * <pre>{@code
 * VastPlacer placer = VastPlacer.onImpression();
 * String withPixel = placer.place(vast, PixelExport.of(segment).asImage());
 * // … <Impression><![CDATA[https://secure.adnxs.com/seg?add=528336&t=2]]></Impression> …
 * placer.remove(withPixel, PixelExport.of(segment).call()); // equals vast
 * }</pre>
 *
 * <p>Versions 2.0 to 4.2, inline ads and wrappers, alone or in a VMAP document. Every ad of the document gets the pixel, behind
 * its last impression or where the schema of its version has it, with the prefix, the line ends and the indentation of what
 * stands there. Companions, and ads that are not linear, keep their own tracking. What stands in comments and extensions, or is
 * quoted in CDATA, is left alone, as are elements of other namespaces. A document without ads is not changed.
 *
 * <p>Removal gives the document as it was before the pixel came. An element that was a single tag, as in
 * {@code <TrackingEvents/>}, is opened for the pixel, which two blanks then set apart (in a pair of tags on one line it is one);
 * by these it is known, and closed again. {@code <TrackingEvents>} that hold nothing else, not even a blank, were made for the
 * pixel, and go with it.
 *
 * <p>Nothing outside the document is ever loaded: one whose DOCTYPE says more than a name is refused, as is one
 * that is not well-formed. The result is read again before it is given out.
 *
 * <p>A placer is immutable and can be shared between threads. By the <em>Video Ad Serving Template</em> of the IAB Tech Lab.
 */
public final class VastPlacer {
    private static final Set<String> EVENTS = Set.of(
            "acceptInvitation",
            "acceptInvitationLinear",
            "adCollapse",
            "adExpand",
            "close",
            "closeLinear",
            "collapse",
            "complete",
            "creativeView",
            "exitFullscreen",
            "expand",
            "firstQuartile",
            "fullscreen",
            "interactiveStart",
            "loaded",
            "midpoint",
            "minimize",
            "mute",
            "notUsed",
            "otherAdInteraction",
            "overlayViewDuration",
            "pause",
            "playerCollapse",
            "playerExpand",
            "resume",
            "rewind",
            "skip",
            "start",
            "thirdQuartile",
            "timeSpentViewing",
            "unmute");
    private static final Pattern OFFSET = Pattern.compile("\\d\\d:[0-5]\\d:[0-5]\\d(?:\\.\\d\\d\\d)?|(?:100|\\d?\\d)%");
    private static final Pattern ENCODING =
            Pattern.compile("\\A\\s*<\\?xml[^>]*?\\sencoding\\s*=\\s*[\"']([\\w.:-]+)[\"']");
    private static final int MOST_OF_PROLOG = 1_024;

    private final VastTarget target;
    private final PageContext context;

    private VastPlacer(VastTarget target, PageContext context) {
        this.target = target;
        this.context = context;
    }

    private VastPlacer(VastTarget target) {
        this(target, PageContext.UNKNOWN);
    }

    /**
     * As an {@code <Impression>} of each ad: fires when the ad is shown.
     *
     * @return the placer
     */
    public static VastPlacer onImpression() {
        return new VastPlacer(new VastTarget.Impression());
    }

    /**
     * As a {@code <Tracking>} of each linear creative: fires when something happens.
     *
     * @param event the event's name as VAST has it, as in {@code complete}; {@code progress} has its own {@link #onProgress}
     * @return the placer
     * @throws IllegalArgumentException if VAST has no such event
     */
    public static VastPlacer onEvent(String event) {
        Objects.requireNonNull(event, "event");
        if (!EVENTS.contains(event)) {
            throw new IllegalArgumentException("event \"" + event + "\": must be one of VAST's, "
                    + String.join(", ", EVENTS.stream().sorted().toList()) + "; for progress say onProgress");
        }
        return new VastPlacer(new VastTarget.Tracking(event, Optional.empty()));
    }

    /**
     * As a {@code <Tracking>} of each linear creative that fires when so much of it was played.
     *
     * @param offset a time as in {@code 00:00:10} or {@code 00:00:10.500}, or a share from {@code 0%} to {@code 100%}
     * @return the placer
     * @throws IllegalArgumentException if it is neither
     */
    public static VastPlacer onProgress(String offset) {
        Objects.requireNonNull(offset, "offset");
        if (!OFFSET.matcher(offset).matches()) {
            throw new IllegalArgumentException(
                    "offset \"" + offset + "\": must be a time HH:MM:SS or HH:MM:SS.mmm, or a share as in 50%");
        }
        return new VastPlacer(new VastTarget.Tracking("progress", Optional.of(offset)));
    }

    /**
     * For documents of which more is known than their text: the charset of the HTTP header, whether they are served over https,
     * and further hosts that take calls.
     *
     * @param context what is known
     * @return a changed copy
     */
    public VastPlacer on(PageContext context) {
        return new VastPlacer(target, Objects.requireNonNull(context, "context"));
    }

    /**
     * Puts the pixel into each ad that does not call it there already.
     *
     * @param vast the document
     * @param export the pixel, an image
     * @return the document with the pixel; the document itself if nothing is missing
     * @throws UnsupportedExportException if the pixel is a script
     * @throws PlacementException if it is no such document, or has no place for it
     */
    public String place(String vast, PixelExport export) {
        return changed(vast, placing(export));
    }

    /**
     * Puts the pixel into each ad that does not call it there already.
     *
     * @param vast the document, read in the encoding of its byte order mark, its XML declaration, or else in UTF-8
     * @param export the pixel, an image
     * @return the document with the pixel; the same bytes if nothing is missing
     * @throws UnsupportedExportException if the pixel is a script
     * @throws PlacementException if it is no such document, or has no place for it
     */
    public byte[] place(byte[] vast, PixelExport export) {
        return changed(vast, placing(export));
    }

    /**
     * Brings the pixel up to date in each ad: what calls another version of it there goes, as in {@link PagePlacer#replace}, and
     * it comes in where it is missing. Where no such element has its URL, the first of them gets it, as text or as CDATA, whichever
     * it had, and keeps its tag and its comments.
     *
     * @param vast the document
     * @param export the pixel, an image
     * @return the document with the pixel, once in each ad
     * @throws UnsupportedExportException if the pixel is a script
     * @throws PlacementException if it is no such document, or has no place for it
     */
    public String replace(String vast, PixelExport export) {
        return changed(vast, replacing(export));
    }

    /**
     * Brings the pixel up to date in each ad, as {@link #replace(String, PixelExport)} does.
     *
     * @param vast the document, read as {@link #place(byte[], PixelExport)} reads it
     * @param export the pixel, an image
     * @return the document with the pixel, once in each ad
     * @throws UnsupportedExportException if the pixel is a script
     * @throws PlacementException if it is no such document, or has no place for it
     */
    public byte[] replace(byte[] vast, PixelExport export) {
        return changed(vast, replacing(export));
    }

    /**
     * Takes out of each ad what makes this call there, with the comments in it. Calls to a host that is none of the platform's are
     * seen if {@link PageContext#servedAlsoFrom} names it.
     *
     * @param vast the document
     * @param call the call
     * @return the document without it; the document itself if it is not there
     * @throws PlacementException if it is no such document
     */
    public String remove(String vast, PixelCall call) {
        return changed(vast, removing(call));
    }

    /**
     * Takes out of each ad what makes this call there, with the comments in it. Calls to a host that is none of the platform's are
     * seen if {@link PageContext#servedAlsoFrom} names it.
     *
     * @param vast the document, read as {@link #place(byte[], PixelExport)} reads it
     * @param call the call
     * @return the document without it; the same bytes if it is not there
     * @throws PlacementException if it is no such document
     */
    public byte[] remove(byte[] vast, PixelCall call) {
        return changed(vast, removing(call));
    }

    private Function<String, Edits> placing(PixelExport export) {
        requireFit(export);
        return text -> update(text, hosts(export), call -> SameCall.is(call, export.call()))
                .place(export.url());
    }

    private Function<String, Edits> replacing(PixelExport export) {
        requireFit(export);
        SamePixel pixel = new SamePixel(export);
        return text -> update(text, hosts(export), call -> pixel.hasVersion(call, Optional.empty()))
                .replace(export.url());
    }

    private Function<String, Edits> removing(PixelCall call) {
        Objects.requireNonNull(call, "call");
        return text -> update(text, context.otherHosts(), standing -> SameCall.is(standing, call))
                .remove();
    }

    private VastUpdate update(String text, Set<String> hosts, Predicate<PixelCall> isMeant) {
        return new VastUpdate(target, new VastDocument(text), hosts, isMeant);
    }

    private Set<String> hosts(PixelExport export) {
        return Stream.concat(
                        context.otherHosts().stream(), Stream.of(export.host().name()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private void requireFit(PixelExport export) {
        if (export.type() != PixelType.IMAGE) {
            throw new UnsupportedExportException(export, "is a script, and VAST calls images only: say asImage()");
        }
        context.refuse(export.isSecure()).ifPresent(reason -> {
            throw new PlacementException(target + ": " + reason);
        });
    }

    private static String changed(String vast, Function<String, Edits> change) {
        Edits edits = change.apply(Objects.requireNonNull(vast, "vast"));
        return edits.isEmpty() ? vast : edits.applyTo(vast);
    }

    private byte[] changed(byte[] vast, Function<String, Edits> change) {
        EncodedText encoded = new EncodedText(Objects.requireNonNull(vast, "vast"), charset(vast));
        return encoded.with(change.apply(encoded.text()));
    }

    private Charset charset(byte[] vast) {
        return PageCharset.mark(vast)
                .or(context::charset)
                .or(() -> {
                    int length = Math.min(vast.length, MOST_OF_PROLOG);
                    Matcher said = ENCODING.matcher(new String(vast, 0, length, StandardCharsets.ISO_8859_1));
                    return said.find() ? PageCharset.named(said.group(1)) : Optional.empty();
                })
                .orElse(StandardCharsets.UTF_8);
    }

    /** Which element calls the pixels. */
    @Override
    public String toString() {
        return "VastPlacer[" + target + "]";
    }
}
