package io.segmentpixel.page;

import io.segmentpixel.pixel.ParsedCall;
import io.segmentpixel.pixel.ParsedCall.Parameter;
import io.segmentpixel.pixel.PixelCall;
import io.segmentpixel.segment.PixelType;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The parameters of a call as they stand there, whether or not they make sense. */
final class RawParameters {
    private static final Set<String> SEGMENTS = Set.of("add", "remove", "seg");
    private static final Set<String> PLAIN =
            Set.of("add", "add_code", "remove", "remove_code", "member", "id", "seg", "seg_code", "value", "t");
    private static final Set<String> FREE = Set.of("other", "order_id", "redir");
    private static final Set<String> CODES = Set.of("add_code", "remove_code", "seg_code");

    /** What is left of ampersands that were escaped twice. */
    private static final Pattern REST_OF_AMPERSAND = Pattern.compile("^" + Ampersands.REFERENCE + "+");

    private final FoundPixel pixel;
    private final List<Said> parameters;

    /**
     * A parameter.
     *
     * @param name in lower case, without what is left of an ampersand
     * @param value decoded
     * @param isComplete whether nobody adds anything to it
     * @param parameter as it stands there
     */
    private record Said(String name, String value, boolean isComplete, Parameter parameter) {
        static Said of(Parameter parameter, boolean isComplete) {
            String name = parameter.name().toLowerCase(Locale.ROOT);
            String plain = name.indexOf(';') < 0
                    ? name
                    : REST_OF_AMPERSAND.matcher(name).replaceFirst("");
            return new Said(plain, decoded(parameter.value()), isComplete, parameter);
        }

        boolean isPlain() {
            return RawParameters.isPlain(name);
        }

        /** Whether what is filled in is the value, and nothing but that. */
        boolean isFilledValue() {
            return !isFilledIn(name) && !name.isEmpty() && (value.isBlank() || Placeholder.is(value));
        }
    }

    /** Whether a parameter of the platform's is a number, a code, or a list of them. */
    static boolean isPlain(String name) {
        return PLAIN.contains(name);
    }

    private RawParameters(FoundPixel pixel, List<Said> parameters) {
        this.pixel = pixel;
        this.parameters = parameters;
    }

    static RawParameters of(FoundPixel pixel) {
        List<Parameter> all = pixel.parsed().rawParameters();
        boolean isLastOpen = pixel.completion() == FoundPixel.Completion.BEHIND
                && !pixel.placed().address().endsWith("&");
        int closed = isLastOpen ? all.size() - 1 : all.size();
        List<Said> said = new ArrayList<>(all.size());
        for (int at = 0; at < all.size(); at++) {
            Parameter parameter = all.get(at);
            said.add(Said.of(parameter, pixel.isWhole() || (at < closed && !isFilledIn(parameter.toString()))));
        }
        return new RawParameters(pixel, said);
    }

    /** What a server runs in an attribute is blank there. */
    private static boolean isFilledIn(String text) {
        return text.indexOf(' ') >= 0 || Placeholder.isIn(text);
    }

    boolean isSegmentCall() {
        String address = pixel.placed().address();
        int query = address.indexOf('?');
        return !(query < 0 ? address : address.substring(0, query)).endsWith("/px");
    }

    /** Whether parameters may be added that do not stand there. */
    boolean mayGrow() {
        return pixel.completion() == FoundPixel.Completion.BEHIND
                || any(said -> !said.isComplete && !said.isFilledValue());
    }

    /** The answer that is asked for, if nobody may ask for another one. */
    Optional<PixelType> type() {
        boolean isOpen = any(said -> said.name.equals("t") && !said.isComplete);
        return pixel.parsed().type().filter(type -> !isOpen && (says("t") || !mayGrow()));
    }

    /** The call that the complete parameters make; a code is looked up only with its member. */
    Optional<PixelCall> completeCall() {
        boolean hasMember = !values("member").isEmpty();
        return call(said -> said.isComplete && (hasMember || !CODES.contains(said.name)));
    }

    /** Whether the platform makes something of it without what somebody is still to fill in. */
    boolean makesCallWithoutPlaceholders() {
        return call(said -> !Placeholder.isIn(said.value)).isPresent();
    }

    private Optional<PixelCall> call(Predicate<Said> isKept) {
        String query = parameters.stream()
                .filter(isKept)
                .map(said -> said.parameter.toString())
                .collect(Collectors.joining("&"));
        String host = pixel.parsed().host();
        return PixelCall.parse("https://" + host + (isSegmentCall() ? "/seg?" : "/px?") + query, Set.of(host))
                .flatMap(ParsedCall::call);
    }

    /** What a parameter says that is complete, each time that it says something. */
    List<String> values(String name) {
        return values(name::equals);
    }

    private List<String> values(Predicate<String> isNamed) {
        List<String> values = new ArrayList<>();
        for (Said said : parameters) {
            if (said.isComplete && isNamed.test(said.name) && !said.value.isBlank()) {
                values.add(said.value);
            }
        }
        return values;
    }

    /** Whether a parameter says something, or will. */
    boolean says(String name) {
        return any(said -> said.name.equals(name) && !(said.isComplete && said.value.isBlank()));
    }

    /** The segments of the call, each with the value behind it. */
    List<String> segments() {
        return values(name -> SEGMENTS.contains(name) || CODES.contains(name)).stream()
                .flatMap(list -> Stream.of(list.split(",")))
                .toList();
    }

    boolean saysCodes() {
        return !values(CODES::contains).isEmpty();
    }

    /** A parameter of ours whose value holds a placeholder; signals may, and parameters that the platform does not know. */
    Optional<Parameter> placeholder() {
        return first(said -> (said.isPlain() || FREE.contains(said.name)) && Placeholder.isIn(said.value));
    }

    /** A parameter that holds a question mark, which nothing but an address or a free text may. */
    Optional<Parameter> glued() {
        return first(said -> said.isPlain() && isGlued(said.parameter.value()));
    }

    private static boolean isGlued(String value) {
        return value.indexOf('?') >= 0 && !value.contains("<?") && !value.contains("?}");
    }

    /** Whether a redirect has parameters of its own, or begins them, without being encoded. */
    boolean hasOpenRedirect() {
        return any(said -> said.name.equals("redir")
                && said.parameter.value().contains("//")
                && said.parameter.value().indexOf('?') >= 0);
    }

    private boolean any(Predicate<Said> is) {
        return first(is).isPresent();
    }

    private Optional<Parameter> first(Predicate<Said> is) {
        for (Said said : parameters) {
            if (is.test(said)) {
                return Optional.of(said.parameter);
            }
        }
        return Optional.empty();
    }

    static String decoded(String value) {
        try {
            return value.indexOf('%') < 0
                    ? value
                    : URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException noEncoding) {
            return value;
        }
    }
}
