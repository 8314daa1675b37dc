package io.segmentpixel.testkit;

import io.segmentpixel.pixel.ParsedCall;
import io.segmentpixel.pixel.PixelCall;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mockwebserver3.RecordedRequest;

/**
 * What a pixel call asks for, as a server reads it.
 *
 * @param pathAndQuery path and query as they came
 */
record CallTarget(String pathAndQuery) {
    /** The target of a request, without the host that a proxy's request names in it. */
    static CallTarget of(RecordedRequest request) {
        return new CallTarget(request.getTarget().replaceFirst("^[A-Za-z]+://[^/?#]*", ""));
    }

    /** The call, whichever host it names. What is forgiven in a page is none here: a parameter ends at each ampersand. */
    Optional<ParsedCall> parsed() {
        String[] parts = pathAndQuery.split("\\?", 2);
        String query = parts.length < 2
                ? ""
                : Stream.of(parts[1].split("&", -1))
                        .map(CallTarget::asItStands)
                        .collect(Collectors.joining("&", "?", ""));
        return PixelCall.parse("https://secure.adnxs.com" + parts[0] + query);
    }

    /** A parameter so that a reader of pages finds no character reference in its name, and no parameters in its redirect. */
    private static String asItStands(String parameter) {
        String plain = parameter.replace("#", "%23").replaceFirst("^([A-Za-z]+);", "$1%3B");
        return plain.startsWith("redir=") ? plain.replace("?", "%3F") : plain;
    }
}
