package io.segmentpixel.export;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One policy as its author wrote it, which is asked what it allows, and to which sources are added. */
final class PolicyText {
    private static final Pattern SECRET = Pattern.compile("(?i)'(?:nonce|sha256|sha384|sha512)-[a-z0-9+/_-]+={0,2}'");
    private static final Pattern NONCE = Pattern.compile("(?i)'nonce-([a-z0-9+/_-]+={0,2})'");
    private static final String HEADER = "content-security-policy";

    /** Each directive as its words, the name first. */
    private final List<List<String>> directives = new ArrayList<>();

    PolicyText(String policy) {
        for (String directive : policy.split(";", -1)) {
            List<String> words = Stream.of(directive.split("\\s+", -1))
                    .filter(word -> !word.isEmpty())
                    .toList();
            if (!words.isEmpty()) {
                Check.require(
                        !directives.isEmpty()
                                || !words.get(0).toLowerCase(Locale.ROOT).contains(HEADER),
                        "policy",
                        words.get(0),
                        "must be the header's value, without its name");
                directives.add(words);
            }
        }
    }

    String allowing(Set<PolicySource> images, Set<PolicySource> scripts) {
        allow("img-src", FetchDirective.chain("img-src"), images);
        allow("script-src", FetchDirective.chain("script-src-elem"), scripts);
        return directives.stream().map(words -> String.join(" ", words)).collect(Collectors.joining("; "));
    }

    /**
     * Whether an address may be asked for.
     *
     * @param address as {@link HostSource#allows} takes it
     * @param nonce the element's; empty if it has none
     */
    boolean allows(String directive, String address, String nonce) {
        List<String> chain = FetchDirective.chain(directive);
        Optional<Integer> inForce = inForce(chain);
        if (inForce.isEmpty()) {
            return true;
        }
        List<String> present = sources(inForce.get());
        if (FetchDirective.takesNonces(chain) && present.stream().anyMatch(word -> isNonce(word, nonce))) {
            return true;
        }
        return !isStrict(present, chain) && covers(present, address);
    }

    private static boolean isNonce(String word, String nonce) {
        Matcher allowed = NONCE.matcher(word);
        return allowed.matches() && allowed.group(1).equals(nonce);
    }

    /** Whether hosts count for nothing. */
    private static boolean isStrict(List<String> present, List<String> chain) {
        return FetchDirective.isForScripts(chain) && holds(present, "'strict-dynamic'");
    }

    private Optional<Integer> inForce(List<String> chain) {
        return chain.stream().flatMap(one -> indexOf(one).stream()).findFirst();
    }

    private List<String> sources(int index) {
        List<String> words = directives.get(index);
        return words.subList(1, words.size());
    }

    private void allow(String name, List<String> chain, Collection<PolicySource> sources) {
        Optional<Integer> inForce = inForce(chain);
        if (inForce.isEmpty()) {
            return;
        }
        int index = inForce.get();
        List<String> present = sources(index);
        List<String> missing = missing(present, sources, isStrict(present, chain));
        if (missing.isEmpty()) {
            return;
        }
        boolean isFallback = isNamed(directives.get(index), "default-src");
        List<String> words = new ArrayList<>();
        words.add(isFallback ? name : directives.get(index).get(0));
        present.stream().filter(word -> !word.equalsIgnoreCase("'none'")).forEach(words::add);
        words.addAll(missing);
        if (isFallback) {
            directives.add(words);
        } else {
            directives.set(index, words);
        }
    }

    private Optional<Integer> indexOf(String name) {
        for (int at = 0; at < directives.size(); at++) {
            if (isNamed(directives.get(at), name)) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    private static boolean isNamed(List<String> directive, String name) {
        return directive.get(0).equalsIgnoreCase(name);
    }

    private static List<String> missing(List<String> present, Collection<PolicySource> sources, boolean isStrict) {
        boolean isInlineAllowed = holds(present, "'unsafe-inline'")
                && !isStrict
                && present.stream().noneMatch(word -> SECRET.matcher(word).matches());
        for (PolicySource source : sources) {
            Check.require(
                    !isStrict || !source.isElement(),
                    "policy",
                    String.join(" ", present),
                    "has 'strict-dynamic', under which a script needs a nonce: give the format one, withNonce");
        }
        return sources.stream()
                .filter(source -> isStrict ? !source.isHost() : !covers(present, source.host()))
                .map(source -> isInlineAllowed ? source.host() : source.text())
                .filter(source -> !source.isEmpty() && !covers(present, source))
                .distinct()
                .toList();
    }

    private static boolean holds(List<String> words, String keyword) {
        return words.stream().anyMatch(keyword::equalsIgnoreCase);
    }

    private static boolean covers(List<String> words, String source) {
        return words.stream()
                .anyMatch(word -> source.startsWith("'") ? word.equals(source) : HostSource.allows(word, source));
    }
}
