package io.segmentpixel.testkit;

import io.segmentpixel.pixel.ParsedCall;
import io.segmentpixel.pixel.PixelCall;
import io.segmentpixel.segment.PiggybackPixel;
import io.segmentpixel.segment.PixelType;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.WebUrl;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * The pixel endpoint of the sandbox: tells visitors apart by a cookie, puts them into segments and takes them out, and
 * answers with an image, a script or a redirect. A call that makes no sense, and one that the visitor's privacy signals do not allow,
 * is answered and changes nothing.
 */
final class PixelServer {
    /** The header by which a stand-in visitor says who it is, whatever its cookies say. */
    static final String SENDER = "Sandbox-Visitor";

    /** The header by which a stand-in visitor says that it is in Europe, which the platform tells by the address. */
    static final String REGION = "Sandbox-Region";

    private static final String COOKIE = "uuid2";
    private static final ByteString GIF =
            Objects.requireNonNull(ByteString.decodeBase64("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"));

    private final Memberships memberships;
    private final List<PiggybackPixel> usersyncPixels;
    private final Clock clock;
    private final Journal journal;

    PixelServer(Memberships memberships, List<PiggybackPixel> usersyncPixels, Clock clock, Journal journal) {
        this.memberships = memberships;
        this.usersyncPixels = usersyncPixels;
        this.clock = clock;
        this.journal = journal;
    }

    Reply answer(RecordedRequest request, boolean isSecure) {
        Optional<ParsedCall> parsed = parsed(request);
        Optional<PixelCall> call = parsed.flatMap(ParsedCall::call);
        PixelType type = parsed.flatMap(ParsedCall::type).orElse(PixelType.IMAGE);
        boolean isInEurope = request.getHeaders().get(REGION) != null;
        Optional<String> denial = call.flatMap(known -> new Consent(known.privacy(), isInEurope).denial());
        Optional<String> known = visitor(request);
        Optional<String> visitor = denial.isPresent() ? known : known.or(() -> Optional.of(RandomText.of()));
        Memberships.Effect effect = call.filter(allowed -> denial.isEmpty())
                .map(allowed -> memberships.apply(visitor.orElseThrow(), allowed))
                .orElseGet(() -> new Memberships.Effect(
                        List.of(), List.of(), List.of(denial.orElse("the platform does not understand it"))));
        List<WebUrl> next = next(call.filter(allowed -> denial.isEmpty()).orElse(null), type, effect.added());
        note(request, visitor.filter(name -> denial.isEmpty()), call, effect, next);
        Headers.Builder headers = new Headers.Builder().add("Cache-Control", "no-store, no-cache, private");
        visitor.filter(name -> denial.isEmpty())
                .ifPresent(name -> headers.addUnsafeNonAscii("Set-Cookie", cookie(name, isSecure)));
        return reply(headers, type, next, call.flatMap(PixelCall::redirect).isPresent());
    }

    /** The call, whichever host it names; a proxy's request names it in its first line. */
    private static Optional<ParsedCall> parsed(RecordedRequest request) {
        String target = request.getTarget().replaceFirst("^[A-Za-z]+://[^/?#]*", "");
        return PixelCall.parse("https://secure.adnxs.com" + target);
    }

    /** Notes a call that was not carried out, because of what went wrong on purpose. */
    void noteHindered(RecordedRequest request, String why) {
        Optional<PixelCall> call = PixelCall.parse("https://secure.adnxs.com" + request.getTarget())
                .flatMap(ParsedCall::call);
        note(
                request,
                Optional.empty(),
                call,
                new Memberships.Effect(List.of(), List.of(), List.of("not carried out: " + why)),
                List.of());
    }

    private static Reply reply(Headers.Builder headers, PixelType type, List<WebUrl> next, boolean isRedirected) {
        if (!next.isEmpty() && (isRedirected || type == PixelType.IMAGE)) {
            return Reply.of(
                    302,
                    headers.addUnsafeNonAscii("Location", next.get(0).value()).build(),
                    "");
        }
        return type == PixelType.IMAGE
                ? new Reply(200, headers.add("Content-Type", "image/gif").build(), GIF)
                : Reply.of(200, headers.add("Content-Type", "text/javascript").build(), script(next));
    }

    private void note(
            RecordedRequest request,
            Optional<String> visitor,
            Optional<PixelCall> call,
            Memberships.Effect effect,
            List<WebUrl> next) {
        Firing firing = new Firing(
                clock.instant(),
                visitor,
                request.getUrl().host(),
                request.getTarget(),
                call,
                effect.added().stream().map(Segment::id).toList(),
                effect.removed().stream().map(Segment::id).toList(),
                next.stream().map(WebUrl::value).toList(),
                effect.remarks());
        journal.note(firing, Optional.ofNullable(request.getHeaders().get(SENDER)));
    }

    private static String cookie(String visitor, boolean isSecure) {
        return COOKIE + "=" + visitor + "; Path=/; Max-Age=7776000; HttpOnly"
                + (isSecure ? "; SameSite=None; Secure" : "");
    }

    /** The name that the visitor's cookie gives it. */
    private static Optional<String> visitor(RecordedRequest request) {
        return request.getHeaders().values("Cookie").stream()
                .flatMap(header -> Stream.of(header.split(";\\s*", -1)))
                .filter(pair -> pair.startsWith(COOKIE + "="))
                .map(pair -> pair.substring(COOKIE.length() + 1))
                .filter(name -> name.matches("\\w{1,64}"))
                .findFirst();
    }

    /** Where the answer sends the visitor on to: a redirect alone, one image, or scripts. */
    private List<WebUrl> next(@Nullable PixelCall call, PixelType type, List<Segment> added) {
        if (call == null) {
            return List.of();
        }
        if (call.redirect().isPresent()) {
            return List.of(call.redirect().get());
        }
        return Stream.concat(
                        added.stream().flatMap(segment -> segment.piggybackPixels().stream()), usersyncs(added, type))
                .filter(piggyback -> piggyback.type() == type)
                .limit(type == PixelType.IMAGE ? 1 : Long.MAX_VALUE)
                .map(PiggybackPixel::url)
                .toList();
    }

    /** As many usersync pixels as the segment allows that allows the fewest; one that says nothing allows none. */
    private Stream<PiggybackPixel> usersyncs(List<Segment> added, PixelType type) {
        int most = added.stream()
                .mapToInt(segment -> segment.maxUsersyncPixels().orElse(0))
                .min()
                .orElse(0);
        return usersyncPixels.stream()
                .filter(piggyback -> piggyback.type() == type)
                .limit(most);
    }

    /** A script that loads the piggybacks; an address holds no quote, so that it can stand between quotes. */
    private static String script(List<WebUrl> piggybacks) {
        return piggybacks.stream()
                .map(piggyback -> "(function(){var s=document.createElement(\"script\");s.src=\""
                        + piggyback.value().replace("\\", "\\\\")
                        + "\";document.head.appendChild(s);})();\n")
                .collect(Collectors.joining("", "/* segment pixel */\n", ""));
    }
}
