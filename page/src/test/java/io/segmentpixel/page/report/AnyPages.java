package io.segmentpixel.page.report;

import io.segmentpixel.page.AuditedPage;
import io.segmentpixel.page.Finding;
import io.segmentpixel.page.FindingCode;
import io.segmentpixel.page.Fires;
import io.segmentpixel.page.PlacedPixel;
import io.segmentpixel.page.SourceRegion;
import io.segmentpixel.pixel.PixelCall;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Pages with whatever can stand on one, and much that should not. */
final class AnyPages {
    static final List<String> HOSTILE = List.of(
            "",
            "</code></pre><script>alert(1)</script>",
            "--><img src=https://evil.example/x onerror=alert(1)>",
            "\"'`><svg/onload=alert(1)>",
            "</title></style></script>",
            "&lt;b&gt; &amp;amp; &#0;",
            "a\u0000b\u001b[31mred\u0007\b\u007f\u009b2J",
            "\u202egnp.exe\u2066\u200b\ufeff",
            "line\nline\r\nline\rline\u2028line\u2029line\u0085",
            "\ud800 alone, \udc00 alone, \ud83d\ude00 not",
            "[click](https://evil.example) {0} {{1}} \\",
            "\\u0022,\"a\":\"b\"}]}",
            "{{constructor.constructor('alert(1)')()}} ${7*7} <%= 7 %>",
            "Größe · 大きさ · حجم",
            "\ud835\udcae\t|");

    private static final Set<String> OTHER_HOSTS = Set.of("pixels.reseller.example");

    private AnyPages() {}

    static Arbitrary<AuditedPage> pages() {
        return Combinators.combine(
                        texts(), pixels().list().ofMaxSize(4), findings().list().ofMaxSize(4))
                .as(AuditedPage::new);
    }

    static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.of(HOSTILE), Arbitraries.strings().all().ofMaxLength(30));
    }

    private static Arbitrary<PlacedPixel> pixels() {
        return Combinators.combine(
                        Arbitraries.of("img", "script", "comment", "text", "amp-pixel"),
                        Arbitraries.of(Fires.class),
                        addresses(),
                        texts().optional(),
                        regions())
                .as((element, fires, address, name, region) -> new PlacedPixel(
                        element,
                        fires,
                        address,
                        PixelCall.parse(address, OTHER_HOSTS).orElseThrow(),
                        name,
                        region));
    }

    private static Arbitrary<String> addresses() {
        Arbitrary<String> hosts = Arbitraries.of(
                "https://secure.adnxs.com", "http://ib.adnxs.com", "//ib.adnxs.com", "https://pixels.reseller.example");
        Arbitrary<String> queries = Arbitraries.oneOf(
                Arbitraries.of(
                        "add=528336&t=2",
                        "member=958&add_code=shop_cart:5&t=1",
                        "add=${x}&t=3",
                        "add=1,2:3&remove=4&redir=https%3A%2F%2Fa.example%2F%3Fb%3Dc&cb=1?2"),
                texts().map(text -> "add=1&other=" + text));
        return Combinators.combine(hosts, Arbitraries.of("/seg?", "/px?"), queries)
                .as((host, path, query) -> host + path + query);
    }

    private static Arbitrary<Finding> findings() {
        return Combinators.combine(
                        Arbitraries.of(FindingCode.class), texts(), regions(), texts(), Arbitraries.of(true, false))
                .as(Finding::new);
    }

    private static Arbitrary<SourceRegion> regions() {
        Arbitrary<Integer> numbers = Arbitraries.integers().between(0, 1_000_000);
        Arbitrary<Integer> places = Arbitraries.integers().between(1, 1_000_000);
        return Combinators.combine(numbers, numbers, places, places, places, places)
                .as(SourceRegion::new);
    }
}
