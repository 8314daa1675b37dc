package io.segmentpixel.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/** Tags merged into any policy fire, and nothing else is allowed or forbidden by it. */
class ContentSecurityPolicyLawTest {
    private static final PixelExport SCRIPT =
            PixelExport.of(Segment.of(SegmentId.of(12), MemberId.of(958), "x")).asJavaScript();
    private static final String EVIL = "https://evil.example/a.js";

    /** A tag in a page, and the calls that its own script makes. */
    private record Placed(HtmlFormat format, PixelExport export, boolean insertsScript) {
        Element page() {
            return Jsoup.parse(
                    format.render(export).replace("<noscript>", "<div>").replace("</noscript>", "</div>"));
        }

        ContentSecurityPolicy needed() {
            return ContentSecurityPolicy.forTags(format, List.of(export));
        }

        /** A script element that says nothing for itself, as it stands in the page. */
        boolean hasBareElement() {
            return page().select("script[src]").stream().anyMatch(script -> !script.hasAttr("nonce"));
        }

        boolean fires(PolicyReader policy) {
            boolean isImage = export.url().endsWith("t=2");
            return page().select("script").stream().allMatch(policy::allows)
                    && (!isImage || policy.allowsImage(export.url()))
                    && (!insertsScript || policy.allowsInserted(export.url()));
        }

        @Override
        public String toString() {
            return format.render(export);
        }
    }

    @Property(seed = "17")
    void tags_fire_and_nothing_else_changes(@ForAll("policies") String existing, @ForAll("tags") Placed tag) {
        PolicyReader before = new PolicyReader(existing);
        if (before.isStrict() && tag.hasBareElement()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> tag.needed().mergedInto(existing))
                    .withMessageContaining("'strict-dynamic'");
            return;
        }
        String merged = tag.needed().mergedInto(existing);

        PolicyReader after = new PolicyReader(merged);
        assertThat(tag.fires(after)).isTrue();
        assertThat(tag.needed().mergedInto(merged)).isEqualTo(merged);
        if (tag.fires(before)) {
            assertThat(normal(merged)).isEqualTo(normal(existing));
        }
        assertThat(after.allowsImage(EVIL)).isEqualTo(before.allowsImage(EVIL));
        assertThat(after.allowsInserted(EVIL)).isEqualTo(before.allowsInserted(EVIL));
        for (Element script : Jsoup.parse(
                        "<script>site()</script><script nonce=other>site()</script><script nonce=other src=" + EVIL
                                + "></script><script src=" + EVIL + "></script>")
                .select("script")) {
            assertThat(after.allows(script)).isEqualTo(before.allows(script));
        }
    }

    @Property(seed = "17")
    void what_is_merged_allows_the_calls(@ForAll("policies") String existing, @ForAll("tags") Placed tag) {
        boolean isStrict = new PolicyReader(existing).isStrict();
        Assume.that(!isStrict || !tag.hasBareElement());
        String merged = tag.needed().mergedInto(existing);

        String call = tag.export().url();
        if (call.endsWith("t=2")) {
            assertThat(ContentSecurityPolicy.allows(merged, "img-src", call)).isTrue();
        } else if (!tag.insertsScript() || !isStrict) {
            String nonce = tag.page().select("script[src]").attr("nonce");
            assertThat(ContentSecurityPolicy.allows(merged, "script-src-elem", call, nonce))
                    .isTrue();
        }
    }

    @Property(seed = "17")
    void browsers_agree_on_what_is_allowed(
            @ForAll("policies") String first, @ForAll("paths") String second, @ForAll("addresses") String url) {
        for (String policy : List.of(first, second, first + " , " + second)) {
            PolicyReader browser = new PolicyReader(policy);
            assertThat(ContentSecurityPolicy.allows(policy, "img-src", url)).isEqualTo(browser.allowsImage(url));
            for (String nonce : List.of("", "abc", "ABC")) {
                Element script = new Element("script").attr("src", url);
                if (!nonce.isEmpty()) {
                    script.attr("nonce", nonce);
                }
                assertThat(ContentSecurityPolicy.allows(policy, "script-src-elem", url, nonce))
                        .isEqualTo(browser.allows(script));
            }
        }
    }

    /** Blanks and empty directives apart. */
    private static String normal(String policy) {
        return Stream.of(policy.split(";", -1))
                .map(directive -> directive.strip().replaceAll("\\s+", " "))
                .filter(directive -> !directive.isEmpty())
                .collect(Collectors.joining("; "));
    }

    @Provide
    Arbitrary<String> policies() {
        Arbitrary<String> sources = Arbitraries.of(
                        "'none'",
                        "'self'",
                        "https:",
                        "http:",
                        "*",
                        "*.adnxs.com",
                        "SECURE.adnxs.com",
                        "https://secure.adnxs.com:443",
                        "http://secure.adnxs.com",
                        "https://*:*",
                        "data:",
                        "'unsafe-inline'",
                        "'nonce-abc'",
                        "'nonce-other'",
                        "'nonce-'",
                        "'nonce-{n}'",
                        "'sha256-%%%'",
                        "'sha256-AAAA'",
                        "'strict-dynamic'")
                .list()
                .ofMaxSize(4)
                .map(words -> String.join("  ", words));
        Arbitrary<String> names =
                Arbitraries.of("default-src", "img-src", "script-src", "Script-Src-Elem", "style-src", "sandbox");
        return Combinators.combine(names, sources)
                .as((name, words) -> name + " " + words)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(directives -> String.join(" ; ", directives));
    }

    @Provide
    Arbitrary<String> paths() {
        Arbitrary<String> hosts = Arbitraries.of("https://", "http://", "").flatMap(scheme -> Arbitraries.of(
                        "secure.adnxs.com",
                        "*.adnxs.com",
                        "*",
                        "evil.example:8443",
                        "secure.adnxs.com:*",
                        "IB.adnxs.com:80")
                .map(scheme::concat));
        Arbitrary<String> paths = Arbitraries.of("", "/", "/seg", "/seg/", "/a/", "/a/seg", "/Seg");
        return Combinators.combine(Arbitraries.of("default-src ", "img-src ", "script-src "), hosts, paths)
                .as((name, host, path) -> name + host + path)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(directives -> String.join(";", directives));
    }

    @Provide
    Arbitrary<String> addresses() {
        Arbitrary<String> hosts = Arbitraries.of(
                "https://secure.adnxs.com",
                "http://secure.adnxs.com",
                "http://ib.adnxs.com:80",
                "https://adnxs.com",
                "https://evil.example:8443",
                "https://secure.adnxs.com:443");
        return Combinators.combine(hosts, Arbitraries.of("/", "/seg", "/seg/", "/a/seg", "/a/", "/seg?/a/"))
                .as(String::concat);
    }

    @Provide
    Arbitrary<Placed> tags() {
        PixelExport image = SCRIPT.asImage();
        TagFormat gated = ExportFormats.consentGated(WhenNoConsentPlatform.FIRE);
        return Arbitraries.of(
                new Placed(ExportFormats.htmlTag(), SCRIPT, false),
                new Placed(ExportFormats.htmlTag().withNonce("abc"), SCRIPT, false),
                new Placed(ExportFormats.htmlTag(), image, false),
                new Placed(ExportFormats.noscript(), image, false),
                new Placed(ExportFormats.beacon(), image, false),
                new Placed(ExportFormats.beacon().withNonce("abc"), image, false),
                new Placed(gated, image, false),
                new Placed(gated, SCRIPT, true),
                new Placed(gated.withNonce("abc"), SCRIPT, true));
    }
}
