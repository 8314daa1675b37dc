package io.segmentpixel.page;

import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.PiggybackPixel;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The page docs/findings.md, as sections. */
final class FindingsPage {
    static final Path FILE = Path.of("..", "docs", "findings.md");

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| \\[`([^`]*)`\\]\\(#([^)]*)\\) \\| (\\w+) \\| ([^|]+) \\|$");
    private static final Pattern MARKS =
            Pattern.compile("Severity: (error|warning|note)\\. Mended by `PageAudit\\.mended\\(\\)`: (yes|no)\\.");
    private static final Pattern PART = Pattern.compile("(?m)^\\*([A-Z][^*\\n]*)\\.\\* ");
    private static final Pattern PIECE =
            Pattern.compile("(?s)(?:<!-- context: ([^\\n]*) -->\\n)?```(\\w+)\\n(.*?)\\n```(?=\\n)");
    private static final Instant NOW = Instant.parse("2024-05-01T12:00:00Z");

    private final String text;

    private FindingsPage(String text) {
        this.text = text;
    }

    /** What the index says of a code. */
    record Row(String code, String anchor, String severity, String line) {}

    /** A part of a section: its title and all that follows it. */
    record Part(String title, String text) {
        /** The prose without the pieces. */
        String prose() {
            return PIECE.matcher(text).replaceAll("").strip();
        }

        List<Piece> pieces() {
            return PIECE.matcher(text)
                    .results()
                    .map(piece -> new Piece(context(piece), piece.group(2), piece.group(3)))
                    .toList();
        }

        private static List<String> context(MatchResult piece) {
            return piece.group(1) == null ? List.of() : List.of(piece.group(1).split("; "));
        }
    }

    /**
     * A piece of code.
     *
     * @param context what the audit knows beside it, part by part
     * @param language what it is written in
     */
    record Piece(List<String> context, String language, String code) {
        boolean isOfSite() {
            return context.contains("site");
        }

        Piece inContextOf(Piece other) {
            return context.isEmpty() ? new Piece(other.context, language, code) : this;
        }

        PageAudit audit() {
            PageContext all = PageContext.anyScheme().withClock(Clock.fixed(NOW, ZoneOffset.UTC));
            List<Segment> account = new ArrayList<>();
            for (String part : context) {
                String[] words = part.split("=", 2);
                switch (words[0]) {
                    case "https" -> all = all.with(true);
                    case "http" -> all = all.with(false);
                    case "consent" -> all = all.requiringConsent();
                    case "policy" -> all = all.withContentSecurityPolicy(words[1]);
                    case "segment" -> account.add(segment(words[1].split(" ")));
                    default -> throw new IllegalArgumentException("context " + part + ": is unknown");
                }
            }
            return PageAudit.of(code, account.isEmpty() ? all : all.knowing(account));
        }

        private static Segment segment(String... words) {
            Segment segment = Segment.of(SegmentId.of(Integer.parseInt(words[0])), MemberId.of(958), "Shop, in cart")
                    .withLastModified(NOW.minus(Duration.ofDays(30)));
            for (String word : List.of(words).subList(1, words.length)) {
                String value = word.substring(word.indexOf(':') + 1);
                segment = switch (word.substring(0, word.length() - value.length())) {
                    case "" -> inactive(segment, word);
                    case "code:" -> segment.withCode(SegmentCode.of(value));
                    case "changed:" -> segment.withLastModified(NOW.minus(Duration.ofMinutes(Long.parseLong(value))));
                    case "piggyback:" -> segment.withPiggyback(List.of(piggyback(value)));
                    default -> throw new IllegalArgumentException("context " + word + ": is unknown");
                };
            }
            return segment;
        }

        private static Segment inactive(Segment segment, String word) {
            if (!word.equals("inactive")) {
                throw new IllegalArgumentException("context " + word + ": is unknown");
            }
            return segment.withState(SegmentState.INACTIVE);
        }

        private static PiggybackPixel piggyback(String type) {
            String url = "https://www.vendor.example/p";
            return type.equals("image") ? PiggybackPixel.image(url) : PiggybackPixel.javaScript(url);
        }
    }

    /**
     * What the page says of a code.
     *
     * @param title the code
     * @param text all below the title
     */
    record Section(String title, String text) {
        FindingCode code() {
            return FindingCode.of(title).orElseThrow();
        }

        String severity() {
            return marks().group(1);
        }

        boolean isMended() {
            return marks().group(2).equals("yes");
        }

        private MatchResult marks() {
            Matcher marks = MARKS.matcher(text.strip());
            if (!marks.lookingAt()) {
                throw new IllegalStateException(title + " does not begin with its severity");
            }
            return marks.toMatchResult();
        }

        List<Part> parts() {
            List<MatchResult> starts = PART.matcher(text).results().toList();
            List<Part> parts = new ArrayList<>();
            for (int at = 0; at < starts.size(); at++) {
                int end = at + 1 < starts.size() ? starts.get(at + 1).start() : text.length();
                parts.add(new Part(
                        starts.get(at).group(1), text.substring(starts.get(at).end(), end)));
            }
            return parts;
        }

        /** The piece that has the fault. */
        Piece faulty() {
            return parts().get(0).pieces().get(0);
        }

        Piece mended() {
            return parts().get(2).pieces().get(0).inContextOf(faulty());
        }

        boolean isOfSite() {
            return faulty().isOfSite();
        }

        @Override
        public String toString() {
            return title;
        }
    }

    static FindingsPage read() {
        try {
            return new FindingsPage(Files.readString(FILE));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    List<Row> index() {
        return ROW.matcher(text)
                .results()
                .map(row -> new Row(row.group(1), row.group(2), row.group(3), row.group(4)))
                .toList();
    }

    List<Section> sections() {
        return Stream.of(text.split("(?m)^## ", -1))
                .skip(1)
                .map(section -> section.split("\n", 2))
                .map(parts -> new Section(parts[0], parts[1]))
                .toList();
    }

    /** All pieces, of which others see to it that each is what it says. */
    List<Piece> pieces() {
        return sections().stream()
                .flatMap(section -> section.parts().stream())
                .flatMap(part -> part.pieces().stream())
                .toList();
    }

    /** How many fences there are, of whatever kind and wherever they stand. */
    long fences() {
        return text.lines()
                .filter(line -> line.strip().startsWith("```") || line.strip().startsWith("~~~"))
                .count();
    }

    /** Lines that would be shown as code for their blanks; those of the pieces begin with none. */
    List<String> indented() {
        return PIECE.matcher(text)
                .replaceAll("")
                .lines()
                .filter(line -> line.matches("( {4}|\\t).*\\S.*"))
                .toList();
    }

    static String name(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }
}
