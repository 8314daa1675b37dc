package io.segmentpixel.page;

import io.segmentpixel.page.TagWriter.PageKind;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.PiggybackPixel;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Pages with faults that are known. */
final class AuditScenes {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final MemberId MEMBER = MemberId.of(958);
    private static final int FIRST_ID = 1000;
    private static final int LAST_ID = 1400;
    private static final PageContext HTTPS =
            PageContext.https().knowing(account()).withClock(clock());
    private static final PageContext HTTP =
            PageContext.http().knowing(account()).withClock(clock());
    private static final String POLICY =
            "img-src *.adnxs.com *.adnxs.net *.example.com; frame-src *; script-src 'self' 'unsafe-inline'";

    private final Random random;
    private final List<Integer> ids =
            new ArrayList<>(IntStream.rangeClosed(FIRST_ID, LAST_ID).boxed().toList());

    /** A page in its context. */
    record Scene(MarkedPage page, PageContext context) {
        String html() {
            return page.html();
        }
    }

    AuditScenes(long seed) {
        this.random = new Random(seed);
        Collections.shuffle(ids, random);
    }

    static List<Segment> account() {
        return Stream.concat(
                        IntStream.rangeClosed(FIRST_ID, LAST_ID)
                                .mapToObj(id -> segment(id).withCode(SegmentCode.of("code_" + id))),
                        Stream.of(
                                segment(501).withState(SegmentState.INACTIVE),
                                segment(502).withLastModified(NOW.minus(Duration.ofMinutes(19))),
                                segment(503)
                                        .withPiggyback(List.of(
                                                PiggybackPixel.image("https://a.example.com/p.gif"),
                                                PiggybackPixel.image("https://b.example.com/p.gif")))))
                .toList();
    }

    private static Segment segment(int id) {
        return Segment.of(SegmentId.of(id), MEMBER, "Segment " + id)
                .withLastModified(NOW.minus(Duration.ofMinutes(20)));
    }

    private static Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }

    private AuditPieces pieces(PageKind kind) {
        return new AuditPieces(random, kind, () -> ids.remove(ids.size() - 1));
    }

    private static List<String> some(int count, Supplier<String> piece) {
        return Stream.generate(piece).limit(count).toList();
    }

    /** A page on which nothing is wrong. */
    Scene clean() {
        PageKind kind = List.of(PageKind.USUAL, PageKind.USUAL, PageKind.BY_HTTP, PageKind.WITH_CONSENT)
                .get(random.nextInt(4));
        PageContext context = kind.isSecure() ? HTTPS : HTTP;
        return page(
                kind.needsConsent() ? context.requiringConsent() : context,
                some(2 + random.nextInt(8), pieces(kind)::harmless),
                "<html>",
                "",
                end());
    }

    /** A page with one to five faulty pieces among others. */
    Scene faulty() {
        return switch (random.nextInt(8)) {
            case 0 -> {
                AuditPieces pieces = pieces(PageKind.BY_HTTP);
                yield faulty(pieces, HTTP, pieces.wrongScheme(), "");
            }
            case 1 -> {
                AuditPieces pieces = pieces(PageKind.WITH_CONSENT);
                yield faulty(pieces, HTTPS.requiringConsent(), pieces.withoutSignal(), "");
            }
            case 2 -> blocking();
            case 3 -> {
                AuditPieces pieces = pieces(PageKind.USUAL);
                yield faulty(pieces, HTTPS, "", pieces.inHead());
            }
            case 4 -> {
                AuditPieces pieces = pieces(PageKind.USUAL);
                yield faulty(pieces, HTTPS, pieces.wrongScheme(), "");
            }
            default -> {
                AuditPieces pieces = pieces(PageKind.USUAL);
                yield faulty(pieces, HTTPS, pieces.faulty(), "");
            }
        };
    }

    /** A page whose policy allows the platform's images alone: the server's, or its own. */
    private Scene blocking() {
        AuditPieces pieces = pieces(PageKind.WITHOUT_SCRIPTS);
        String fault = random.nextBoolean() ? pieces.script() : pieces.blockedRedirect();
        return random.nextBoolean()
                ? faulty(pieces, HTTPS.withContentSecurityPolicy(POLICY), fault, "")
                : faulty(
                        pieces,
                        HTTPS,
                        fault,
                        "<meta http-equiv=\"Content-Security-Policy\" content=\"" + POLICY + "\">");
    }

    private Scene faulty(AuditPieces pieces, PageContext context, String fault, String head) {
        List<String> all = new ArrayList<>(some(random.nextInt(5), pieces::harmless));
        all.add(fault);
        all.addAll(some(random.nextInt(5), pieces::faulty));
        if (random.nextInt(4) == 0) {
            all.add(pieces.halfOfComment());
        }
        Collections.shuffle(all, random);
        return page(context, all, "<html>", head, random.nextInt(8) == 0 ? pieces.lastDuplicate() : end());
    }

    /** A page of AMP, with what AMP takes and what it does not. */
    Scene amp() {
        AuditPieces pieces = pieces(PageKind.AMP);
        List<String> all = new ArrayList<>(some(random.nextInt(4), pieces::ofAmp));
        all.add(pieces.script());
        return page(HTTPS, all, "<html lang=en amp>", "", end());
    }

    private String end() {
        return one("</body>\n</html>\n", "</body></html>", "");
    }

    private String one(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private Scene page(PageContext context, List<String> pieces, String html, String head, String end) {
        StringBuilder marked = new StringBuilder("<!DOCTYPE html>\n")
                .append(html)
                .append("\n<head>\n<title>Shop</title>\n")
                .append(one("", "<!-- no </head> yet --><script>var t = '</head><body>';</script>\n"))
                .append(head)
                .append("\n</head>\n<body class=shop>\n<h1>Shop</h1>\n");
        for (String piece : pieces) {
            marked.append(one("", "  ", "\t", " \t ", "<b>\ud83d\udc5f</b> "))
                    .append(piece)
                    .append(one("\n", "<p>\u00fcber \ud83d\udc5f</p>\n"));
        }
        String lines = marked.append(end).toString().replace("\r\n", "\n");
        return new Scene(MarkedPage.of(lines.replace("\n", one("\n", "\n", "\r\n", "\r"))), context);
    }

    /** What an audit found, in the form of what was expected. */
    static List<String> found(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.region() + " " + finding.code())
                .sorted()
                .toList();
    }
}
