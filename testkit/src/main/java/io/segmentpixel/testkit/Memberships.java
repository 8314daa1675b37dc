package io.segmentpixel.testkit;

import io.segmentpixel.pixel.PixelCall;
import io.segmentpixel.pixel.SegmentCall;
import io.segmentpixel.pixel.SegmentValue;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentRef;
import io.segmentpixel.segment.SegmentState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Which visitor is in which segment, and until when. */
final class Memberships {
    private final Backend backend;
    private final Duration propagation;
    private final Map<String, Map<Integer, Membership>> stays = new HashMap<>();

    /** Visits of the backend's segments, each of which the pixel servers know so long after it was created. */
    Memberships(Backend backend, Duration propagation) {
        this.backend = backend;
        this.propagation = propagation;
    }

    /**
     * What came of a call.
     *
     * @param added the segments that the visitor was put into
     * @param removed those that the visitor was taken out of
     * @param remarks why one that was named was not
     */
    record Effect(List<Segment> added, List<Segment> removed, List<String> remarks) {
        static Effect none() {
            return new Effect(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    /** Does what a call asks for. */
    synchronized Effect apply(String visitor, PixelCall call) {
        Map<Integer, Membership> of = stays.computeIfAbsent(visitor, name -> new TreeMap<>());
        Effect effect = Effect.none();
        Instant now = backend.clock().instant();
        for (SegmentRef ref : call.added()) {
            known(ref, call, now, effect)
                    .filter(segment -> isActive(segment, effect))
                    .filter(segment -> isNew(segment, ref, effect))
                    .ifPresent(segment -> {
                        effect.added().add(segment);
                        of.put(
                                segment.id().value(),
                                new Membership(
                                        segment.id(),
                                        value(call, ref, effect),
                                        now,
                                        now.plus(segment.retention().duration())));
                    });
        }
        for (SegmentRef ref : call.removed()) {
            known(ref, call, now, effect).ifPresent(segment -> {
                Membership stay = of.remove(segment.id().value());
                if (stay != null && stay.isAt(now)) {
                    effect.removed().add(segment);
                } else {
                    effect.remarks().add("the visitor was not in segment " + segment.id());
                }
            });
        }
        return effect;
    }

    /** One that is named by its id and by its code counts once, as it is named first. */
    private static boolean isNew(Segment segment, SegmentRef ref, Effect effect) {
        boolean isNew = !effect.added().contains(segment);
        if (!isNew) {
            effect.remarks().add("segment " + segment.id() + " is named once more, as " + ref);
        }
        return isNew;
    }

    private static boolean isActive(Segment segment, Effect effect) {
        boolean isActive = segment.state() == SegmentState.ACTIVE;
        if (!isActive) {
            effect.remarks().add("segment " + segment.id() + " is inactive");
        }
        return isActive;
    }

    private static OptionalInt value(PixelCall call, SegmentRef ref, Effect effect) {
        Optional<SegmentValue> value = call instanceof SegmentCall segments ? segments.valueOf(ref) : Optional.empty();
        value.filter(SegmentValue::isMacro).ifPresent(macro -> effect.remarks()
                .add("the value " + macro + " of " + ref + " is a macro that nobody filled in"));
        return value.map(SegmentValue::number).orElse(OptionalInt.empty());
    }

    /** The segment that a call means, if the pixel servers know it. */
    private Optional<Segment> known(SegmentRef ref, PixelCall call, Instant now, Effect effect) {
        Optional<Segment> meant = meant(ref, call);
        if (meant.isEmpty()) {
            effect.remarks().add("there is no segment " + ref + inWords(ref, call));
            return meant;
        }
        boolean isKnown = !backend.creationOf(meant.get()).isAfter(now.minus(propagation));
        if (!isKnown) {
            effect.remarks().add("segment " + ref + " is not known yet to the pixel servers");
        }
        return meant.filter(segment -> isKnown);
    }

    private static String inWords(SegmentRef ref, PixelCall call) {
        return ref instanceof SegmentId
                ? ""
                : " of member " + call.member().map(Object::toString).orElse("") + ", in that case";
    }

    /** The segment that a call means: by id, or by the exact code of the call's member. */
    private Optional<Segment> meant(SegmentRef ref, PixelCall call) {
        return ref instanceof SegmentId id
                ? backend.known(id)
                : call.member()
                        .flatMap(member -> backend.find(member, (SegmentCode) ref))
                        .filter(segment -> segment.code().equals(Optional.of(ref)));
    }

    /** The stays of a visitor that are not over, in order of id. */
    List<Membership> of(String visitor) {
        Instant now = backend.clock().instant();
        return allOf(visitor).stream()
                .filter(stay -> stay.isAt(now) && backend.known(stay.segment()).isPresent())
                .toList();
    }

    /** The latest stays of a visitor, those that are over too, in order of id. */
    synchronized List<Membership> allOf(String visitor) {
        return List.copyOf(stays.getOrDefault(visitor, Map.of()).values());
    }
}
