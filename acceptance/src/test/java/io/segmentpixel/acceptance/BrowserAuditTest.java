package io.segmentpixel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.acceptance.AuditedPieces.Difference;
import io.segmentpixel.page.Fires;
import io.segmentpixel.page.PageAudit;
import io.segmentpixel.page.PageContext;
import io.segmentpixel.page.PlacedPixel;
import io.segmentpixel.testkit.Firing;
import io.segmentpixel.testkit.Visitor;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.TimeoutException;

/**
 * An audit, a real browser and a visitor agree about what fires while a page loads. Where they need not is written in the Javadoc of
 * {@link PageAudit} and of {@link Visitor}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserAuditTest extends InBrowser {
    private static final int PAGES = Boolean.getBoolean("segmentpixel.long") ? 100 : 20;
    private static final int PIECES = 14;
    private static final String URL = BrowserStage.SITE + "/page";
    private static final Pattern ID = Pattern.compile("[?&]add=(\\d{6})\\b");
    private static final Set<Fires> UNSURE = EnumSet.of(Fires.PERHAPS, Fires.ON_DEMAND);

    static Stream<String> pages() {
        AuditedPieces pieces = new AuditedPieces(2);
        return IntStream.range(0, PAGES).mapToObj(any -> pieces.page(PIECES));
    }

    static List<Difference> differences() {
        return AuditedPieces.differences();
    }

    @ParameterizedTest(name = "[{index}]")
    @MethodSource("pages")
    void an_audit_a_browser_and_a_visitor_agree_about_what_fires_on_load(String page) {
        Map<Integer, Fires> audited = audited(page);
        Set<Integer> expected = onLoad(audited);
        assertThat(without(unsure(audited), askedByBrowser(page, expected)))
                .as("what Chromium asks for on %s", page)
                .isEqualTo(expected);

        // a visitor obeys no policy
        Map<Integer, Fires> auditedForVisitor = audited(page.replace("http-equiv", "name"));
        assertThat(without(unsure(auditedForVisitor), firedByVisitor(page)))
                .as("what a visitor fires on %s", page)
                .isEqualTo(onLoad(auditedForVisitor));
    }

    @ParameterizedTest
    @MethodSource("differences")
    void where_they_differ_is_known(Difference known) {
        String page = new AuditedPieces(1).pageWith(known.html());
        int id = ids(List.of(page)).iterator().next();

        assertThat(onLoad(audited(page)).contains(id)).as("audit").isEqualTo(known.isOnLoad());
        assertThat(askedByBrowser(page, known.isAsked() ? Set.of(id) : Set.of()).contains(id))
                .as("Chromium")
                .isEqualTo(known.isAsked());
        assertThat(firedByVisitor(page).contains(id)).as("visitor").isEqualTo(known.isFired());
    }

    private static Set<Integer> unsure(Map<Integer, Fires> audited) {
        return audited.entrySet().stream()
                .filter(entry -> UNSURE.contains(entry.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static Set<Integer> without(Set<Integer> some, Set<Integer> all) {
        Set<Integer> rest = new TreeSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    /** Each segment on the page, and when it is first asked for; what an audit does not see never is. */
    private static Map<Integer, Fires> audited(String page) {
        Map<Integer, Fires> audited = new TreeMap<>();
        for (PlacedPixel pixel : PageAudit.of(page, PageContext.https()).placed()) {
            ids(List.of(pixel.address()))
                    .forEach(id ->
                            audited.merge(id, pixel.fires(), (one, other) -> one.compareTo(other) <= 0 ? one : other));
        }
        return audited;
    }

    private static Set<Integer> onLoad(Map<Integer, Fires> audited) {
        return audited.entrySet().stream()
                .filter(entry -> entry.getValue() == Fires.ON_LOAD)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<Integer> askedByBrowser(String page, Set<Integer> expected) {
        stage().show(page);
        try {
            stage().browser().waitUntil("all calls", () -> asked().containsAll(expected));
        } catch (TimeoutException missing) {
            return asked();
        }
        stage().show("<!DOCTYPE html><title>Nothing</title>");
        stage().firedOf(0);
        return asked();
    }

    private Set<Integer> asked() {
        return idsOf(stage().firings());
    }

    private Set<Integer> firedByVisitor(String page) {
        return idsOf(stage().sandbox().newVisitor().loads(page, URL).firings());
    }

    private static Set<Integer> idsOf(List<Firing> firings) {
        return ids(firings.stream().map(Firing::target).toList());
    }

    private static Set<Integer> ids(Collection<String> texts) {
        return texts.stream()
                .map(ID::matcher)
                .filter(Matcher::find)
                .map(found -> Integer.valueOf(found.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
