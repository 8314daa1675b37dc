package io.segmentpixel.page;

import io.segmentpixel.pixel.ParsedCall;
import io.segmentpixel.pixel.ParsedCall.Parameter;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
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

    private final List<Parameter> parameters;

    Raw(ParsedCall parsed) {
        this.parameters = parsed.rawParameters();
    }

    /** What a parameter says, each time that it says something. */
    Stream<String> values(String name) {
        return values(Set.of(name));
    }

    private Stream<String> values(Set<String> names) {
        return parameters.stream()
                .filter(parameter -> names.contains(plainName(parameter)))
                .map(parameter -> decoded(parameter.value()))
                .filter(value -> !value.isBlank());
    }

    /** A name without what is left of an ampersand that was escaped twice. */
    private static String plainName(Parameter parameter) {
        return parameter.name().replaceAll("^(?i:amp;|#0*38;|#x26;)+", "").toLowerCase(Locale.ROOT);
    }

    boolean says(String name) {
        return values(name).findAny().isPresent();
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
                .filter(parameter -> PLAIN.contains(plainName(parameter)) || FREE.contains(plainName(parameter)))
                .filter(parameter -> isPlaceholder(decoded(parameter.value())));
    }

    /** Whether somebody is still to fill something in. */
    boolean hasPlaceholder() {
        return parameters.stream().anyMatch(parameter -> isPlaceholder(decoded(parameter.value())));
    }

    static boolean isPlaceholder(String value) {
        return PLACEHOLDER.matcher(value).find();
    }

    /** The parameters that hold a question mark, which nothing but an address or a free text may. */
    Stream<Parameter> glued() {
        return parameters.stream()
                .filter(parameter -> PLAIN.contains(plainName(parameter)))
                .filter(parameter -> parameter.value().indexOf('?') >= 0)
                .filter(parameter ->
                        !parameter.value().contains("<?") && !parameter.value().contains("?}"));
    }

    /** Whether a redirect has parameters of its own, or begins them, without being encoded. */
    boolean hasOpenRedirect() {
        return parameters.stream()
                .filter(parameter -> plainName(parameter).equals("redir"))
                .map(Parameter::value)
                .anyMatch(value -> value.contains("//") && value.indexOf('?') >= 0);
    }

    private static String decoded(String value) {
        try {
            return value.indexOf('%') < 0
                    ? value
                    : URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException noEncoding) {
            return value;
        }
    }
}
