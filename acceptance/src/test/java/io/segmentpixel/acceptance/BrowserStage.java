package io.segmentpixel.acceptance;

import io.segmentpixel.browser.Chromium;
import io.segmentpixel.testkit.Firing;
import io.segmentpixel.testkit.Sandbox;
import java.net.URI;
import java.util.List;

/** A real browser, a web server with pages and a sandbox that stands in for the platform, for all tests of a class. */
final class BrowserStage implements AutoCloseable {
    static final String SITE = "https://www.shop.example";

    private static final String SENTINEL = "sentinel=";

    private final Sandbox sandbox = Sandbox.start();
    private final PageServer pages = new PageServer();
    private final Chromium browser;
    private int sentinels;

    private BrowserStage() {
        browser = Chromium.start(URI.create(sandbox.httpsUrl()).getPort(), pages.port());
    }

    /** Skips the test where there is no browser. */
    static BrowserStage open() {
        Chromium.assumeInstalled();
        return new BrowserStage();
    }

    Sandbox sandbox() {
        return sandbox;
    }

    PageServer pages() {
        return pages;
    }

    Chromium browser() {
        return browser;
    }

    /** A visitor who was never seen before, no pages, and nothing asked for so far. */
    void startOver() {
        browser.allowScripts(true);
        browser.preferColorScheme("light");
        browser.resize(800, 600);
        browser.forgetVisitor();
        pages.clear();
        sandbox.journal().clear();
    }

    /** Serves a page and opens it. */
    void show(String html) {
        pages.put("/page", html);
        browser.open(SITE + "/page");
    }

    /** Serves a page with a content security policy, and opens it. */
    void show(String html, String policy) {
        pages.put("/page", html, policy);
        browser.open(SITE + "/page");
    }

    /** The pixel calls of pages so far. */
    List<Firing> firings() {
        return sandbox.journal().firings().stream()
                .filter(firing -> !firing.target().contains(SENTINEL))
                .toList();
    }

    /** The addresses of the pixel calls so far, in order. */
    List<String> fired() {
        return firings().stream()
                .map(firing -> "https://" + firing.host() + firing.target())
                .toList();
    }

    /** Waits until so many have fired, and then long enough for one that is too many; gives all addresses. */
    List<String> firedOf(int expected) {
        await(expected);
        settle("https://secure.adnxs.com/seg?");
        return fired();
    }

    /** The same on a page whose policy lets it ask for images of its own site only. */
    List<String> firedUnderPolicyOf(int expected) {
        await(expected);
        settle(SITE + "/?");
        return fired();
    }

    private void await(int expected) {
        browser.waitUntil(expected + " pixel calls", () -> firings().size() >= expected);
    }

    /** Waits until later requests of the same page, one after the other, are answered. */
    private void settle(String start) {
        for (int round = 0; round < 2; round++) {
            browser.ask(start + SENTINEL + ++sentinels);
        }
    }

    @Override
    public void close() {
        browser.close();
        pages.close();
        sandbox.close();
    }
}
