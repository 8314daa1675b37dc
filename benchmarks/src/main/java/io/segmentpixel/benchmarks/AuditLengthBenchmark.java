package io.segmentpixel.benchmarks;

import io.segmentpixel.page.PageAudit;
import io.segmentpixel.page.PageContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Audits of pages that are one piece over and over, of growing length: whatever the piece is, four times the length takes about
 * four times the time, at most six.
 */
public final class AuditLengthBenchmark {
    private static final int LENGTH = 100_000;
    private static final int TIMES = 4;
    private static final int ROUNDS = 7;
    private static final int WARM_UP = 3;
    private static final Aim AIM = Aim.atMost(1.5);
    private static final String CALL = "https://secure.adnxs.com/seg?add=1";

    private AuditLengthBenchmark() {}

    private static Map<String, String> pieces() {
        Map<String, String> pieces = new LinkedHashMap<>();
        pieces.put("images", "<img src='" + CALL + "%d&t=2'>\n");
        pieces.put("duplicates", "<img src='" + CALL + "&t=2'>\n");
        pieces.put("duplicates of one line", "<p>x</p><img src='" + CALL + "&t=2'>");
        pieces.put("scripts", "<script src='" + CALL + "%d&t=1'></script>");
        pieces.put("noscripts", "<noscript><img src='" + CALL + "%d&t=2'></noscript>");
        pieces.put("comments", "<!-- <img src='" + CALL + "%d&t=2'> -->");
        pieces.put("comments with words", "<!-- " + CALL + "%d -->");
        pieces.put("pairs of comments", "<!-- Segment Pixel - x - DO NOT MODIFY -->\n<!-- End of Segment Pixel -->\n");
        pieces.put("halves of comments", "<!-- Segment Pixel - x - DO NOT MODIFY -->\n");
        pieces.put("ends of comments", "<!-- End of Segment Pixel -->\n");
        pieces.put("words of comments", "Segment Pixel - DO NOT ");
        pieces.put("script texts", "<script>new Image().src='" + CALL + "%d';</script>");
        pieces.put("frames", "<iframe srcdoc=\"<img src='" + CALL + "%d'>\"></iframe>");
        pieces.put("templates", "<template><img src='" + CALL + "%d'>");
        pieces.put("divisions", "<div><img src='" + CALL + "%d'>");
        pieces.put("formatting", "<b><p><img src='" + CALL + "%d'></b>");
        pieces.put("tables", "<table><img src='" + CALL + "%d'>");
        pieces.put("text areas", "<textarea>" + CALL + "%d</textarea>");
        pieces.put("sources", "<img srcset='" + CALL + "%d 1x, " + CALL + "%d 2x'>");
        pieces.put("handlers", "<p onclick=\"new Image().src='" + CALL + "%d'\">");
        pieces.putAll(oddPieces());
        return pieces;
    }

    private static Map<String, String> oddPieces() {
        Map<String, String> pieces = new LinkedHashMap<>();
        pieces.put("links", "<a href='" + CALL + "%d'>x</a>");
        pieces.put("texts", "the host secure.adnxs.com ");
        pieces.put("bare hosts", "adnxs");
        pieces.put("ampersands", "<img src='" + CALL + "%d&amp;amp;t=2&amp;amp;x=1'>");
        pieces.put("cachebusters", "<img src='" + CALL + "%d&t=2?1'>");
        pieces.put("redirects", "<img src='" + CALL + "%d&redir=http://a.example/?a=1&b=2&t=2'>");
        pieces.put("server's blocks", "<?php echo '" + CALL + "%d' ?>");
        pieces.put("sources of pictures", "<picture><source srcset='" + CALL + "%d'><img></picture>");
        pieces.put("disguised", "<img src='https://secure.&#97;dnxs.com/seg?add=%d'>");
        pieces.put("quotation marks", "<img src=\u201d" + CALL + "%d\u201d>");
        pieces.put("escaped calls", "<script>x('https:\\u002F\\u002Fsecure.adnxs.com\\u002Fseg?add=%d')</script>");
        pieces.put("encoded calls", "<script>x('https%3A%2F%2Fsecure.adnxs.com%2Fseg%3Fadd%3D%d')</script>");
        pieces.put("heads in styles", "<style></head></style><img src='" + CALL + "%d'>");
        return pieces;
    }

    /**
     * Measures, in a JVM of its own whose heap is so large, and there from the beginning, that neither the collector counts nor
     * the first use of memory.
     *
     * @param arguments one, if this is that JVM
     */
    public static void main(String[] arguments) {
        if (arguments.length == 0) {
            List<String> heap = List.of("-XX:+UseParallelGC", "-Xms4g", "-Xmx4g", "-Xmn3g", "-XX:+AlwaysPreTouch");
            try (OwnJvm jvm = OwnJvm.running(AuditLengthBenchmark.class, heap, "measure")) {
                for (int line = 0; line < pieces().size() + 15; line++) {
                    System.out.println(String.join(" ", jvm.line()));
                }
            }
            return;
        }
        pieces().forEach((name, piece) -> measure(name, "", piece));
        measure("noscripts in the head", "<head>", "<noscript><img src='" + CALL + "%d&t=2'></noscript>");
        measure("one script", "<script>", "x('" + CALL + "%d');");
        measure("one address", "<img src='" + CALL, ",%d");
        measure("one script of hosts", "<script>", "//adnxs.com/");
        measure("one set of sources", "<img srcset='", CALL + "%d 1x, ");
        measure("one set of sources that a server fills", "<?php x ?><img srcset='", CALL + "<?= 1 ?> 1x, ");
        measure("one picture", "<picture>", "<source srcset='" + CALL + "%d'>");
        measure("one pair of comments", "<!-- Segment Pixel - x - DO NOT MODIFY -->", "<img src='" + CALL + "%d'>");
        measure("one placeholder", "<img src='" + CALL, "${");
        measure(
                "policies and scripts",
                "",
                "<meta http-equiv=content-security-policy content=\"script-src 'self'\"><script>x('" + CALL
                        + "%d')</script>");
        measure(
                "policies and images",
                "",
                "<meta http-equiv='content-security-policy' content='img-src *'><link rel=icon href='" + CALL + "%d'>");
        measure("one address in quotation marks", "<img src=\u201d", "https://secure.adnxs.com/");
        measure("one script of encoded hosts", "<script>", "%2F%2Fadnxs.com%2F");
        measure("one script of escaped hosts", "<script>", "\\/\\/adnxs.com\\/");
        measure("one comment", "<!-- ", "<img src='" + CALL + "%d&t=2'>");
    }

    private static void measure(String name, String start, String piece) {
        String few = page(start, piece, LENGTH);
        String many = page(start, piece, LENGTH * TIMES);
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < WARM_UP + ROUNDS; round++) {
            double ratio = time(many) / time(few) / TIMES;
            if (round >= WARM_UP) {
                ratios.add(ratio);
            }
        }
        System.out.println(AIM.verdict("a character of four times as many " + name, ratios));
    }

    private static String page(String start, String piece, int length) {
        StringBuilder page = new StringBuilder(length + piece.length()).append(start);
        for (int number = 1; page.length() < length; number++) {
            page.append(piece.replace("%d", String.valueOf(number)));
        }
        return page.toString();
    }

    private static double time(String page) {
        long start = System.nanoTime();
        PageAudit audit = PageAudit.of(page, PageContext.https().requiringConsent());
        long time = System.nanoTime() - start;
        if (audit.placed().size() + audit.findings().size() > page.length()) {
            throw new IllegalStateException("more was found than there is");
        }
        return time;
    }
}
