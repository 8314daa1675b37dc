package io.segmentpixel.page;

import io.segmentpixel.pixel.PixelCall;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.PixelType;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentRef;
import io.segmentpixel.segment.SegmentState;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is wrong with the segments that a pixel names, as the account has them. */
final class AccountFaults {
    /** How long it takes until all pixel servers know of a change. */
    private static final Duration PROPAGATION = Duration.ofMinutes(20);

    private final Account account;
    private final Clock clock;

    AccountFaults(Account account, Clock clock) {
        this.account = account;
        this.clock = clock;
    }

    List<Fault> of(FoundPixel pixel, RawParameters raw) {
        Optional<PixelCall> call =
                (pixel.isWhole() ? pixel.placed().call() : raw.completeCall()).filter(made -> pixel.counts());
        List<Fault> faults = new ArrayList<>();
        List<Segment> known = new ArrayList<>();
        call.ifPresent(made -> Stream.concat(made.added().stream(), made.removed().stream())
                .distinct()
                .forEach(ref -> account.find(ref, made.member())
                        .ifPresentOrElse(
                                segment -> {
                                    known.add(segment);
                                    faults.addAll(of(ref, segment));
                                },
                                () -> faults.addAll(unknown(ref, made.member())))));
        call.ifPresent(made -> raw.type().ifPresent(type -> faults.addAll(piggybacks(made, type, known))));
        return faults;
    }

    private List<Fault> unknown(SegmentRef ref, Optional<MemberId> member) {
        boolean isOurs =
                !(ref instanceof SegmentCode) || member.filter(account::isOf).isPresent();
        return isOurs
                ? List.of(new Fault(
                        FindingCode.UNKNOWN_SEGMENT, "The account has no segment " + OneLine.of(ref.toString()) + "."))
                : List.of();
    }

    private List<Fault> of(SegmentRef ref, Segment segment) {
        List<Fault> faults = new ArrayList<>();
        segment.code()
                .filter(code -> ref instanceof SegmentCode && !code.equals(ref))
                .ifPresent(code -> faults.add(new Fault(
                        FindingCode.CODE_CASE,
                        "The code " + OneLine.of(ref.toString()) + " is " + OneLine.of(code.toString())
                                + " at the platform, which tells upper from lower case in calls.")));
        if (segment.state() == SegmentState.INACTIVE) {
            faults.add(new Fault(FindingCode.INACTIVE_SEGMENT, name(ref, segment) + " is inactive."));
        }
        segment.lastModified()
                .filter(time -> time.isAfter(clock.instant().minus(PROPAGATION)))
                .ifPresent(time -> faults.add(new Fault(
                        FindingCode.RECENTLY_CHANGED,
                        name(ref, segment) + " was changed at " + time
                                + ", and some pixel servers may not know it yet.")));
        return faults;
    }

    private static String name(SegmentRef ref, Segment segment) {
        return "The segment " + OneLine.of(ref.toString()) + " (" + OneLine.quoted(segment.shortName()) + ")";
    }

    private static List<Fault> piggybacks(PixelCall call, PixelType type, List<Segment> segments) {
        long all = segments.stream()
                .mapToLong(segment -> segment.piggybackPixels().size())
                .sum();
        long redirects = call.redirect().stream().count();
        boolean isImage = type == PixelType.IMAGE;
        boolean isOfOtherType = segments.stream()
                .flatMap(segment -> segment.piggybackPixels().stream())
                .anyMatch(piggyback -> piggyback.type() != type);
        if (isImage && !segments.isEmpty() && all + redirects > 1) {
            return List.of(new Fault(
                    FindingCode.TOO_MANY_PIGGYBACKS,
                    "The image goes on to one address, and its segments and its redirect name " + (all + redirects)
                            + "."));
        }
        return isOfOtherType
                ? List.of(new Fault(
                        FindingCode.TOO_MANY_PIGGYBACKS,
                        "The pixel asks for " + (isImage ? "an image" : "a script")
                                + ", and a segment has a piggyback that is " + (isImage ? "a script" : "an image")
                                + "."))
                : List.of();
    }
}
