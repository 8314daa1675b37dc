package io.segmentpixel.testkit;

import io.segmentpixel.pixel.ParsedCall;
import io.segmentpixel.pixel.PixelCall;
import io.segmentpixel.segment.PiggybackPixel;
import io.segmentpixel.segment.PixelType;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.WebUrl;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okio.Buffer;

/**
 * The pixel endpoint of the sandbox: tells visitors apart by a cookie, puts them into segments and takes them out, and
 * answers with an image, a script or a redirect. A call that makes no sense is answered and changes nothing.
 */
final class PixelServer {
    private static final String COOKIE = "uuid2";
    private static final byte[] GIF =
            Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    private final Memberships memberships;

    PixelServer(Memberships memberships) {
        this.memberships = memberships;
    }

    MockResponse answer(RecordedRequest request) {
        String visitor = visitor(request).orElseGet(Logins::random);
        Optional<ParsedCall> parsed = PixelCall.parse("https://secure.adnxs.com" + request.getTarget());
        Optional<PixelCall> call = parsed.flatMap(ParsedCall::call);
        PixelType type = parsed.flatMap(ParsedCall::type).orElse(PixelType.IMAGE);
        List<PiggybackPixel> piggybacks = call.stream()
                .flatMap(known -> memberships.apply(visitor, known).stream())
                .map(Segment::piggybackPixels)
                .flatMap(List::stream)
                .filter(piggyback -> piggyback.type() == type)
                .toList();
        MockResponse.Builder response = content(type, piggybacks);
        redirect(call, type, piggybacks)
                .ifPresent(url -> response.code(302).body("").setHeader("Location", url.value()));
        return response.addHeader("Cache-Control", "no-store, no-cache, private")
                .addHeader("Set-Cookie", COOKIE + "=" + visitor + "; Path=/; Max-Age=7776000; HttpOnly")
                .build();
    }

    /** The name that the visitor's cookie gives it. */
    static Optional<String> visitor(RecordedRequest request) {
        return request.getHeaders().values("Cookie").stream()
                .flatMap(header -> Stream.of(header.split(";\\s*", -1)))
                .filter(pair -> pair.startsWith(COOKIE + "="))
                .map(pair -> pair.substring(COOKIE.length() + 1))
                .findFirst();
    }

    private static Optional<WebUrl> redirect(
            Optional<PixelCall> call, PixelType type, List<PiggybackPixel> piggybacks) {
        Optional<WebUrl> asked = call.flatMap(PixelCall::redirect);
        return asked.isPresent() || type == PixelType.JAVASCRIPT
                ? asked
                : piggybacks.stream().findFirst().map(PiggybackPixel::url);
    }

    private static MockResponse.Builder content(PixelType type, List<PiggybackPixel> piggybacks) {
        return type == PixelType.IMAGE
                ? new MockResponse.Builder().body(new Buffer().write(GIF)).setHeader("Content-Type", "image/gif")
                : new MockResponse.Builder().body(script(piggybacks)).setHeader("Content-Type", "text/javascript");
    }

    /** A script that loads the piggybacks; an address holds no quote, so that it can stand between quotes. */
    private static String script(List<PiggybackPixel> piggybacks) {
        return piggybacks.stream()
                .map(piggyback -> "(function(){var s=document.createElement(\"script\");s.src=\""
                        + piggyback.url().value().replace("\\", "\\\\")
                        + "\";document.head.appendChild(s);})();\n")
                .collect(Collectors.joining("", "/* segment pixel */\n", ""));
    }
}
