package io.segmentpixel.page;

import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.HtmlFormat;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.export.WhenNoConsentPlatform;
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
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Pages with faults that are known. In the pieces that they are made of, {@code [[code]]} marks where a finding is expected, and
 * {@code {id}} is a segment that no other piece of the page names.
 */
final class AuditScenes {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final MemberId MEMBER = MemberId.of(958);
    private static final int FIRST_ID = 1000;
    private static final int LAST_ID = 1200;
    private static final Pattern MARK = Pattern.compile("\\[\\[([a-z-]+)\\]\\]");
    private static final String CALL = "https://secure.adnxs.com/seg?add={id}";

    private static final List<String> CLEAN = List.of(
            "<img src=\"" + CALL + "&t=2\" width=\"1\" height=\"1\" />",
            "<img src='" + CALL + "&amp;t=2' alt=''>",
            "<IMG BORDER=0 SRC=" + CALL + ">",
            "<script src=\"" + CALL + "&t=1\" type=\"text/javascript\"></script>",
            "<script async src=\"//secure.adnxs.com/seg?add={id}&#038;t=1\"></script>",
            "<noscript><img src=\"" + CALL + "&t=2\"></noscript>",
            "<!-- Segment Pixel - Intent - New Skills -- All - DO NOT MODIFY -->\n<img src=\"" + CALL
                    + "&t=2\" width=\"1\" height=\"1\" />\n<!-- End of Segment Pixel -->",
            "<script>new Image().src = '" + CALL + "&t=2';</script>",
            "<script>const pixel = `https://ib.adnxs.com/seg?add=${ id }&t=2`;</script>",
            "<script>(new Image()).src = 'https://ib.adnxs.com/seg?add=' + id + '&t=2';</script>",
            "<script type=\"text/plain\" data-cookieconsent=\"marketing\" src=\"" + CALL + "&t=1\"></script>",
            "<img data-src=\"" + CALL + "&t=2\" class=\"lazyload\">",
            "<img src=\"https://secure.adnxs.com/seg?add={id}:5&redir=https%3A%2F%2Fwww.example.com%2Fp%3Fa%3D1%26b%3D2&t=2\">",
            "<img src=\"https://secure.adnxs.com/seg?add_code=code_{id}&member=958&t=2\">",
            "<img src=\"https://secure.adnxs.com/px?id={id}&order_id=A-1&value=9.99&t=2\">",
            "<img src=\"" + CALL + "&cb=839201&t=2\">");

    private static final List<String> LOOK_ALIKE = List.of(
            "<img src=\"https://www.facebook.com/tr?id=1&ev=PageView&noscript=1\" height=1 width=1>",
            "<!-- Twitter Segment Pixel -->\n<img src=\"https://analytics.twitter.example/i/adsct?seg=1\">",
            "<!-- <img src=\"https://www.example.com/seg?add=1&t=2\"> -->",
            "<p>A segment pixel calls secure.adnxs.com/seg?add=1 and nobody else.</p>",
            "<pre>&lt;img src=\"https://secure.adnxs.com/seg?add=528336&amp;amp;t=2\"&gt;</pre>",
            "<p>Put &lt;!-- Segment Pixel - NAME - DO NOT MODIFY --&gt; before it.</p>",
            "<script src=\"https://acdn.adnxs.com/ast/ast.js\"></script>",
            "<img src=\"http://ib.adnxs.com/getuid?https%3A%2F%2Fwww.example.com%2Fsync\">",
            "<img src=\"https://secure.adnxs.com/setuid?entity=18&code=1&seg=2\">",
            "<script src=\"https://ib.adnxs.com/ttj?id=1234&cb=1\"></script>",
            "<img src=\"https://secure.adnxs.com.example.com/seg?add=1&t=1\">",
            "<img src=\"https://www.example.com/seg?add=1&amp;amp;t=2\">",
            "<a href=\"https://docs.xandr.example/segment-pixels\">How to place a Segment Pixel</a>",
            "<!-- the old tag was at https://secure.adnxs.com and is gone -->",
            "<script type=\"application/ld+json\">{\"@type\": \"Thing\", \"name\": \"Segment Pixel\"}</script>",
            "<textarea><img src=\"" + CALL + "&t=2\"></textarea>",
            "<template><img src=\"" + CALL + "&t=2\"></template>");

    /** What is a fault wherever it stands. */
    private static final List<String> FAULTY = List.of(
            "<!-- [[commented-out]]<img src=\"" + CALL + "&t=2\" width=\"1\" height=\"1\" /> -->",
            "<!--\n  [[commented-out]]<script src=\"" + CALL + "&t=1\"></script>\n-->",
            "<img src=\"" + CALL + "&t=2\"><p>text</p>[[duplicate]]<img src=\"" + CALL + "&t=2\">",
            "<script src=\"" + CALL
                    + "&t=1\"></script>\n<hr>\n  [[duplicate]]<script src='//secure.adnxs.com/seg?add={id}&amp;t=1'></script>",
            "<img src=\"" + CALL
                    + ",1199&t=2\"> [[duplicate]]<img src=\"https://secure.adnxs.com/seg?add=1199,{id}&t=2\">",
            "<noscript>[[duplicate]]<img src=\"" + CALL + "&t=2\"></noscript><img src=\"" + CALL + "&t=2\">",
            "[[glued-cachebuster]]<img src=\"" + CALL + "&t=2?839201\">",
            "[[glued-cachebuster]]<script src=\"" + CALL + "&amp;t=1?ord=1\"></script>",
            "[[mangled-ampersand]]<img src=\"" + CALL + "&amp;amp;t=2\">",
            "[[mangled-ampersand]]<script src=\"" + CALL + "&amp;#038;t=1\"></script>",
            "<script>new Image().src = \"[[mangled-ampersand]]" + CALL + "&amp;t=2\";</script>",
            "[[unencoded-redirect]]<img src=\"" + CALL + "&redir=https://www.example.com/p?a=1&b=2&t=2\">",
            "[[unrendered-template]]<img src=\"https://secure.adnxs.com/seg?add=${zap.add}&t=2\">",
            "[[unrendered-template]]<script src=\"https://secure.adnxs.com/seg?add={{ segment }}&t=1\"></script>",
            "[[unrendered-template]]<img src=\"" + CALL + "&other=[USD]&t=2\">",
            "[[code-without-member]]<img src=\"https://secure.adnxs.com/seg?add_code=code_{id}&t=2\">",
            "[[value-out-of-range]]<img src=\"https://secure.adnxs.com/seg?add={id}:2147483648&t=2\">",
            "[[value-out-of-range]]<img src=\"https://secure.adnxs.com/seg?add={id}:1.5&t=2\">",
            "[[plain-value]]<img src=\"" + CALL + "&value=5&t=2\">",
            "[[too-many-piggybacks]]<img src=\"" + CALL
                    + "&redir=https%3A%2F%2Fa.example%2F&redir=https%3A%2F%2Fb.example%2F&t=2\">",
            "[[wrong-type]]<img src=\"" + CALL + "&t=1\">",
            "[[wrong-type]]<script src=\"" + CALL + "\"></script>",
            "[[invalid-call]]<img src=\"https://secure.adnxs.com/seg?add=null&t=2\">",
            "[[invalid-call]]<script src=\"https://secure.adnxs.com/seg?t=1\"></script>",
            "[[goes-elsewhere]]<img src=\"https://web.archive.org/web/2015/" + CALL + "&t=2\">",
            "[[unclosed-script]]<script src=\"" + CALL + "&t=1\" />\n<p>lost</p>\n<script></script>",
            "[[damaged-comment]]<!-- Segment Pixel - Shop - DO NOT MODIFY -->\n<img src=\"" + CALL + "&t=2\">",
            "<img src=\"" + CALL + "&t=2\">\n[[damaged-comment]]<!-- End of Segment Pixel -->",
            "!-- [[damaged-comment]]Segment Pixel - Shop - DO NOT MODIFY -->\n<img src=\"" + CALL + "&t=2\">",
            "[[damaged-comment]]<!-- Segment Pixel - DO NOT MODIFY -->\n<img src=\"" + CALL
                    + "&t=2\">\n<!-- End of Segment Pixel -->",
            "[[foreign-comment]]<!-- Segment Pixel - Shop - DO NOT MODIFY -->\n<img src=\"https://www.example.com/p.gif\">\n<!-- End of Segment Pixel -->",
            "[[foreign-comment]]<!-- Segment Pixel - Shop - DO NOT MODIFY -->\n\n<!-- End of Segment Pixel -->",
            "[[fixed-consent]]<img src=\"" + CALL
                    + "&gdpr=1&gdpr_consent=CPXxRfAPXxRfAAfKABENB-CgAAAAAAAAAAYgAAAAAAAA&t=2\">",
            "[[lazy-image]]<img loading=\"lazy\" src=\"" + CALL + "&t=2\">",
            "[[amp-pixel-elsewhere]]<amp-pixel src=\"" + CALL + "&t=2\" layout=\"nodisplay\"></amp-pixel>");

    private static final List<String> FAULTY_FOR_ACCOUNT = List.of(
            "[[unknown-segment]]<img src=\"https://secure.adnxs.com/seg?add=77&t=2\">",
            "[[unknown-segment]]<img src=\"https://secure.adnxs.com/seg?add_code=gone&member=958&t=2\">",
            "[[inactive-segment]]<script src=\"https://secure.adnxs.com/seg?add=501&t=1\"></script>",
            "[[code-case]]<img src=\"https://secure.adnxs.com/seg?add_code=Code_{id}&member=958&t=2\">",
            "[[recently-changed]]<img src=\"https://secure.adnxs.com/seg?add=502&t=2\">",
            "[[too-many-piggybacks]]<img src=\"https://secure.adnxs.com/seg?add=503&t=2\">");

    private final Random random;
    private final List<Integer> ids =
            new ArrayList<>(IntStream.range(FIRST_ID, LAST_ID - 1).boxed().toList());

    /**
     * A page.
     *
     * @param expected the codes, each with its line and column, as {@code 12:5 duplicate}, in order
     */
    record Scene(String html, PageContext context, List<String> expected) {}

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
                                                PiggybackPixel.image("https://a.example/p.gif"),
                                                PiggybackPixel.image("https://b.example/p.gif")))))
                .toList();
    }

    private static Segment segment(int id) {
        return Segment.of(SegmentId.of(id), MEMBER, "Segment " + id)
                .withLastModified(NOW.minus(Duration.ofMinutes(20)));
    }

    private static PageContext context() {
        return PageContext.https().knowing(account()).withClock(Clock.fixed(NOW, ZoneOffset.UTC));
    }

    Scene clean() {
        return page(
                context(),
                Stream.generate(this::harmless).limit(2 + random.nextInt(8)).toList(),
                "");
    }

    Scene faulty() {
        List<String> pieces = new ArrayList<>(
                Stream.generate(this::harmless).limit(random.nextInt(5)).toList());
        int faults = 1 + random.nextInt(5);
        String head = "";
        switch (random.nextInt(8)) {
            case 0 -> {
                pieces.add("[[secure-on-http]]<img src=\"" + CALL + "&t=2\">");
                pieces.removeIf(piece -> !piece.startsWith("[["));
                return page(PageContext.http(), pieces, "");
            }
            case 1 -> {
                pieces.clear();
                pieces.add("[[no-privacy-signal]]<img src=\"" + CALL + "&t=2\">");
                pieces.add(
                        "<img src=\"" + CALL + "&consent=1&t=2\"><script>new Image().src = '" + CALL + "';</script>");
                return page(context().requiringConsent(), pieces, "");
            }
            case 2 -> {
                pieces.clear();
                pieces.add("[[blocked-by-policy]]<script src=\"" + CALL + "&t=1\"></script>");
                pieces.add("<img src=\"" + CALL + "&t=2\">");
                pieces.add("[[blocked-by-policy]]<img src=\"" + CALL + "&redir=https%3A%2F%2Fother.example%2F&t=2\">");
                return random.nextBoolean()
                        ? page(
                                context().withContentSecurityPolicy("img-src *.adnxs.com; script-src 'self'"),
                                pieces,
                                "")
                        : page(
                                context(),
                                pieces,
                                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src https://secure.adnxs.com; script-src 'self'\">");
            }
            case 3 -> {
                head = "[[image-in-head]]<img src=\"" + CALL + "&t=2\">";
                faults--;
            }
            case 4 -> {
                pieces.add(
                        random.nextBoolean()
                                ? "[[non-secure]]<img src=\"http://ib.adnxs.com/seg?add={id}&t=2\">"
                                : "[[non-secure]]<script src=\"http://ib.adnxs.com/seg?add={id}&t=1\"></script>");
                faults--;
            }
            default -> {}
        }
        List<String> kinds = new ArrayList<>(FAULTY);
        Collections.shuffle(kinds, random);
        kinds.removeAll(
                kinds.stream().filter(AuditScenes::isHalfOfComment).skip(1).toList());
        List<String> account = new ArrayList<>(FAULTY_FOR_ACCOUNT);
        Collections.shuffle(account, random);
        for (int fault = 0; fault < faults; fault++) {
            pieces.add(random.nextInt(4) == 0 && fault < account.size() ? account.get(fault) : kinds.get(fault));
        }
        Collections.shuffle(pieces, random);
        return page(context(), pieces, head);
    }

    /** Two halves can make a whole, which would be no fault. */
    private static boolean isHalfOfComment(String piece) {
        return piece.contains("[[damaged-comment]]");
    }

    /** A page of AMP, with what AMP takes and what it does not. */
    Scene amp() {
        List<String> pieces = List.of(
                "<amp-pixel src=\"" + CALL + "&t=2\" layout=\"nodisplay\"></amp-pixel>",
                random.nextBoolean()
                        ? "[[script-on-amp]]<script src=\"" + CALL + "&t=1\"></script>"
                        : "[[script-on-amp]]<img src=\"" + CALL + "&t=2\">");
        Scene page = page(context(), pieces, "");
        return new Scene(page.html.replace("<html>", "<html amp>"), page.context, page.expected);
    }

    private String harmless() {
        if (random.nextInt(3) == 0) {
            return LOOK_ALIKE.get(random.nextInt(LOOK_ALIKE.size()));
        }
        if (random.nextInt(3) == 0) {
            return exported();
        }
        return CLEAN.get(random.nextInt(CLEAN.size()));
    }

    private String exported() {
        List<HtmlFormat> formats = List.of(
                ExportFormats.htmlTag(),
                ExportFormats.noscript(),
                ExportFormats.beacon(),
                ExportFormats.consentGated(WhenNoConsentPlatform.STAY_SILENT));
        PixelExport export = PixelExport.of(segment(next()).withShortName("Shop -- cart <b>"))
                .asImage();
        return formats.get(random.nextInt(formats.size())).render(export);
    }

    private int next() {
        return ids.remove(ids.size() - 1);
    }

    private Scene page(PageContext context, List<String> pieces, String head) {
        String lineEnd = random.nextInt(4) == 0 ? "\r\n" : "\n";
        StringBuilder marked = new StringBuilder("<!DOCTYPE html>\n<html>\n<head>\n<title>Shop</title>\n")
                .append(filled(head))
                .append("\n</head>\n<body>\n<h1>Shop</h1>\n");
        for (String piece : pieces) {
            marked.append(" ".repeat(random.nextInt(5)))
                    .append(filled(piece))
                    .append(random.nextBoolean() ? "\n" : "<p>\u00fcber \ud83d\udc5f</p>\n");
        }
        String all = marked.append("</body>\n</html>\n").toString().replace("\n", lineEnd);
        return scene(all, context);
    }

    private String filled(String piece) {
        return piece.contains("{id}") ? piece.replace("{id}", String.valueOf(next())) : piece;
    }

    private static Scene scene(String marked, PageContext context) {
        StringBuilder html = new StringBuilder();
        List<String> expected = new ArrayList<>();
        Matcher mark = MARK.matcher(marked);
        int copied = 0;
        while (mark.find()) {
            html.append(marked, copied, mark.start());
            copied = mark.end();
            String before = html.toString().replace("\r\n", "\n");
            int line =
                    (int) before.chars().filter(character -> character == '\n').count() + 1;
            int column = before.length() - before.lastIndexOf('\n');
            expected.add(line + ":" + column + " " + mark.group(1));
        }
        html.append(marked, copied, marked.length());
        expected.sort(Comparator.naturalOrder());
        return new Scene(html.toString(), context, expected);
    }

    /** What an audit found, in the form of what was expected. */
    static List<String> found(PageAudit audit) {
        return audit.findings().stream()
                .map(finding -> finding.region() + " " + finding.code())
                .sorted()
                .toList();
    }
}
