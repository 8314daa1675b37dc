package io.segmentpixel.export;

import io.segmentpixel.pixel.PixelCall;
import io.segmentpixel.pixel.PixelHost;
import io.segmentpixel.pixel.Privacy;
import io.segmentpixel.pixel.SegmentCall;
import io.segmentpixel.pixel.SegmentValue;
import io.segmentpixel.segment.PixelType;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A pixel that is to go onto a page: the call, what it is on the page (a script or an image), and the host it goes to.
 *
 * <pre>{@code
 * PixelExport export = PixelExport.of(cart).removing(visited.id()).withValue(5);
 * export.url(); // https://secure.adnxs.com/seg?add=528336:5&remove=528335&t=1
 * String tag = ExportFormats.htmlTag().render(export);
 * }</pre>
 *
 * <p>It is a script, secure and on {@link PixelHost#SECURE} unless an option says otherwise. Options can be said in any
 * order, and the last value said counts; only a value of a single segment comes after the segment.
 *
 * <p>The piggyback pixels of the segments are not in the address: the platform fires them itself when the pixel is called.
 * But they decide what the pixel can be. With an image piggyback it is an image; with scripts it is a script; the two do not
 * go together in one call.
 *
 * <p>Platform documentation: <em>Export a Segment Pixel</em>.
 */
public final class PixelExport {
    private static final int LONGEST_URL = 2_048;

    private final String name;
    private final List<Segment> segments;
    private final PixelCall byId;
    private final ExportOptions options;
    private final PixelCall call;
    private final PixelType type;
    private final String url;

    private PixelExport(String name, List<Segment> segments, PixelCall byId, ExportOptions options) {
        this.name = Objects.requireNonNull(name, "name");
        this.segments = segments;
        this.byId = byId;
        this.options = options;
        this.call = options.codes() ? CodedCall.of(byId, segments) : byId;
        this.type = options.typeFor(segments, byId);
        this.url = call.url(options.scheme(), host(), type);
    }

    /**
     * The pixel that puts the visitor into one segment.
     *
     * @param segment the segment; its name becomes the export's
     * @return the export
     * @throws IllegalArgumentException if the segment's piggyback pixels do not go together in one call
     */
    public static PixelExport of(Segment segment) {
        Objects.requireNonNull(segment, "segment");
        return new PixelExport(
                segment.shortName(), List.of(segment), SegmentCall.adding(segment.id()), ExportOptions.USUAL);
    }

    /**
     * The pixel that puts the visitor into several segments with one call.
     *
     * @param segment the first segment
     * @param more further ones; a segment whose id came before counts once
     * @return an export whose name is the segments' names, joined by a comma and a blank
     * @throws IllegalArgumentException if the segments' piggyback pixels do not go together in one call
     */
    public static PixelExport of(Segment segment, Segment... more) {
        List<Segment> segments = distinct(Objects.requireNonNull(segment, "segment"), more);
        String name = segments.stream().map(Segment::shortName).collect(Collectors.joining(", "));
        SegmentId[] ids = segments.stream().map(Segment::id).toArray(SegmentId[]::new);
        return new PixelExport(name, segments, SegmentCall.adding(ids), ExportOptions.USUAL);
    }

    private static List<Segment> distinct(Segment segment, Segment... more) {
        Map<SegmentId, Segment> segments = new LinkedHashMap<>();
        segments.put(segment.id(), segment);
        Stream.of(more).forEach(further -> segments.putIfAbsent(further.id(), further));
        return List.copyOf(segments.values());
    }

    /**
     * The pixel that makes a call, say one that was read from a page.
     *
     * @param name what the pixel is called on the page, any text
     * @param call the call
     * @return an export without {@link #segments}, so that nothing is known of piggybacks and of codes that belong to ids
     */
    public static PixelExport of(String name, PixelCall call) {
        Objects.requireNonNull(call, "call");
        return new PixelExport(name, List.of(), call, ExportOptions.USUAL);
    }

    /**
     * As a script, which is what an export is anyway unless a segment has an image piggyback.
     *
     * @return a changed copy
     * @throws IllegalArgumentException if a segment has an image piggyback
     */
    public PixelExport asJavaScript() {
        return with(options.withType(PixelType.JAVASCRIPT));
    }

    /**
     * As an image.
     *
     * @return a changed copy
     * @throws IllegalArgumentException if a segment has a JavaScript piggyback, or has an image piggyback while the call
     *     redirects, because an image can redirect once only
     */
    public PixelExport asImage() {
        return with(options.withType(PixelType.IMAGE));
    }

    /**
     * With {@code http}, on {@link PixelHost#IB} unless a host was named. Such a pixel must not stand on an https page, and
     * the console warns that it may not fire.
     *
     * @return a changed copy
     */
    public PixelExport nonSecure() {
        return with(options.nonSecure());
    }

    /**
     * On this host.
     *
     * @param host the host that takes the call
     * @return a changed copy
     */
    public PixelExport withHost(PixelHost host) {
        return with(options.withHost(Objects.requireNonNull(host, "host")));
    }

    /**
     * With the segments' codes in place of their ids. Ids that were named without their segment stay ids.
     *
     * @return a changed copy
     * @throws IllegalArgumentException if a segment has no code or one that cannot stand in a call, if two segments belong to
     *     different members, or if the export was made of a call that adds ids
     */
    public PixelExport usingCodes() {
        return with(options.usingCodes());
    }

    /**
     * Also puts the visitor into these segments.
     *
     * @param refs ids, or codes of the member that the export's segments belong to
     * @return a changed copy
     * @throws IllegalArgumentException if the call removes one of them, if a code cannot stand in a call, or if there is not
     *     one member that a code can belong to
     */
    public PixelExport addingAlso(SegmentRef... refs) {
        return with(known().adding(refs));
    }

    /**
     * Also takes the visitor out of these segments.
     *
     * @param refs ids, or codes of the member that the export's segments belong to
     * @return a changed copy
     * @throws IllegalArgumentException if the call adds one of them, if a code cannot stand in a call, or if there is not one
     *     member that a code can belong to
     */
    public PixelExport removing(SegmentRef... refs) {
        return with(known().removing(refs));
    }

    /**
     * With a value for every added segment that has none of its own, also for those that are added later.
     *
     * @param value 0 to 2,147,483,647
     * @return a changed copy
     * @throws IllegalArgumentException if the value is negative
     */
    public PixelExport withValue(int value) {
        return withValue(SegmentValue.of(value));
    }

    /**
     * With a value for every added segment that has none of its own, also for those that are added later.
     *
     * @param value a number or a macro
     * @return a changed copy
     */
    public PixelExport withValue(SegmentValue value) {
        return with(withValues("value " + value).withValue(value));
    }

    /**
     * With a value for one segment.
     *
     * @param segment the id or the code of a segment that the call adds, whichever of the two stands in the call
     * @param value 0 to 2,147,483,647
     * @return a changed copy
     * @throws IllegalArgumentException if the call does not add the segment, or the value is negative
     */
    public PixelExport withValue(SegmentRef segment, int value) {
        return withValue(segment, SegmentValue.of(value));
    }

    /**
     * With a value for one segment.
     *
     * @param segment the id or the code of a segment that the call adds, whichever of the two stands in the call
     * @param value a number or a macro
     * @return a changed copy
     * @throws IllegalArgumentException if the call does not add the segment
     */
    public PixelExport withValue(SegmentRef segment, SegmentValue value) {
        return with(withValues("value " + value).withValue(known().meant(segment), value));
    }

    /**
     * With an address that the answer goes on to.
     *
     * @param url an absolute http or https address; it stands in the call percent-encoded as a whole
     * @return a changed copy
     * @throws IllegalArgumentException if the address breaks a rule of {@link io.segmentpixel.segment.WebUrl}, or if a
     *     segment has an image piggyback, because an image can redirect once only
     */
    public PixelExport redirectingTo(String url) {
        return with(byId.redirectingTo(url));
    }

    /**
     * With a page-level segment-modifier value, parameter {@code other}.
     *
     * @param text at least one character, without lone surrogates, and at most 20 in a conversion call; it stands in the call
     *     percent-encoded
     * @return a changed copy
     * @throws IllegalArgumentException if the text breaks that rule
     */
    public PixelExport withOther(String text) {
        return with(byId.withOther(text));
    }

    private SegmentCall withValues(String said) {
        if (byId instanceof SegmentCall segmentCall) {
            return segmentCall;
        }
        throw new IllegalArgumentException(said + ": the segments of a conversion call have no values");
    }

    /**
     * With what the visitor agreed to, in place of what was said of it before.
     *
     * @param privacy the signals; {@link Privacy#none} takes them off. Mind that a fixed signal speaks for one visitor only
     * @return a changed copy
     */
    public PixelExport withPrivacy(Privacy privacy) {
        return with(byId.withPrivacy(privacy));
    }

    private KnownSegments known() {
        return new KnownSegments(segments, byId);
    }

    private PixelExport with(PixelCall changed) {
        return new PixelExport(name, segments, changed, options);
    }

    private PixelExport with(ExportOptions changed) {
        return new PixelExport(name, segments, byId, changed);
    }

    /** {@return what the pixel is called on the page: any text, which a format makes safe before it goes there} */
    public String name() {
        return name;
    }

    /** {@return what the pixel asks of the platform: the call, with codes if {@link #usingCodes} was said} */
    public PixelCall call() {
        return call;
    }

    /** {@return what the pixel is on the page: a script or an image} */
    public PixelType type() {
        return type;
    }

    /** {@return the segments that the export was made of; an immutable list, empty if it was made of a call} */
    public List<Segment> segments() {
        return segments;
    }

    /** {@return whether the address is https; false after {@link #nonSecure}} */
    public boolean isSecure() {
        return options.secure();
    }

    /**
     * The host that takes the call.
     *
     * @return the one that was named, else {@link PixelHost#SECURE}, or {@link PixelHost#IB} where the pixel is not secure
     */
    public PixelHost host() {
        return options.hostToCall();
    }

    /**
     * What is to be known about the pixel before it goes onto a page.
     *
     * @return a sentence each; empty for a secure pixel of segments whose piggybacks could all be read
     */
    public List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        if (!isSecure()) {
            remarks.add("not secure: fires on pages that are served by http only; on an https page a browser blocks the"
                    + " script, and blocks the image or asks for it by https");
        }
        segments.stream()
                .filter(segment -> !segment.unreadablePiggybacks().isEmpty())
                .forEach(segment -> remarks.add("segment " + segment.id()
                        + ": has piggyback pixels that could not be read, " + segment.unreadablePiggybacks()
                        + "; if one is an image, the pixel must be one: say asImage()"));
        return List.copyOf(remarks);
    }

    /**
     * The same pixel, divided into the fewest whose addresses are at most 2,048 characters long, which is what every browser,
     * server and mail program takes.
     *
     * <p>Together they name the same segments with the same values, in the same order, and each says the same of the visitor's
     * consent. A redirect is on one of them only, and a conversion is counted by one of them only; see
     * {@link PixelCall#split}. Their names are this one's, with {@code (1 of 3)} behind it.
     *
     * @return this export alone if its address is short enough
     * @throws IllegalArgumentException if it cannot be divided that far; the message names the part that is too long
     */
    public List<PixelExport> split() {
        List<PixelCall> calls = call.split(options.scheme(), host(), type, LONGEST_URL);
        return calls.size() == 1
                ? List.of(this)
                : IntStream.range(0, calls.size())
                        .mapToObj(at -> part(calls.get(at), " (" + (at + 1) + " of " + calls.size() + ")"))
                        .toList();
    }

    /** One of several exports that say together what this one says. */
    private PixelExport part(PixelCall partCall, String suffix) {
        List<Segment> named = segments.stream()
                .filter(segment -> partCall.added().contains(segment.id())
                        || segment.code().filter(partCall.added()::contains).isPresent())
                .toList();
        return new PixelExport(name + suffix, named, partCall, options.ofPart(type));
    }

    /** {@return the whole address of the call, in plain ASCII, without anything that could end an attribute} */
    public String url() {
        return url;
    }

    /** Two exports are equal if they have the same name, segments and address. */
    @Override
    public boolean equals(Object other) {
        return other instanceof PixelExport export
                && export.name.equals(name)
                && export.segments.equals(segments)
                && export.url.equals(url);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, segments, url);
    }

    /** Name and address. */
    @Override
    public String toString() {
        return "PixelExport[name=" + name + ", url=" + url + "]";
    }
}
