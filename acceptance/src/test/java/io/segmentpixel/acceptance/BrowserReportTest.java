package io.segmentpixel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.page.AuditedPage;
import io.segmentpixel.page.FindingCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** The report of an audit in a real browser: for everybody, by keyboard, and without asking anybody for anything. */
class BrowserReportTest extends InBrowser {
    private static final String SHOWN_ROWS =
            "return [...document.querySelectorAll('#findings tbody tr')].filter(row => row.checkVisibility()).length;";

    private void openReport() throws IOException {
        stage().show(ShopAudit.report());
    }

    private Object run(String script) {
        return stage().browser().run(script);
    }

    private void press(CharSequence... keys) {
        stage().browser().press(keys);
    }

    /** Goes on with the tab key until something has the focus. */
    private void tabTo(String css) {
        for (int keys = 0; keys < 40; keys++) {
            if (run("return document.activeElement.matches(arguments[0]);", css).equals(true)) {
                return;
            }
            press(Keys.TAB);
        }
        throw new AssertionError("the tab key does not lead to " + css);
    }

    private Object run(String script, String argument) {
        return stage().browser().run(script, argument);
    }

    private void waitUntilShown(String words) {
        stage().browser().waitUntil(words, () -> run("return document.getElementById('shown').textContent;")
                .equals(words));
    }

    private static long count(FindingCode code) {
        return ShopAudit.pages().stream()
                .flatMap(page -> page.findings().stream())
                .filter(finding -> finding.code() == code)
                .count();
    }

    private static long all() {
        return ShopAudit.pages().stream()
                .mapToLong(page -> page.findings().size())
                .sum();
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void it_has_no_accessibility_violation(String scheme) throws IOException {
        stage().browser().preferColorScheme(scheme);
        openReport();

        assertThat(run("return matchMedia('(prefers-color-scheme: dark)').matches;"))
                .isEqualTo(scheme.equals("dark"));
        assertThat(stage().browser().accessibilityViolations()).isEmpty();
    }

    @Test
    void violations_are_found_where_there_are_some() throws IOException {
        stage().show(ShopAudit.report(ShopAudit.pages().subList(0, 5), "Shop")
                .replace("<label for=\"text\">", "<label>")
                .replace("<html lang=\"en\">", "<html>"));

        assertThat(stage().browser().accessibilityViolations()).hasSize(2);
    }

    @Test
    void light_and_dark_look_different() throws IOException {
        stage().browser().resize(1200, 1500);
        openReport();
        Files.write(Path.of("target", "audit-report.png"), stage().browser().screenshot());
        Object light = run("return getComputedStyle(document.body).backgroundColor;");
        stage().browser().preferColorScheme("dark");

        assertThat(run("return getComputedStyle(document.body).backgroundColor;"))
                .isNotEqualTo(light)
                .isEqualTo("rgb(19, 22, 27)");
    }

    @Test
    void nobody_is_asked_for_anything() throws IOException {
        openReport();

        assertThat(run("return performance.getEntriesByType('resource').length;"))
                .isEqualTo(0L);
        assertThat(stage().firedOf(0)).isEmpty();
        assertThat(stage().pages().requests()).contains("/page");
        assertThat(stage().pages().askedByPages()).isEmpty();
    }

    @Test
    void what_a_page_asks_for_is_seen() throws IOException {
        stage().show(ShopAudit.report()
                .replaceFirst("<meta http-equiv=[^>]*>", "")
                .replace("<main>", "<main><img src=\"https://elsewhere.example/seen.png\" alt=\"\">"));

        assertThat(stage().pages().askedByPages()).contains("/seen.png");
        assertThat(run("return performance.getEntriesByType('resource').length;"))
                .isNotEqualTo(0L);
    }

    @Test
    void its_policy_lets_its_style_and_script_work() throws IOException {
        openReport();

        assertThat(run("return getComputedStyle(document.querySelector('.cards')).display;"))
                .isEqualTo("grid");
        assertThat(run("return document.getElementById('filter').hidden;")).isEqualTo(false);
        assertThat(run("return document.querySelector('.chart rect').getBoundingClientRect().width > 1;"))
                .isEqualTo(true);
    }

    @Test
    void the_first_key_skips_to_the_findings() throws IOException {
        openReport();
        press(Keys.TAB);
        assertThat(run("return document.activeElement.className;")).isEqualTo("skip");

        press(Keys.ENTER);
        press(Keys.TAB);

        assertThat(run("return document.activeElement.id;")).isEqualTo("text");
    }

    @Test
    void words_filter_by_keyboard() throws IOException {
        openReport();
        waitUntilShown(all() + " of " + all() + " findings");
        tabTo("#text");
        press("Cachebuster coats");

        long matching = ShopAudit.pages().stream()
                .filter(page -> page.name().startsWith("coats"))
                .flatMap(page -> page.findings().stream())
                .filter(finding -> finding.code() == FindingCode.GLUED_CACHEBUSTER)
                .count();
        assertThat(matching).isPositive();
        waitUntilShown(matching + " of " + all() + " findings");
        assertThat(run(SHOWN_ROWS)).isEqualTo(matching);

        press(Keys.ENTER);
        assertThat(run(SHOWN_ROWS)).isEqualTo(matching);
        tabTo("#filter button");
        press(Keys.SPACE);
        waitUntilShown(all() + " of " + all() + " findings");
    }

    @Test
    void severities_and_codes_filter_by_keyboard() throws IOException {
        openReport();
        tabTo("input[value=warning]");
        press(Keys.SPACE);
        long warnings = count(FindingCode.DUPLICATE) + count(FindingCode.GLUED_CACHEBUSTER);
        waitUntilShown((all() - warnings) + " of " + all() + " findings");

        stage().browser().open(stage().browser().address());
        tabTo("#code");
        press(FindingCode.NON_SECURE.title());
        waitUntilShown(count(FindingCode.NON_SECURE) + " of " + all() + " findings");
        assertThat(run(SHOWN_ROWS)).isEqualTo(count(FindingCode.NON_SECURE));
    }

    @Test
    void the_chart_leads_to_the_findings_of_a_code() throws IOException {
        openReport();
        tabTo("a[data-code=duplicate]");
        press(Keys.ENTER);

        waitUntilShown(count(FindingCode.DUPLICATE) + " of " + all() + " findings");
        assertThat(run("return location.hash;")).isEqualTo("#findings");
    }

    @Test
    void without_scripts_all_is_shown_but_the_filter() throws IOException {
        stage().browser().allowScripts(false);
        openReport();
        stage().browser().allowScripts(true);

        assertThat(run(SHOWN_ROWS)).isEqualTo(all());
        assertThat(run("return document.getElementById('filter').checkVisibility();"))
                .isEqualTo(false);
    }

    @Test
    void hostile_names_are_text() throws IOException {
        List<AuditedPage> pages = HostileNames.all().stream()
                .map(name -> new AuditedPage(
                        name, List.of(), List.of(ShopAudit.finding(FindingCode.DUPLICATE, name, name, 3))))
                .toList();

        stage().show(ShopAudit.report(pages, String.join(" ", HostileNames.all())));

        assertThat(run("return String(window.pwned);")).isEqualTo("undefined");
        assertThat(run("return document.scripts.length;")).isEqualTo(1L);
        assertThat(run("return document.querySelectorAll('article').length;")).isEqualTo((long) pages.size());
        assertThat(stage().pages().requests()).contains("/page");
        assertThat(stage().pages().askedByPages()).isEmpty();
    }

    @Test
    void on_paper_nothing_is_left_out() throws IOException {
        openReport();
        stage().browser().print();

        assertThat(run(SHOWN_ROWS)).isEqualTo(all());
        assertThat(run("return getComputedStyle(document.getElementById('filter')).display;"))
                .isEqualTo("none");
        assertThat(run("return getComputedStyle(document.body).backgroundColor;"))
                .isEqualTo("rgb(255, 255, 255)");
    }

    @Test
    void five_thousand_findings_can_be_filtered() throws IOException {
        AuditedPage page = ShopAudit.pages().get(0);
        assertThat(page.findings()).hasSize(1);
        stage().show(ShopAudit.report(Collections.nCopies(6_000, page), "Large"));

        waitUntilShown("5,000 of 5,000 findings");
        tabTo("#text");
        press("nothing has this");

        waitUntilShown("0 of 5,000 findings");
    }
}
