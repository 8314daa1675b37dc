package io.segmentpixel.sync;

import io.segmentpixel.segment.AdvertiserId;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.PiggybackPixel;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentState;
import io.segmentpixel.segment.SegmentUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * The parts in which a segment differs from what is wanted; a part that was not set does not.
 *
 * @param lines each in words: what stands there and what is wanted
 * @param changes the same as changes of an update
 */
record Differences(List<String> lines, List<UnaryOperator<SegmentUpdate>> changes) {
    static final Differences NONE = new Differences(List.of(), List.of());

    static Differences between(NewSegment desired, Segment existing) {
        Differences differences = new Differences(new ArrayList<>(), new ArrayList<>());
        differences.compare("name", Optional.of(desired.name()), existing.shortName(), SegmentUpdate::rename);
        differences.compare(
                "description",
                desired.description(),
                existing.description().orElse(""),
                SegmentUpdate::withDescription);
        differences.compare("state", desired.state(), existing.state(), Differences::inState);
        differences.compare("retention", desired.retention(), existing.retention(), SegmentUpdate::withRetention);
        differences.compare(
                "max usersync pixels",
                desired.maxUsersyncPixels().stream().boxed().findFirst(),
                existing.maxUsersyncPixels().orElse(0),
                SegmentUpdate::withMaxUsersyncPixels);
        differences.comparePiggybacks(desired, existing);
        differences.compare(
                "rm piggyback", desired.rmPiggyback(), existing.rmPiggyback(), SegmentUpdate::withRmPiggyback);
        differences.compare(
                "trigger",
                desired.trigger().filter(wanted -> !wanted.isSameAs(existing.trigger())),
                existing.trigger(),
                SegmentUpdate::withTrigger);
        differences.compareLevels(desired, existing);
        return new Differences(List.copyOf(differences.lines), List.copyOf(differences.changes));
    }

    private static SegmentUpdate inState(SegmentUpdate update, SegmentState state) {
        return state == SegmentState.ACTIVE ? update.activate() : update.deactivate();
    }

    private <T> void compare(
            String part, Optional<T> wanted, Object present, BiFunction<SegmentUpdate, T, SegmentUpdate> change) {
        wanted.filter(value -> !value.equals(present)).ifPresent(value -> {
            lines.add(part + ": " + PlanText.onOneLine(present) + " -> " + PlanText.onOneLine(value));
            changes.add(update -> change.apply(update, value));
        });
    }

    private void comparePiggybacks(NewSegment desired, Segment existing) {
        List<Object> present = new ArrayList<>(existing.piggybackPixels());
        present.addAll(existing.unreadablePiggybacks());
        compare(
                "piggyback pixels",
                desired.piggyback(),
                present,
                (update, wanted) -> update.replacePiggyback(wanted.toArray(PiggybackPixel[]::new)));
    }

    private void compareLevels(NewSegment desired, Segment existing) {
        Optional<AdvertiserId> present = existing.advertiserId();
        if (desired.isAtMemberLevel() && present.isPresent()) {
            lines.add("level: advertiser " + present.get() + " -> member " + existing.memberId());
            changes.add(update -> update.toMemberLevel(existing.memberId()));
        }
    }

    /** The update that makes all changes at once, empty if there is none. */
    Optional<SegmentUpdate> update(Segment existing) {
        SegmentUpdate update = SegmentUpdate.of(existing.id());
        for (UnaryOperator<SegmentUpdate> change : changes) {
            update = change.apply(update);
        }
        return changes.isEmpty() ? Optional.empty() : Optional.of(update);
    }
}
