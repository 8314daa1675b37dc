package io.segmentpixel.testkit;

import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractAssert;

/**
 * AssertJ's assertions on a visitor: in which segments, for how long, with which value. A failure shows what the visitor fired. The test
 * brings AssertJ itself.
 *
 * <pre>{@code
 * import static io.segmentpixel.testkit.VisitorAssert.assertThat;
 *
 * assertThat(visitor).isIn(cart).forMinutes(30).withValue(5).isNotIn(paid);
 * }</pre>
 */
@SuppressWarnings("exports") // whoever uses it has AssertJ, and nobody else needs it
public final class VisitorAssert extends AbstractAssert<VisitorAssert, Visitor> {
    private Optional<Membership> latest = Optional.empty();

    private VisitorAssert(Visitor visitor) {
        super(visitor, VisitorAssert.class);
    }

    /**
     * Begins an assertion on a visitor.
     *
     * @param visitor the visitor
     * @return what can be said
     */
    public static VisitorAssert assertThat(Visitor visitor) {
        return new VisitorAssert(visitor);
    }

    /**
     * The visitor is in the segment now.
     *
     * @param segment the segment
     * @return this, to say more of that stay
     */
    public VisitorAssert isIn(SegmentId segment) {
        isNotNull();
        latest = actual.membership(segment);
        if (latest.isEmpty()) {
            failWithMessage("%s", "expected the visitor to be in segment " + segment + told());
        }
        return this;
    }

    /**
     * The visitor is in the segment now.
     *
     * @param segment the segment
     * @return this, to say more of that stay
     */
    public VisitorAssert isIn(Segment segment) {
        return isIn(segment.id());
    }

    /**
     * The visitor is not in the segment now.
     *
     * @param segment the segment
     * @return this
     */
    public VisitorAssert isNotIn(SegmentId segment) {
        isNotNull();
        latest = Optional.empty();
        if (actual.membership(segment).isPresent()) {
            failWithMessage("%s", "expected the visitor not to be in segment " + segment + told());
        }
        return this;
    }

    /**
     * The visitor is not in the segment now.
     *
     * @param segment the segment
     * @return this
     */
    public VisitorAssert isNotIn(Segment segment) {
        return isNotIn(segment.id());
    }

    /**
     * The visitor is in these segments now and in no other.
     *
     * @param segments the segments, in whatever order; none for a visitor who is in no segment
     * @return this
     */
    public VisitorAssert isInOnly(Segment... segments) {
        isNotNull();
        latest = Optional.empty();
        List<Integer> expected = Stream.of(segments)
                .map(segment -> segment.id().value())
                .sorted()
                .distinct()
                .toList();
        List<Integer> present = actual.segments().stream().map(SegmentId::value).toList();
        if (!present.equals(expected)) {
            failWithMessage("%s", "expected the visitor to be in segments " + expected + " only" + told());
        }
        return this;
    }

    /**
     * The stay that was spoken of last is one of so many minutes, from when the visitor was put into the segment the latest time.
     *
     * @param minutes the segment's retention at that time
     * @return this
     * @throws IllegalStateException if no stay was spoken of
     */
    public VisitorAssert forMinutes(int minutes) {
        Duration present = stay().retention();
        if (!present.equals(Duration.ofMinutes(minutes))) {
            failWithMessage(
                    "%s",
                    "expected the visitor to be in segment " + stay().segment() + " for " + minutes
                            + " minutes, and it is for " + present.toMinutes() + told());
        }
        return this;
    }

    /**
     * The stay that was spoken of last has this value.
     *
     * @param value the value that the latest call gave
     * @return this
     * @throws IllegalStateException if no stay was spoken of
     */
    public VisitorAssert withValue(int value) {
        return withValue(OptionalInt.of(value));
    }

    /**
     * The stay that was spoken of last has no value.
     *
     * @return this
     * @throws IllegalStateException if no stay was spoken of
     */
    public VisitorAssert withoutValue() {
        return withValue(OptionalInt.empty());
    }

    private VisitorAssert withValue(OptionalInt value) {
        if (!stay().value().equals(value)) {
            failWithMessage(
                    "%s",
                    "expected the visitor to be in segment " + stay().segment() + " with " + inWords(value)
                            + ", and it is with " + inWords(stay().value()) + told());
        }
        return this;
    }

    private static String inWords(OptionalInt value) {
        return value.isPresent() ? "value " + value.getAsInt() : "no value";
    }

    /**
     * The visitor fired so many pixel calls, redirects within the platform included.
     *
     * @param calls how many
     * @return this
     */
    public VisitorAssert fired(int calls) {
        isNotNull();
        if (actual.firings().size() != calls) {
            failWithMessage("%s", "expected the visitor to have fired " + calls + " calls" + told());
        }
        return this;
    }

    private Membership stay() {
        return latest.orElseThrow(
                () -> new IllegalStateException("no stay was spoken of: say isIn(segment) before, of one segment"));
    }

    private String told() {
        List<Firing> firings = actual.firings();
        return "; it is in " + actual.segments()
                + lines(
                        ", and was in",
                        actual.allMemberships().stream()
                                .filter(stay -> !actual.segments().contains(stay.segment()))
                                .map(stay -> stay.segment() + " until " + stay.until()))
                + (firings.isEmpty() ? ", and fired nothing that the journal knows" : "")
                + lines(", and fired", firings.stream().map(firing -> firing.time() + " " + firing))
                + lines(", and passed over", actual.passedOver().stream());
    }

    private static String lines(String title, Stream<String> lines) {
        String text = lines.map(line -> "\n  " + line).collect(Collectors.joining());
        return text.isEmpty() ? "" : title + text;
    }
}
