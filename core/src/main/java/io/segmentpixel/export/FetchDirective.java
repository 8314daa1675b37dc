package io.segmentpixel.export;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which directives of a policy rule what a page asks for, by <em>Content Security Policy Level 3</em>. */
final class FetchDirective {
    private static final String DEFAULT = "default-src";
    private static final Set<String> WITH_DEFAULT_ALONE = Set.of(
            "connect-src", "font-src", "img-src", "manifest-src", "media-src", "object-src", "script-src", "style-src");

    private FetchDirective() {}

    /** The directive itself, and what counts in its place where a policy has none of that name: the first that there is. */
    static List<String> chain(String directive) {
        String name = directive.toLowerCase(Locale.ROOT);
        return switch (name) {
            case "script-src-elem" -> List.of(name, "script-src", DEFAULT);
            case "style-src-elem" -> List.of(name, "style-src", DEFAULT);
            case "frame-src" -> List.of(name, "child-src", DEFAULT);
            default -> withDefaultAlone(name);
        };
    }

    private static List<String> withDefaultAlone(String name) {
        Check.require(
                WITH_DEFAULT_ALONE.contains(name),
                "directive",
                name,
                "must be one that rules addresses, as img-src, script-src-elem or frame-src");
        return List.of(name, DEFAULT);
    }

    static boolean isForScripts(List<String> chain) {
        return chain.contains("script-src");
    }

    /** Whether elements can bear a nonce, which allows them. */
    static boolean takesNonces(List<String> chain) {
        return isForScripts(chain) || chain.contains("style-src");
    }
}
