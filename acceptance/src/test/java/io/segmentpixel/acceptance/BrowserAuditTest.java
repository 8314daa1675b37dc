package io.segmentpixel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.page.Fires;
import io.segmentpixel.page.PageAudit;
import io.segmentpixel.page.PageContext;
import io.segmentpixel.page.PlacedPixel;
import io.segmentpixel.testkit.Visitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** DEV. */
class BrowserAuditTest extends InBrowser {
    private static final Pattern ID = Pattern.compile("[?&]add=(\\d{6})\\b");

    @Test
    void alone() {
        AuditedPieces pieces = new AuditedPieces(1);
        List<String> odd = new ArrayList<>();
        int n = 0;
        for (String page : pieces.alone()) {
            n++;
            try {
                String differences = differences(page);
                if (!differences.isEmpty()) {
                    odd.add(differences + "   " + page);
                }
            } catch (RuntimeException broken) {
                odd.add("BROKEN " + broken.toString().lines().findFirst().orElse("") + "  " + page);
            }
        }
        System.out.println("PAGES " + n);
        odd.forEach(one -> System.out.println("ODD " + one.replace("\n", "\\n").replace("\t", "\\t")));
        assertThat(odd).isEmpty();
    }

    @Test
    void mixed() {
        AuditedPieces pieces = new AuditedPieces(2);
        List<String> odd = new ArrayList<>();
        for (int page = 0; page < 100; page++) {
            String html = pieces.page(12);
            try {
                String differences = differences(html);
                if (!differences.isEmpty()) {
                    odd.add(differences + "   " + html);
                }
            } catch (RuntimeException broken) {
                odd.add("BROKEN " + broken.toString().lines().findFirst().orElse("") + "  " + html);
            }
        }
        odd.forEach(one -> System.out.println("MIXED " + one.replace("\t", "\\t") + "\n=========="));
        assertThat(odd).isEmpty();
    }

    private String differences(String page) {
        Map<Integer, Fires> audited = audited(page);
        stage().startOver();
        stage().show(page);
        Set<Integer> expected = new TreeSet<>();
        audited.forEach((id, fires) -> {
            if (fires == Fires.ON_LOAD) {
                expected.add(id);
            }
        });
        long end = System.nanoTime() + 1_500_000_000L;
        while (!asked().containsAll(expected) && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        stage().pages().put("/blank", "<p>");
        stage().browser().open(BrowserStage.SITE + "/blank");
        stage().firedOf(0);
        Set<Integer> chromium = asked();
        Visitor visitor = stage().sandbox().newVisitor();
        visitor.loads(page, BrowserStage.SITE + "/page");
        Set<Integer> fired = new TreeSet<>();
        visitor.firings().forEach(firing -> ids(firing.target(), fired));
        Set<Integer> all = new TreeSet<>(chromium);
        all.addAll(fired);
        all.addAll(audited.keySet());
        StringBuilder out = new StringBuilder();
        for (int id : all) {
            Fires fires = audited.get(id);
            boolean c = chromium.contains(id);
            boolean v = fired.contains(id);
            boolean free = fires == Fires.PERHAPS || fires == Fires.ON_DEMAND;
            boolean on = fires == Fires.ON_LOAD;
            if (!free && c != on) {
                out.append(id + " AUDIT " + fires + " chromium " + c + "; ");
            }
            if (!free && v != on) {
                out.append(id + " VISITOR " + v + " audit " + fires + " chromium " + c + "; ");
            }
        }
        return out.toString();
    }

    private Set<Integer> asked() {
        Set<Integer> asked = new TreeSet<>();
        stage().firings().forEach(firing -> ids(firing.target(), asked));
        return asked;
    }

    private static void ids(String target, Set<Integer> ids) {
        Matcher id = ID.matcher(target);
        if (id.find()) {
            ids.add(Integer.valueOf(id.group(1)));
        }
    }

    private static Map<Integer, Fires> audited(String page) {
        Map<Integer, Fires> audited = new TreeMap<>();
        for (PlacedPixel pixel : PageAudit.of(page, PageContext.https()).placed()) {
            Matcher id = ID.matcher(pixel.address());
            if (id.find()) {
                audited.merge(
                        Integer.valueOf(id.group(1)),
                        pixel.fires(),
                        (one, other) -> one.compareTo(other) <= 0 ? one : other);
            }
        }
        return audited;
    }
}
