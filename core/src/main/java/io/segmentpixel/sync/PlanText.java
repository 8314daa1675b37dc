package io.segmentpixel.sync;

import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import java.util.ArrayList;
import java.util.List;

/** A plan in words, as a diff: + what is created, ~ what is changed, - what is deleted, ! what is in conflict. */
final class PlanText {
    private final SegmentPlan plan;
    private final List<Match> matches;

    PlanText(SegmentPlan plan, List<Match> matches) {
        this.plan = plan;
        this.matches = matches;
    }

    static String quoted(String text) {
        return "\"" + onOneLine(text) + "\"";
    }

    /** A value on one line, with what a terminal would act on made visible. */
    static String onOneLine(Object value) {
        StringBuilder line = new StringBuilder();
        value.toString()
                .codePoints()
                .forEach(character -> line.append(
                        isShown(character) ? Character.toString(character) : String.format("U+%04X", character)));
        return line.toString();
    }

    private static boolean isShown(int character) {
        int type = Character.getType(character);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }

    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        for (Match match : matches) {
            if (match.existing().isEmpty()) {
                lines.add("+ " + named(match.desired()));
            } else if (match.conflict().isPresent()) {
                lines.add("! " + named(match.existing().get()) + ": "
                        + onOneLine(match.conflict().get().reason()));
            } else if (!match.isUnchanged()) {
                lines.add("~ " + named(match.existing().get()));
                match.differences().lines().forEach(difference -> lines.add("    " + difference));
            }
        }
        plan.deletes().forEach(segment -> lines.add("- " + named(segment)));
        lines.add(numbers());
        return String.join("\n", lines);
    }

    private static String named(NewSegment segment) {
        return segment.code().orElseThrow() + " " + quoted(segment.name());
    }

    private static String named(Segment segment) {
        return segment.id()
                + segment.code()
                        .map(SegmentCode::value)
                        .map(code -> " " + onOneLine(code))
                        .orElse("") + " " + quoted(segment.shortName());
    }

    private String numbers() {
        return plan.creates().size() + " to create, " + plan.updates().size() + " to change, "
                + plan.deletes().size() + " to delete, " + plan.unchanged().size() + " as they are, "
                + plan.conflicts().size() + " in conflict, " + plan.unmanaged().size() + " unmanaged";
    }
}
