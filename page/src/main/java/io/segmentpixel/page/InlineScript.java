package io.segmentpixel.page;

import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.export.TagFormat;
import io.segmentpixel.export.WhenNoConsentPlatform;
import io.segmentpixel.pixel.Privacy;
import io.segmentpixel.pixel.SegmentCall;
import io.segmentpixel.segment.SegmentId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/**
 * A script that stands in a page, as what it does and the address that it does it with: {@code new Image().src = "…";} is the
 * same script whatever the address.
 *
 * @param shape the text without white space and without what its strings hold
 * @param strings what its strings hold
 */
record InlineScript(String shape, List<String> strings) {
    private static final Pattern STRING = Pattern.compile("\"[^\"\\\\]*\"|'[^'\\\\]*'");

    /** By the HTML standard, MIME Sniffing: JavaScript MIME types. */
    private static final Pattern JAVASCRIPT = Pattern.compile(
            "(?:application|text)/(?:x-)?(?:java|ecma)script|text/(?:javascript1\\.[0-5]|jscript|livescript)");

    /** The scripts of this library's formats, whatever their options. */
    static final Set<String> SHAPES = shapes();

    static InlineScript of(String written) {
        String script = written.replace("\\/", "/");
        return new InlineScript(
                STRING.matcher(script).replaceAll("\"\"").replaceAll("\\s+|;\\s*$", ""),
                STRING.matcher(script)
                        .results()
                        .map(MatchResult::group)
                        .map(string -> string.substring(1, string.length() - 1))
                        .toList());
    }

    /** Whether it is worth a look: a script that holds no call has none of the platform's paths in it. */
    static boolean mayCall(String script) {
        return script.contains("/seg?") || script.contains("/px?");
    }

    /** Whether browsers of today run a script: one of another type is data, or waits until a visitor consents. */
    static boolean runs(Element script) {
        String said = !script.hasAttr("type") && script.hasAttr("language")
                ? "text/" + script.attr("language")
                : script.attr("type");
        String type = said.strip().toLowerCase(Locale.ROOT);
        return type.equals("module")
                || (!script.hasAttr("nomodule")
                        && (type.isEmpty() || JAVASCRIPT.matcher(type).matches()));
    }

    /** The address that the script puts together, without what it adds itself; empty if it names none. */
    Optional<String> url() {
        List<String> address =
                strings.stream().dropWhile(string -> !string.startsWith("http")).toList();
        return address.isEmpty()
                ? Optional.empty()
                : Optional.of(address.get(0)
                        + address.stream()
                                .skip(1)
                                .takeWhile(string -> string.startsWith("&") && string.length() > 1)
                                .collect(Collectors.joining()));
    }

    private static Set<String> shapes() {
        PixelExport plain = PixelExport.of("", SegmentCall.adding(SegmentId.of(1)));
        PixelExport divided = plain.withPrivacy(Privacy.none().withUsPrivacy("1---"));
        List<TagFormat> formats = Stream.concat(
                        Stream.of(ExportFormats.beacon()),
                        Stream.of(WhenNoConsentPlatform.values()).map(ExportFormats::consentGated))
                .flatMap(format -> Stream.of(format, format.withCacheBuster()))
                .toList();
        return Stream.of(plain, divided)
                .flatMap(export -> Stream.of(export.asImage(), export.asJavaScript()))
                .flatMap(export -> formats.stream()
                        .filter(format -> format.refusal(export).isEmpty())
                        .map(format -> format.render(export)))
                .flatMap(tag -> shapes(Jsoup.parseBodyFragment(tag).body()).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The shapes of the scripts that stand in an element and have no address. */
    static Set<String> shapes(Element element) {
        return element.stream()
                .filter(script -> script.normalName().equals("script") && !script.hasAttr("src"))
                .map(script -> of(script.data()).shape())
                .collect(Collectors.toUnmodifiableSet());
    }
}
