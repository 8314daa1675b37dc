package io.segmentpixel.page;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;

/** What a content security policy says of scripts that stand in the page itself. */
final class InlinePolicy {
    private static final List<String> DIRECTIVES = List.of("script-src-elem", "script-src", "default-src");
    private static final String NONCE = "'nonce-";
    private static final Pattern HASH = Pattern.compile("(?i)'sha(?:256|384|512)-.*");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private InlinePolicy() {}

    /** Whether a script surely does not run. One that a hash may be of may run, and one whose nonce is still to be filled in. */
    static boolean forbids(String policies, Element script) {
        return Stream.of(policies.split(",", -1))
                .flatMap(policy -> sources(policy).stream())
                .anyMatch(sources -> forbids(sources, script));
    }

    private static boolean forbids(List<String> sources, Element script) {
        boolean hasNonces = sources.stream().anyMatch(InlinePolicy::isNonce);
        boolean mayRun =
                sources.stream().anyMatch(source -> HASH.matcher(source).matches())
                        || (hasNonces && mayHoldNonce(script, sources));
        boolean isInlineAllowed =
                holds(sources, "'unsafe-inline'") && !hasNonces && !holds(sources, "'strict-dynamic'");
        return !mayRun && !isInlineAllowed;
    }

    private static boolean isNonce(String source) {
        return source.regionMatches(true, 0, NONCE, 0, NONCE.length());
    }

    private static boolean mayHoldNonce(Element script, List<String> sources) {
        String nonce = script.attr("nonce").strip();
        boolean isOpen = script.hasAttr("nonce") && (nonce.isEmpty() || Placeholder.isIn(nonce));
        return isOpen
                || sources.stream().filter(InlinePolicy::isNonce).anyMatch(source -> source.substring(NONCE.length())
                        .equals(nonce + "'"));
    }

    private static boolean holds(List<String> sources, String keyword) {
        return sources.stream().anyMatch(keyword::equalsIgnoreCase);
    }

    /** What the directive that is in force for scripts allows; empty if there is none. */
    private static Optional<List<String>> sources(String policy) {
        List<List<String>> directives = Stream.of(policy.split(";", -1))
                .map(directive -> List.of(BLANKS.split(directive.strip())))
                .toList();
        return DIRECTIVES.stream()
                .flatMap(name -> directives.stream()
                        .filter(words -> words.get(0).toLowerCase(Locale.ROOT).equals(name))
                        .limit(1))
                .findFirst()
                .map(words -> words.subList(1, words.size()));
    }
}
