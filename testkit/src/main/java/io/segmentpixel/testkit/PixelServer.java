package io.segmentpixel.testkit;

import io.segmentpixel.pixel.ParsedCall;
import io.segmentpixel.pixel.PixelCall;
import io.segmentpixel.segment.PiggybackPixel;
import io.segmentpixel.segment.PixelType;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.WebUrl;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import okio.ByteString;

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
        Optional<ParsedCall> parsed = CallTarget.of(request).parsed();
        Optional<PixelCall> call = parsed.flatMap(ParsedCall::call);
        PixelType type = parsed.flatMap(ParsedCall::type).orElse(PixelType.IMAGE);
        Optional<String> denial = denial(request, call);
        Optional<PixelCall> processed = call.filter(allowed -> denial.isEmpty());
        Optional<String> visitor =
                denial.isPresent() ? Optional.empty() : visitor(request).or(() -> Optional.of(RandomText.of()));
        Memberships.Effect effect = processed
                .map(allowed -> memberships.apply(visitor.orElseThrow(), allowed))
                .orElseGet(Memberships.Effect::none);
        effect.remarks().addAll(denial.stream().toList());
        effect.remarks().addAll(parsed.map(ParsedCall::remarks).orElse(List.of("the path is none of a pixel call")));
        List<WebUrl> next =
                processed.map(allowed -> next(allowed, type, effect)).orElse(List.of());
        note(request, visitor, call, effect, next);
        Headers.Builder headers = new Headers.Builder().add("Cache-Control", "no-store, no-cache, private");
        visitor.ifPresent(name -> headers.addUnsafeNonAscii("Set-Cookie", cookie(name, isSecure)));
        return reply(headers, type, next, call.flatMap(PixelCall::redirect).isPresent());
    }

    /** Why a call is answered and not processed. Images and scripts are got, beacons posted. */
    private static Optional<String> denial(RecordedRequest request, Optional<PixelCall> call) {
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("POST")) {
            return Optional.of("method " + request.getMethod() + " is none of a pixel");
        }
        boolean isInEurope = request.getHeaders().get(REGION) != null;
        return call.flatMap(known -> new Consent(known.privacy(), isInEurope).denial());
    }

    /** Notes a call that was not carried out, because of what went wrong on purpose. */
    void noteHindered(RecordedRequest request, String why) {
        note(
                request,
                Optional.empty(),
                CallTarget.of(request).parsed().flatMap(ParsedCall::call),
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
                CallTarget.of(request).pathAndQuery(),
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
    private List<WebUrl> next(PixelCall call, PixelType type, Memberships.Effect effect) {
        boolean isOne = call.redirect().isPresent() || type == PixelType.IMAGE;
        List<WebUrl> taken = new ArrayList<>(call.redirect().stream().toList());
        Stream.concat(
                        effect.added().stream().flatMap(segment -> segment.piggybackPixels().stream()),
                        usersyncs(effect.added(), type))
                .forEach(piggyback -> {
                    if (piggyback.type() != type) {
                        effect.remarks().add("piggyback " + piggyback.url() + " is of the other type");
                    } else if (isOne && !taken.isEmpty()) {
                        effect.remarks()
                                .add("piggyback " + piggyback.url() + " is one more than the answer goes on to");
                    } else {
                        taken.add(piggyback.url());
                    }
                });
        return List.copyOf(taken);
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
