package io.segmentpixel.page;

import io.segmentpixel.page.TagWriter.Call;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Tags with one fault to four: one in what the call is about, and others in how it is said. */
final class FlawedTags {
    private static final int MOST_WAYS = 3;

    /** Parameters by which no segment is named. */
    private static final List<String> OF_NOTHING = List.of(
            "add=null", "cb=1", "add=abc", "add=0", "add=-5", "add=1.5", "add=99999999999", "remove=undefined", "add=");

    private final Random random;
    private final TagWriter writer;

    /** What can be wrong with the segment or the conversion that a call names. */
    private enum Subject {
        RIGHT(""),
        OUT_OF_RANGE("[[value-out-of-range]]"),
        WITHOUT_MEMBER("[[code-without-member]]"),
        INVALID("[[invalid-call]]"),
        UNRENDERED("[[unrendered-template]]"),
        UNKNOWN("[[unknown-segment]]"),
        INACTIVE("[[inactive-segment]]"),
        WRONG_CASE("[[code-case]]"),
        RECENT("[[recently-changed]]"),
        WITH_PIGGYBACKS("[[too-many-piggybacks]]");

        private final String mark;

        Subject(String mark) {
            this.mark = mark;
        }

        /** Whether the platform would understand it. */
        boolean isCall() {
            return compareTo(UNRENDERED) > 0 || this == RIGHT;
        }
    }

    /** What can be wrong with how a call is made. */
    private enum Way {
        /** Its mark depends on the page. */
        WRONG_SCHEME(""),
        GLUED("[[glued-cachebuster!]]"),
        MANGLED("[[mangled-ampersand!]]"),
        PLAIN_VALUE("[[plain-value]]"),
        WRONG_TYPE("[[wrong-type]]"),
        FIXED_CONSENT("[[fixed-consent]]"),
        LAZY("[[lazy-image]]"),
        TWO_REDIRECTS("[[too-many-piggybacks]]"),
        OPEN_REDIRECT("[[unencoded-redirect]]"),
        UNRENDERED_OTHER("[[unrendered-template]]");

        private final String mark;

        Way(String mark) {
            this.mark = mark;
        }
    }

    FlawedTags(Random random, TagWriter writer) {
        this.random = random;
        this.writer = writer;
    }

    /** An image or a script. */
    String next() {
        return next(random.nextInt(3) > 0);
    }

    String image() {
        return next(true);
    }

    private String next(boolean isImage) {
        boolean isConversion = random.nextInt(5) == 0;
        Subject subject = random.nextBoolean() ? Subject.RIGHT : writer.one(Subject.values());
        Set<Way> ways = ways(isImage, isConversion, subject);
        return written(isImage, isConversion, subject, ways);
    }

    private Set<Way> ways(boolean isImage, boolean isConversion, Subject subject) {
        List<Way> all = new ArrayList<>(List.of(Way.values()));
        Collections.shuffle(all, random);
        Set<Way> ways = EnumSet.noneOf(Way.class);
        int wanted = subject == Subject.RIGHT ? 1 + random.nextInt(MOST_WAYS) : random.nextInt(MOST_WAYS);
        for (Way way : all) {
            if (ways.size() < wanted && isPossible(way, isImage, isConversion, subject) && goesWith(ways, way)) {
                ways.add(way);
            }
        }
        return ways;
    }

    private static boolean isPossible(Way way, boolean isImage, boolean isConversion, Subject subject) {
        return switch (way) {
            case PLAIN_VALUE -> !isConversion;
            case LAZY -> isImage;
            case TWO_REDIRECTS -> isImage && subject == Subject.RIGHT;
            case OPEN_REDIRECT, UNRENDERED_OTHER -> !isConversion && subject.isCall();
            default -> true;
        };
    }

    /** An open redirect takes what stands behind it for its own; an image that asks for a script may have several. */
    private static boolean goesWith(Set<Way> ways, Way way) {
        Set<Way> all = EnumSet.of(way);
        all.addAll(ways);
        return !(all.contains(Way.TWO_REDIRECTS) && (all.contains(Way.WRONG_TYPE) || all.contains(Way.OPEN_REDIRECT)))
                && !(all.contains(Way.OPEN_REDIRECT)
                        && (all.contains(Way.PLAIN_VALUE) || all.contains(Way.UNRENDERED_OTHER)));
    }

    private String written(boolean isImage, boolean isConversion, Subject subject, Set<Way> ways) {
        Call call = isConversion ? conversion(subject) : segment(subject);
        StringBuilder marks = new StringBuilder(subject.mark);
        for (Way way : ways) {
            marks.append(way == Way.WRONG_SCHEME ? writer.markOfWrongOrigin() : way.mark);
            call = made(call, way);
        }
        call = call.with(type(isImage, subject, ways) + (ways.contains(Way.GLUED) ? "[-" + cachebuster() + "-]" : ""));
        String[] others =
                ways.contains(Way.LAZY) ? new String[] {writer.one("loading=lazy", "loading=LAZY")} : new String[0];
        return marks + (isImage ? writer.image(call, others) : writer.script(call, others));
    }

    private Call made(Call call, Way way) {
        return switch (way) {
            case WRONG_SCHEME -> call.from(writer.wrongOrigin());
            case MANGLED -> call.mangled();
            case PLAIN_VALUE -> call.with("value=" + random.nextInt(100));
            case FIXED_CONSENT ->
                call.with(writer.one("us_privacy=1YNN", "gpp=DBABMA~CPXxRfAPXxRfAAfKABENB-CgAAAAAAAAAAYgAAAAAAAA"));
            case TWO_REDIRECTS ->
                call.with(
                        "redir=https%3A%2F%2Fa.example.com%2F",
                        "redir=https%3A%2F%2Fb.example.com%2Fp%3Fa%3D1%26b%3D2");
            case OPEN_REDIRECT -> call.without("cb").with("redir=https://www.example.com/p?a=1&b=2");
            case UNRENDERED_OTHER -> call.with("other=" + writer.one("[USD]", "${currency}", "%%CUR%%"));
            case GLUED, WRONG_TYPE, LAZY -> call;
        };
    }

    private String type(boolean isImage, Subject subject, Set<Way> ways) {
        if (!ways.contains(Way.WRONG_TYPE)) {
            return isImage ? "t=2" : "t=1";
        }
        return subject == Subject.RIGHT && writer.rarely() ? "t=3" : isImage ? "t=1" : "t=2";
    }

    /** An element of another kind, which says nothing of what it takes. */
    String another() {
        Call call = segment(Subject.RIGHT);
        return switch (random.nextInt(5)) {
            case 0 -> writer.markOfWrongOrigin() + writer.other(call.from(writer.wrongOrigin()));
            case 1 -> "[[glued-cachebuster!]]" + writer.other(call.with("t=2[-" + cachebuster() + "-]"));
            case 2 -> "[[mangled-ampersand!]]" + writer.other(call.with("t=2").mangled());
            case 3 -> "[[plain-value]]" + writer.other(call.with("value=5"));
            default -> "[[value-out-of-range]]" + writer.other(segment(Subject.OUT_OF_RANGE));
        };
    }

    /** A question mark where an ampersand belongs, which may be the next parameter's: nobody but its owner knows. */
    String glued() {
        int id = writer.next();
        return "[[glued-cachebuster]]"
                + writer.image(writer.one(
                        writer.call("/seg", "add=" + id + "?remove=" + writer.next()),
                        writer.call("/seg", "add=" + id + "?add=" + writer.next()),
                        writer.call("/seg", "add=" + id + "?utm_source=x"),
                        writer.call("/seg", "remove=" + id + "?member=958", "add=" + writer.next()),
                        writer.call("/seg", "add_code=code_" + id + "?x=1", "member=958")));
    }

    /** Several cachebusters in one call. */
    String gluedTwice() {
        return "[[glued-cachebuster!]]"
                + writer.image(writer.call(
                        "/seg", "add=" + writer.next() + "[-" + cachebuster() + "-]", "t=2[-" + cachebuster() + "-]"));
    }

    /** With the question mark that glues it to what stands before. */
    String cachebuster() {
        return "?" + writer.one("", "cb=", "ord=", "rnd=", "cachebuster=", "_=") + random.nextInt(1_000_000)
                + writer.one("", ".5");
    }

    private Call segment(Subject subject) {
        int id = writer.next();
        return switch (subject) {
            case RIGHT -> writer.call("/seg", right());
            case OUT_OF_RANGE ->
                writer.rarely()
                        ? writer.call("/seg", "add=" + id, "remove=" + writer.next() + ":" + badValue())
                        : writer.call("/seg", "add=" + writer.next() + "," + id + ":" + badValue());
            case WITHOUT_MEMBER ->
                writer.one(
                        writer.call("/seg", "add_code=code_" + id),
                        writer.call("/seg", "add=" + writer.next(), "remove_code=code_" + id),
                        writer.call("/seg", "add_code=code_" + id, "member="));
            case INVALID -> writer.call("/seg", writer.one(OF_NOTHING));
            case UNRENDERED ->
                writer.call(
                        "/seg",
                        writer.one("add=", "remove=")
                                + writer.one(
                                        "${zap.add}", "{{segment}}", "%%SEGMENT%%", "[SEGMENT]", "{id}", "__SEG__"));
            case UNKNOWN ->
                writer.one(
                        writer.call("/seg", "add=9" + id),
                        writer.call("/seg", "add=" + id, "remove=9" + writer.next()),
                        writer.call("/seg", "add_code=gone_" + id, "member=958"));
            case INACTIVE -> writer.call("/seg", "add=501", "remove=" + id);
            case WRONG_CASE -> writer.call("/seg", writer.one("add_code", "remove_code") + "=Code_" + id, "member=958");
            case RECENT -> writer.call("/seg", "add=" + id + ",502");
            case WITH_PIGGYBACKS -> writer.call("/seg", "add=503:7," + id);
        };
    }

    private String[] right() {
        int id = writer.next();
        return writer.one(
                new String[] {"add=" + id},
                new String[] {"add=" + id + ":5"},
                new String[] {"add=" + id + "," + writer.next()},
                new String[] {"add=" + id + "%2C" + writer.next()},
                new String[] {"remove=" + id},
                new String[] {"add=" + id, "remove=" + writer.next(), "cb=" + random.nextInt(1_000_000)},
                new String[] {"add=" + id, "cb=" + writer.one("[timestamp]", "${CACHEBUSTER}", "%%RANDOM%%")},
                new String[] {"add=" + id, "gdpr=${GDPR}", "gdpr_consent=${GDPR_CONSENT_32}"},
                new String[] {"add_code=code_" + id, "member=958"});
    }

    private String badValue() {
        return writer.one("2147483648", "1.5", "-1", "abc", "99999999999999999999", "1e3");
    }

    private Call conversion(Subject subject) {
        int id = writer.next();
        String self = "id=" + id;
        return switch (subject) {
            case RIGHT ->
                writer.one(
                        writer.call("/px", self),
                        writer.call("/px", self, "seg=" + writer.next(), "order_id=A-1"),
                        writer.call("/px", self, "value=9.99", "other=x"),
                        writer.call("/px", self, "seg_code=code_" + id, "member=958"));
            case OUT_OF_RANGE -> writer.call("/px", self, "seg=" + writer.next() + ":" + badValue());
            case WITHOUT_MEMBER -> writer.call("/px", self, "seg_code=code_" + id);
            case INVALID -> writer.call("/px", writer.one("id=null", "order_id=A-1", "id=0", "id=1,2"));
            case UNRENDERED -> writer.call("/px", writer.one("id=${id}", "id={{ID}}"), "order_id=A-1");
            case UNKNOWN -> writer.call("/px", self, "seg=9" + id);
            case INACTIVE -> writer.call("/px", self, "seg=501");
            case WRONG_CASE -> writer.call("/px", self, "seg_code=CODE_" + id, "member=958");
            case RECENT -> writer.call("/px", self, "seg=502");
            case WITH_PIGGYBACKS -> writer.call("/px", self, "seg=503");
        };
    }
}
