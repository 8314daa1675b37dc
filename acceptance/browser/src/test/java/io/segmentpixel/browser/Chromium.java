package io.segmentpixel.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.selenium.AxeBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * Debian's Chromium without a window. It takes one port of this machine for the platform's hosts and another for all other hosts, so
 * that tags and pages keep their addresses, and it gets nowhere else.
 */
public final class Chromium implements AutoCloseable {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);
    private static final int WIDEST_PHONE = 500;

    /** It warns that it knows no protocol of this browser's version, of which nothing is used here. */
    private static final Logger VERSIONS = Logger.getLogger("org.openqa.selenium.devtools.CdpVersionFinder");

    private final ChromeDriver driver;

    private Chromium(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Skips the test where there is no such browser, unless it is in CI, where there must be one. */
    public static void assumeInstalled() {
        boolean isInstalled =
                program("chromium").isPresent() && program("chromedriver").isPresent();
        assumeTrue(
                isInstalled || "true".equals(System.getenv("CI")),
                "there is no browser: apt-get install chromium chromium-driver");
    }

    private static Optional<Path> program(String name) {
        return Stream.of(Objects.requireNonNullElse(System.getenv("PATH"), "").split(":", -1))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Path installed(String name) {
        return program(name)
                .orElseThrow(() -> new IllegalStateException(
                        name + " is not on the PATH: apt-get install chromium chromium-driver"));
    }

    /** A browser that finds the platform's hosts at a port of this machine, no other host, and this machine as {@code 127.0.0.1}. */
    public static Chromium start(int platformPort) {
        return start(platformPort, "~NOTFOUND");
    }

    /** A browser that finds the platform's hosts at one port of this machine, and all others but {@code 127.0.0.1} at another. */
    public static Chromium start(int platformPort, int pagePort) {
        return start(platformPort, "127.0.0.1:" + pagePort);
    }

    private static Chromium start(int platformPort, String otherHosts) {
        VERSIONS.setLevel(Level.SEVERE);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(installed("chromium").toString());
        options.setAcceptInsecureCerts(true);
        // as in the windows that people use; without a window it takes no cookie of a host that is not the page's
        options.setExperimentalOption("prefs", Map.of("profile.cookie_controls_mode", 0));
        options.setCapability("goog:loggingPrefs", Map.of(LogType.BROWSER, "ALL"));
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--ignore-certificate-errors",
                "--host-resolver-rules=MAP *.adnxs.com 127.0.0.1:" + platformPort + ", MAP * " + otherHosts
                        + ", EXCLUDE 127.0.0.1");
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(installed("chromedriver").toFile())
                .build();
        return new Chromium(new ChromeDriver(service, options));
    }

    /** Opens a page, and waits until it and all that it holds are loaded. */
    public void open(String address) {
        driver.get(address);
    }

    /** The address of the page that is open. */
    public String address() {
        return Objects.requireNonNullElse(driver.getCurrentUrl(), "");
    }

    /** Clicks on an element as a hand does, where it can be seen. */
    public void click(String css) {
        driver.findElement(By.cssSelector(css)).click();
    }

    /** Does something in the page within a frame, and comes back. */
    public void within(String frameCss, Runnable work) {
        driver.switchTo().frame(driver.findElement(By.cssSelector(frameCss)));
        try {
            work.run();
        } finally {
            driver.switchTo().defaultContent();
        }
    }

    /** What the body of a function gives. */
    public Object run(String script, Object... arguments) {
        return Objects.requireNonNull(driver.executeScript(script, arguments), script);
    }

    /** Asks for an image, and waits until that is answered or refused. */
    public void ask(String address) {
        driver.executeAsyncScript(
                "const done = arguments[1]; const image = new Image(); image.onload = image.onerror = () => done(1);"
                        + " image.src = arguments[0];",
                address);
    }

    /** Waits until something is so. */
    public void waitUntil(String what, BooleanSupplier isSo) {
        new WebDriverWait(driver, LONGEST_WAIT, BETWEEN_LOOKS).withMessage(what).until(any -> isSo.getAsBoolean());
    }

    /** Switches scripts on or off, for the pages that are opened from now on. */
    public void allowScripts(boolean allow) {
        driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !allow));
    }

    /** Becomes the browser of somebody who was never anywhere. */
    public void forgetVisitor() {
        driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
    }

    /** Presses keys, for whatever has the focus. */
    public void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Becomes a window of that many CSS pixels inside; a narrow one is a phone's, which heeds what a page says of its viewport. */
    public void resize(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < WIDEST_PHONE));
    }

    /** What is to be seen in the window, as PNG. */
    public byte[] screenshot() {
        return driver.getScreenshotAs(OutputType.BYTES);
    }

    /** The errors in the console since this was last asked, among them what a page's policy blocks and what was not found. */
    public List<String> consoleErrors() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().equals(Level.SEVERE))
                .map(LogEntry::getMessage)
                .toList();
    }

    /** Becomes the browser of somebody who likes pages {@code light} or {@code dark}. */
    public void preferColorScheme(String scheme) {
        emulate("", scheme);
    }

    /** Shows pages as they are printed. */
    public void print() {
        emulate("print", "light");
    }

    private void emulate(String medium, String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("media", medium, "features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** What axe-core has against the page that is open: the rule, and the elements that break it. */
    public List<String> accessibilityViolations() {
        return new AxeBuilder()
                .analyze(driver).getViolations().stream()
                        .map(rule -> rule.getId() + ": " + rule.getNodes())
                        .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
