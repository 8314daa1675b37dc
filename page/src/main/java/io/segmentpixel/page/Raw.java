package io.segmentpixel.page;

import io.segmentpixel.pixel.ParsedCall;
import io.segmentpixel.pixel.ParsedCall.Parameter;
import io.segmentpixel.pixel.PixelCall;
import io.segmentpixel.segment.PixelType;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The parameters of a call as they stand there, whether or not they make sense. */
final class Raw {
    private static final Set<String> SEGMENTS = Set.of("add", "remove", "seg");
    private static final Set<String> PLAIN =
            Set.of("add", "add_code", "remove", "remove_code", "member", "id", "seg", "seg_code", "value", "t");
    private static final Set<String> FREE = Set.of("other", "order_id", "redir");
    private static final Set<String> CODES = Set.of("add_code", "remove_code", "seg_code");

    /** What stands for something that somebody fills in before the page is sent, or while it is shown. */
    private static final Pattern PLACEHOLDER = Pattern.compile(
            "\\$\\{[^}]{0,80}\\}|\\$\\([^)]{0,80}\\)|\\{[A-Za-z_][A-Za-z0-9_.]{0,80}\\}|%[A-Za-z_]{3,40}%|\\*\\|[A-Z_]{1,40}\\|\\*|\\{\\{[^}]{0,80}\\}?\\}|\\{%|<%|<\\?|#\\{|@\\{|\\[\\[?[A-Za-z_. -]{1,80}\\]|%%[A-Za-z0-9_:. ]{1,80}%%|__[A-Z_]{1,40}__|##[A-Z_]{1,40}##");

    /** What is left of ampersands that were escaped twice. */
    private static final Pattern REST_OF_AMPERSAND = Pattern.compile("^(?:amp;|#0*38;|#x26;)+");

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
            return PLAIN.contains(name);
        }

        /** Whether what is filled in is the value, and nothing but that. */
        boolean isFilledValue() {
            return !isFilledIn(name)
                    && !name.isEmpty()
                    && (value.isBlank() || PLACEHOLDER.matcher(value).matches());
        }
    }

    private Raw(FoundPixel pixel, List<Said> parameters) {
        this.pixel = pixel;
        this.parameters = parameters;
    }

    static Raw of(FoundPixel pixel) {
        List<Parameter> all = pixel.parsed().rawParameters();
        boolean isLastOpen = pixel.completion() == FoundPixel.Completion.BEHIND
                && !pixel.placed().address().endsWith("&");
        int closed = isLastOpen ? all.size() - 1 : all.size();
        return new Raw(
                pixel,
                IntStream.range(0, all.size())
                        .mapToObj(at -> Said.of(
                                all.get(at),
                                pixel.isWhole()
                                        || (at < closed
                                                && !isFilledIn(all.get(at).toString()))))
                        .toList());
    }

    /** What a server runs in an attribute is blank there. */
    private static boolean isFilledIn(String text) {
        return text.indexOf(' ') >= 0 || isPlaceholder(text);
    }

    boolean isSegmentCall() {
        String address = pixel.placed().address();
        int query = address.indexOf('?');
        return !(query < 0 ? address : address.substring(0, query)).endsWith("/px");
    }

    /** Whether parameters may be added that do not stand there. */
    boolean mayGrow() {
        return pixel.completion() == FoundPixel.Completion.BEHIND
                || parameters.stream().anyMatch(said -> !said.isComplete && !said.isFilledValue());
    }

    /** The answer that is asked for, if nobody may ask for another one. */
    Optional<PixelType> type() {
        boolean isOpen = parameters.stream().anyMatch(said -> said.name.equals("t") && !said.isComplete);
        return pixel.parsed().type().filter(type -> !isOpen && (says("t") || !mayGrow()));
    }

    /** The call that the complete parameters make; a code is looked up only with its member. */
    Optional<PixelCall> completeCall() {
        boolean hasMember = values("member").findAny().isPresent();
        String query = parameters.stream()
                .filter(said -> said.isComplete && (hasMember || !CODES.contains(said.name)))
                .map(said -> said.parameter.toString())
                .collect(Collectors.joining("&"));
        String host = pixel.parsed().host();
        return PixelCall.parse("https://" + host + (isSegmentCall() ? "/seg?" : "/px?") + query, Set.of(host))
                .flatMap(ParsedCall::call);
    }

    /** What a parameter says that is complete, each time that it says something. */
    Stream<String> values(String name) {
        return values(Set.of(name));
    }

    private Stream<String> values(Set<String> names) {
        return parameters.stream()
                .filter(said -> said.isComplete && names.contains(said.name))
                .map(Said::value)
                .filter(value -> !value.isBlank());
    }

    /** Whether a parameter says something, or will. */
    boolean says(String name) {
        return parameters.stream()
                .anyMatch(said -> said.name.equals(name) && !(said.isComplete && said.value.isBlank()));
    }

    /** The segments of the call, each with the value behind it. */
    Stream<String> segments() {
        return Stream.concat(values(SEGMENTS), values(CODES)).flatMap(list -> Stream.of(list.split(",")));
    }

    boolean saysCodes() {
        return values(CODES).findAny().isPresent();
    }

    /** The parameters of ours whose value holds a placeholder; signals may, and parameters that the platform does not know. */
    Stream<Parameter> placeholders() {
        return parameters.stream()
                .filter(said -> said.isPlain() || FREE.contains(said.name))
                .filter(said -> isPlaceholder(said.value))
                .map(Said::parameter);
    }

    /** Whether somebody is still to fill something in. */
    boolean hasPlaceholder() {
        return parameters.stream().anyMatch(said -> isPlaceholder(said.value));
    }

    static boolean isPlaceholder(String value) {
        return PLACEHOLDER.matcher(value).find();
    }

    /** The parameters that hold a question mark, which nothing but an address or a free text may. */
    Stream<Parameter> glued() {
        return parameters.stream()
                .filter(Said::isPlain)
                .map(Said::parameter)
                .filter(parameter -> parameter.value().indexOf('?') >= 0)
                .filter(parameter ->
                        !parameter.value().contains("<?") && !parameter.value().contains("?}"));
    }

    /** Whether a redirect has parameters of its own, or begins them, without being encoded. */
    boolean hasOpenRedirect() {
        return parameters.stream()
                .filter(said -> said.name.equals("redir"))
                .map(said -> said.parameter.value())
                .anyMatch(value -> value.contains("//") && value.indexOf('?') >= 0);
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
