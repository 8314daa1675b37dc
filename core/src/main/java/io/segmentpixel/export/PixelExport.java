package io.segmentpixel.export;

import io.segmentpixel.pixel.PixelCall;
import io.segmentpixel.pixel.PixelHost;
import io.segmentpixel.pixel.Privacy;
import io.segmentpixel.pixel.Scheme;
import io.segmentpixel.pixel.SegmentCall;
import io.segmentpixel.pixel.SegmentValue;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.PiggybackPixel;
import io.segmentpixel.segment.PixelType;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
    private final Options options;
    private final PixelCall call;
    private final PixelType type;
    private final String url;

    /** What was said about the pixel, beside its call. */
    private record Options(Optional<PixelType> type, Optional<PixelHost> host, boolean secure, boolean codes) {
        static final Options USUAL = new Options(Optional.empty(), Optional.empty(), true, false);

        Options withType(PixelType changed) {
            return new Options(Optional.of(changed), host, secure, codes);
        }

        Options withHost(PixelHost changed) {
            return new Options(type, Optional.of(changed), secure, codes);
        }

        Options nonSecure() {
            return new Options(type, host, false, codes);
        }

        Options usingCodes() {
            return new Options(type, host, secure, true);
        }

        /** For a call that has its codes already. */
        Options ofPart(PixelType common) {
            return new Options(Optional.of(common), host, secure, false);
        }
    }

    private PixelExport(String name, List<Segment> segments, PixelCall byId, Options options) {
        this.name = Objects.requireNonNull(name, "name");
        this.segments = segments;
        this.byId = byId;
        this.options = options;
        this.call = options.codes() ? CodedCall.of(byId, segments) : byId;
        this.type = typeFor(segments, options.type(), byId);
        this.url = call.url(scheme(), host(), type);
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
        return new PixelExport(segment.shortName(), List.of(segment), SegmentCall.adding(segment.id()), Options.USUAL);
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
        return new PixelExport(name, segments, SegmentCall.adding(ids), Options.USUAL);
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
        return new PixelExport(name, List.of(), call, Options.USUAL);
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
        return with(Refs.adding(byId, resolved(refs), this::memberFor));
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
        return with(Refs.removing(byId, resolved(refs), this::memberFor));
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
        return with(withValues("value " + value).withValue(resolved(segment), value));
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

    private PixelExport with(PixelCall changed) {
        return new PixelExport(name, segments, changed, options);
    }

    private PixelExport with(Options changed) {
        return new PixelExport(name, segments, byId, changed);
    }

    /** What a pixel can be is decided where its piggybacks, its redirect and the wish of its author meet. */
    private static PixelType typeFor(List<Segment> segments, Optional<PixelType> asked, PixelCall call) {
        if (segments.stream().allMatch(segment -> segment.piggybackPixels().isEmpty())) {
            return asked.orElse(PixelType.JAVASCRIPT);
        }
        List<PiggybackPixel> piggybacks = segments.stream()
                .flatMap(segment -> segment.piggybackPixels().stream())
                .toList();
        Optional<PixelType> forced = PiggybackPixel.commonType(piggybacks);
        PixelType type = asked.or(() -> forced).orElse(PixelType.JAVASCRIPT);
        if (forced.isPresent() && forced.get() != type) {
            throw Check.refused(
                    "type", type.toString(), "must be " + forced.get() + ", as the piggyback is: " + piggybacks.get(0));
        }
        if (type == PixelType.IMAGE && !piggybacks.isEmpty() && call.redirect().isPresent()) {
            throw Check.refused(
                    "redirect",
                    call.redirect().get().value(),
                    "must not be there, as an image can redirect once only and there is a piggyback: "
                            + piggybacks.get(0));
        }
        return type;
    }

    private List<SegmentRef> resolved(SegmentRef... refs) {
        return Stream.of(refs).map(this::resolved).toList();
    }

    /** The id and the code of one of our segments mean that segment, whichever of the two the call names. */
    private SegmentRef resolved(SegmentRef ref) {
        Objects.requireNonNull(ref, "segment");
        if (names(ref)) {
            return ref;
        }
        List<Segment> meant = segments.stream()
                .filter(segment -> segment.id().equals(ref)
                        || segment.code().filter(ref::equals).isPresent())
                .toList();
        if (meant.size() != 1) {
            return ref;
        }
        SegmentId id = meant.get(0).id();
        return meant.get(0)
                .code()
                .filter(this::names)
                .<SegmentRef>map(code -> code)
                .orElse(id);
    }

    private boolean names(SegmentRef ref) {
        return byId.added().contains(ref) || byId.removed().contains(ref);
    }

    private MemberId memberFor(SegmentCode code) {
        List<MemberId> members = Stream.concat(segments.stream().map(Segment::memberId), byId.member().stream())
                .distinct()
                .toList();
        if (members.size() != 1) {
            throw Check.refused(
                    "code", code.value(), "must have one member that owns it; the export knows of members " + members);
        }
        return members.get(0);
    }

    /**
     * What the pixel is called on the page.
     *
     * @return any text, even such as must be made safe before it goes into a page
     */
    public String name() {
        return name;
    }

    /**
     * What the pixel asks of the platform.
     *
     * @return the call, with codes if {@link #usingCodes} was said
     */
    public PixelCall call() {
        return call;
    }

    /**
     * What the pixel is on the page.
     *
     * @return script or image
     */
    public PixelType type() {
        return type;
    }

    /**
     * The segments that the export was made of.
     *
     * @return an immutable list; empty if it was made of a call
     */
    public List<Segment> segments() {
        return segments;
    }

    /**
     * Whether the address is https.
     *
     * @return false after {@link #nonSecure}
     */
    public boolean isSecure() {
        return options.secure();
    }

    /**
     * The host that takes the call.
     *
     * @return the one that was named, else {@link PixelHost#SECURE}, or {@link PixelHost#IB} where the pixel is not secure
     */
    public PixelHost host() {
        return options.host().orElse(isSecure() ? PixelHost.SECURE : PixelHost.IB);
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
        List<PixelCall> calls = call.split(scheme(), host(), type, LONGEST_URL);
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

    /**
     * The whole address of the call.
     *
     * @return in plain ASCII, without anything that could end an attribute
     */
    public String url() {
        return url;
    }

    private Scheme scheme() {
        return isSecure() ? Scheme.HTTPS : Scheme.HTTP;
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
