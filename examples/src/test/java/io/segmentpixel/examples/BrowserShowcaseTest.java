package io.segmentpixel.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.browser.Chromium;
import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.testkit.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** The showcase in a real browser, from create to funnel, and no other host is asked for anything. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserShowcaseTest {
    private static final Path PICTURES = Path.of("target", "showcase");
    private static final String HOSTILE = "</td><script>pwned = 1</script><img src=x onerror=\"pwned = 1\">-->";

    private final Sandbox platform = Sandbox.start();
    private @Nullable Chromium browser;
    private @Nullable Showcase showcase;

    @BeforeAll
    void open() throws IOException {
        Chromium.assumeInstalled();
        Files.createDirectories(PICTURES);
        browser = Chromium.start(URI.create(platform.httpsUrl()).getPort());
    }

    @AfterAll
    void close() {
        if (browser != null) {
            browser.close();
        }
        platform.close();
    }

    @BeforeEach
    void start() throws IOException {
        showcase = Showcase.start(Map.of(), 0);
        browser().allowScripts(true);
        browser().preferColorScheme("light");
        browser().resize(1280, 900);
        browser().open(showcase.url());
    }

    @AfterEach
    void nobody_else_was_asked_and_nothing_went_wrong() throws IOException {
        assertThat(browser().consoleErrors()).isEmpty();
        assertThat(requests())
                .isNotEmpty()
                .allMatch(address -> address.startsWith(showcase().url()));
        browser().within("#walk", () -> assertThat(requests()).isEmpty());
        assertThat(platform.journal().firings()).isEmpty();
        showcase().close();
    }

    private Chromium browser() {
        return Objects.requireNonNull(browser, "browser");
    }

    private Showcase showcase() {
        return Objects.requireNonNull(showcase, "showcase");
    }

    /** The addresses that the page asked for, beside its own. */
    private List<String> requests() {
        List<?> entries =
                (List<?>) browser().run("return performance.getEntriesByType('resource').map(entry => entry.name);");
        return entries.stream().map(String::valueOf).toList();
    }

    private String text(String css) {
        return (String) browser()
                .run("return document.querySelector(arguments[0])?.textContent ?? 'there is no ' + arguments[0];", css);
    }

    private void waitFor(String css, String text) {
        browser().waitUntil(css + " to say " + text + ", and it says " + text(css), () -> text(css)
                .contains(text));
    }

    /** Clicks into a field, and writes. */
    private void write(String css, String text) {
        browser().click(css);
        browser().press(text);
    }

    private void choose(String css, String option) {
        browser().click(css);
        browser().press(option, Keys.ENTER);
    }

    private void clickInShop(String css, String heading) {
        browser().within("#walk", () -> browser().click(css));
        waitForShop(heading);
    }

    private void waitForShop(String heading) {
        browser().within("#walk", () -> waitFor("h1", heading));
    }

    private void picture(String name) throws IOException {
        Files.write(PICTURES.resolve(name + ".png"), browser().screenshot());
    }

    private void isForEverybody() {
        assertThat(browser().accessibilityViolations()).isEmpty();
    }

    private static String tag(int id, String name) {
        Segment segment = Segment.of(SegmentId.of(id), MemberId.of(958), name);
        return ExportFormats.htmlTag().render(PixelExport.of(segment));
    }

    @ParameterizedTest
    @CsvSource({"1280, 900, light, dark", "390, 844, dark, light"})
    void by_mouse_from_create_to_funnel(int width, int height, String scheme, String other) throws IOException {
        browser().resize(width, height);
        browser().preferColorScheme(scheme);

        create();
        export();
        place();
        walkAndBuy();
        anotherVisitorComes();
        browser().run("document.getElementById('visit').scrollIntoView(); return 1;");
        picture("visit-" + width + "-" + scheme);
        makeTrouble();
        audit();

        assertThat(fitsTheWindow()).isTrue();
        browser().run("scrollTo(0, 0); return 1;");
        picture("top-" + width + "-" + scheme);
        isForEverybody();
        browser().preferColorScheme(other);
        isForEverybody();
    }

    private void create() {
        write("#name", "Newsletter - signed up");
        write("#code", "newsletter");
        write("#days", "30");
        browser().click("#create button.main");
        waitFor("#create-said", "Segment 528336 stands");
        assertThat(text("#segments tbody")).isEqualTo("528336Newsletter - signed upnewsletter30 days");
        assertThat(browser().run("return document.getElementById('name').value;"))
                .isEqualTo("");
        browser().click("form[action='/create/funnel'] button");
        waitFor("#create-said", "4 segments stand");
    }

    private void export() {
        assertThat(text("#tag-0-text")).isEqualTo(tag(528336, "Newsletter - signed up"));
        choose("#export-segment", "528338");
        browser().click("#export button.main");
        waitFor("#export-said", "add=528338");
        assertThat(browser().run("return document.getElementById('export-segment').value;"))
                .isEqualTo("528338");
        assertThat(text("#tag-0-text")).isEqualTo(tag(528338, "Aldermoor - in cart"));
    }

    private void place() {
        browser().click("#place button.main");
        waitFor("#place-said", "5 tags stand");
        String firstLine =
                tag(528338, "Aldermoor - in cart").lines().findFirst().orElseThrow();
        assertThat(text("#diff")).contains("+" + firstLine);
    }

    private void anotherVisitorComes() {
        browser().click("form[action='/visit/new'] button");
        waitFor("#visit-said", "Visitor 2");
        browser().click(".doors a:last-child");
        waitForShop("Twelve cylinders");
        waitFor("#funnel", "Luxury car enthusiasts1 of 2");
        browser().click(".doors a:first-child");
        waitForShop("Bags for the next thirty years");
        waitFor("#funnel", "Aldermoor - visited2 of 2");
    }

    private void walkAndBuy() {
        browser().click(".doors a:first-child");
        waitForShop("Bags for the next thirty years");
        waitFor("#funnel", "Aldermoor - visited1 of 1");
        clickInShop("h2 a", "Satchel No. 3");
        clickInShop("article button", "Your cart");
        waitFor("#funnel", "Aldermoor - in cart1 of 1");
        waitFor("#funnel", "Aldermoor - bought0 of 1");
        clickInShop("#checkout button", "Thank you");
        waitFor("#funnel", "Aldermoor - bought1 of 1");
        waitFor("#visitor tbody", "Aldermoor - bought 528339");
    }

    private void makeTrouble() {
        browser().click("#trouble button.main");
        waitFor("#trouble-said", "Trial 1 is over");
        assertThat(text("#outcome")).endsWith("stands.");
        assertThat(text("#standing")).endsWith(": 1.");
        assertThat(text("#calls")).contains("POST /segment", "GET /segment?code=trial_1");
    }

    private void audit() {
        browser().click("#audit button.main");
        waitFor("#audit-said", "Pixels: 5. Findings: 3. Mended without a guess: 2.");
        assertThat(text("#findings")).contains("http://ib.adnxs.com");
    }

    private boolean fitsTheWindow() {
        return browser()
                .run("return document.documentElement.scrollWidth <= document.documentElement.clientWidth;")
                .equals(true);
    }

    /** Goes on with the tab key until something has the focus, here or in the frame. */
    private void tabTo(String css) {
        for (int keys = 0; keys < 120; keys++) {
            browser().press(Keys.TAB);
            if (hasFocus(css)) {
                return;
            }
        }
        throw new AssertionError("the tab key does not lead to " + css);
    }

    private boolean hasFocus(String css) {
        return browser()
                .run(
                        """
                        let focused = document.activeElement;
                        if (focused.tagName === "IFRAME") { focused = focused.contentDocument.activeElement; }
                        return Boolean(focused?.matches(arguments[0]));
                        """,
                        css)
                .equals(true);
    }

    @Test
    void by_keyboard_alone_from_create_to_funnel() {
        isForEverybody();
        browser().press(Keys.TAB);
        assertThat(hasFocus(".skip")).isTrue();
        browser().press(Keys.ENTER);
        tabTo("#name");
        browser().press("Newsletter", Keys.TAB, "newsletter", Keys.ENTER);
        waitFor("#create-said", "Segment 528336 stands");
        tabTo("form[action='/create/funnel'] button");
        browser().press(Keys.SPACE);
        waitFor("#create-said", "4 segments stand");

        tabTo("#export-segment");
        browser().press("528337");
        tabTo("#export button.main");
        browser().press(Keys.ENTER);
        waitFor("#export-said", "add=528337");
        assertThat(hasFocus("#export button.main")).isTrue();
        tabTo("#tag-1 summary");
        browser().press(Keys.ENTER);
        assertThat(browser().run("return document.getElementById('tag-1').open;"))
                .isEqualTo(true);

        tabTo("#place button.main");
        browser().press(Keys.ENTER);
        waitFor("#place-said", "5 tags stand");

        walkAndBuyByKeyboard();
        tabTo("#trouble button.main");
        browser().press(Keys.ENTER);
        waitFor("#trouble-said", "Trial 1 is over");
        tabTo("#audit button.main");
        browser().press(Keys.ENTER);
        waitFor("#audit-said", "Findings: 3");
    }

    private void walkAndBuyByKeyboard() {
        tabTo(".doors a");
        browser().press(Keys.ENTER);
        waitForShop("Bags for the next thirty years");
        tabTo("a[href='cart.html']");
        browser().press(Keys.ENTER);
        waitForShop("Your cart");
        waitFor("#funnel", "Aldermoor - in cart1 of 1");
        tabTo("#checkout button");
        browser().press(Keys.SPACE);
        waitForShop("Thank you");

        waitFor("#funnel", "Aldermoor - bought1 of 1");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void hostile_names_are_text(boolean withScripts) {
        browser().allowScripts(withScripts);
        browser().open(showcase().url());
        write("#name", HOSTILE);
        browser().click("#create button.main");
        waitFor("#create-said", "stands: " + HOSTILE);
        browser().click("#export button.main");
        waitFor("#export-said", "add=528336");
        choose("#tag-of-shop-cart-html", "528336");
        browser().click("#place button.main");
        waitFor("#place-said", "1 tag stands");

        assertThat(text("#segments tbody")).contains(HOSTILE);
        assertThat(text("#diff")).contains("add=528336");
        assertThat(browser().run("return String(window.pwned);")).isEqualTo("undefined");
        assertThat(browser().run("return document.querySelectorAll('main script, main img').length;"))
                .isEqualTo(0L);
    }

    @Test
    void a_double_click_creates_one_segment() {
        write("#name", "Newsletter");
        browser()
                .run(
                        "document.querySelectorAll('#create button.main').forEach(one => { one.click(); one.click(); }); return 1;");
        waitFor("#create-said", "Segment 528336 stands");
        browser().click("form[action='/create/funnel'] button");
        waitFor("#create-said", "4 segments stand");

        assertThat(browser().run("return document.querySelectorAll('#segments tbody tr').length;"))
                .isEqualTo(5L);
    }

    @Test
    void a_form_that_is_refused_or_not_answered_is_told_where_it_was_sent() throws IOException {
        browser().run("document.getElementById('html').value = '<'.repeat(700000); return 1;");
        browser().click("#audit button.main");
        waitFor("#audit-said.wrong", "a form may have");
        assertThat(browser().consoleErrors()).hasSize(1).allMatch(error -> error.contains("413"));

        showcase().close();
        browser().click("form[action='/create/funnel'] button");
        waitFor("#create-said.wrong", "does not run any more");
        assertThat(browser().consoleErrors()).hasSize(1).allMatch(error -> error.contains("ERR_CONNECTION_REFUSED"));
    }

    @Test
    void without_scripts_it_works_as_well() {
        browser().allowScripts(false);
        browser().open(showcase().url());
        browser().click("form[action='/create/funnel'] button");
        waitFor("#create-said", "4 segments stand");
        browser().click("#place button.main");
        waitFor("#place-said", "5 tags stand");
        browser().click(".doors a:first-child");
        waitForShop("Bags for the next thirty years");
        browser().click("form[action='/visit/later'] button");
        waitFor("#visit-said", "for the visitors now");

        assertThat(text("#funnel")).contains("Aldermoor - visited1 of 1");
    }
}
