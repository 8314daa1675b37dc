package io.segmentpixel.export;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;

/** What a browser does with policies, by the algorithms of the specification, on a page of https://www.shop.example. */
final class PolicyReader {
    private static final String[] SCRIPTS = {"script-src-elem", "script-src", "default-src"};
    private static final String PAGE = "www.shop.example";

    private final List<Map<String, List<String>>> policies = new ArrayList<>();

    PolicyReader(String policies) {
        for (String policy : policies.split(",", -1)) {
            Map<String, List<String>> directives = new LinkedHashMap<>();
            for (String directive : policy.split(";", -1)) {
                List<String> words =
                        new ArrayList<>(Arrays.asList(directive.strip().split("\\s+", -1)));
                directives.putIfAbsent(words.remove(0).toLowerCase(Locale.ROOT), words);
            }
            this.policies.add(directives);
        }
    }

    /** Whether hosts count for nothing in scripts. */
    boolean isStrict() {
        return !allows(sources -> !isStrict(sources), SCRIPTS);
    }

    boolean allowsImage(String url) {
        return allows(sources -> matches(sources, url), "img-src", "default-src");
    }

    /** A script element that stands in the page. */
    boolean allows(Element script) {
        return allows(
                sources -> script.hasAttr("src")
                        ? hasNonce(sources, script) || (!isStrict(sources) && matches(sources, script.attr("src")))
                        : isInlineAllowed(sources)
                                || hasNonce(sources, script)
                                || sources.contains("'sha256-" + sha256(script.data()) + "'"),
                SCRIPTS);
    }

    /** A script element that another script inserts. */
    boolean allowsInserted(String url) {
        return allows(sources -> isStrict(sources) || matches(sources, url), SCRIPTS);
    }

    private boolean allows(Predicate<List<String>> sources, String... directives) {
        return policies.stream().allMatch(policy -> Stream.of(directives)
                .filter(policy::containsKey)
                .findFirst()
                .map(name -> sources.test(policy.getOrDefault(name, List.of())))
                .orElse(true));
    }

    private static boolean isStrict(List<String> sources) {
        return sources.stream().anyMatch("'strict-dynamic'"::equalsIgnoreCase);
    }

    private static boolean isInlineAllowed(List<String> sources) {
        return sources.stream().anyMatch("'unsafe-inline'"::equalsIgnoreCase)
                && !isStrict(sources)
                && sources.stream()
                        .noneMatch(word -> word.matches("(?i)'(nonce|sha256|sha384|sha512)-[a-z0-9+/_-]+={0,2}'"));
    }

    private static boolean hasNonce(List<String> sources, Element script) {
        return script.hasAttr("nonce") && sources.contains("'nonce-" + script.attr("nonce") + "'");
    }

    private static boolean matches(List<String> sources, String url) {
        URI address = URI.create(url);
        return sources.stream().anyMatch(source -> matches(source, address));
    }

    private static boolean matches(String source, URI url) {
        if (source.startsWith("'")) {
            return source.equalsIgnoreCase("'self'") && url.getScheme().equals("https") && PAGE.equals(url.getHost());
        }
        if (source.equals("*")) {
            return true;
        }
        if (source.endsWith(":")) {
            return isScheme(source.substring(0, source.length() - 1), url);
        }
        int slashes = source.indexOf("://");
        String rest = slashes < 0 ? source : source.substring(slashes + 3);
        String path = rest.contains("/") ? rest.substring(rest.indexOf('/')) : "";
        String hostAndPort = rest.substring(0, rest.length() - path.length());
        String[] parts = hostAndPort.split(":", 2);
        return isScheme(slashes < 0 ? "https" : source.substring(0, slashes), url)
                && isHost(parts[0].toLowerCase(Locale.ROOT), url.getHost())
                && isPort(parts.length == 1 ? "" : parts[1], url)
                && (path.endsWith("/") ? url.getPath().startsWith(path) : path.isEmpty() || path.equals(url.getPath()));
    }

    private static boolean isScheme(String allowed, URI url) {
        return allowed.equalsIgnoreCase(url.getScheme()) || (allowed.equalsIgnoreCase("http") && isSecure(url));
    }

    private static boolean isHost(String allowed, String host) {
        return allowed.startsWith("*") ? host.endsWith(allowed.substring(1)) : host.equals(allowed);
    }

    private static boolean isPort(String allowed, URI url) {
        int usual = isSecure(url) ? 443 : 80;
        int asked = url.getPort() < 0 ? usual : url.getPort();
        return allowed.equals("*") || asked == (allowed.isEmpty() ? usual : Integer.parseInt(allowed));
    }

    private static boolean isSecure(URI url) {
        return url.getScheme().equals("https");
    }

    private static String sha256(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
