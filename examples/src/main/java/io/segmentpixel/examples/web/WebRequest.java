package io.segmentpixel.examples.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks for.
 *
 * @param method {@code GET} or {@code POST}; what comes as {@code HEAD} is a {@code GET} here
 * @param path as in {@code /cart}, decoded
 * @param fields those of the query and of the form that was sent, decoded; of equal names the last one
 * @param headers by their names in lower case
 */
public record WebRequest(String method, String path, Map<String, String> fields, Map<String, String> headers) {
    /** Copies what it gets. */
    public WebRequest {
        fields = Map.copyOf(fields);
        headers = Map.copyOf(headers);
    }

    /** Whether it changes something. */
    public boolean isPost() {
        return method.equals("POST");
    }

    /** The value of a field, without blanks around it; empty text if there is no such field. */
    public String field(String name) {
        return fields.getOrDefault(name, "").strip();
    }

    /** Whether a box was ticked. */
    public boolean isTicked(String name) {
        return fields.containsKey(name);
    }

    /** The value of a header. */
    public Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName));
    }

    /** The values of a cookie as they were sent: there can be several, of paths and domains within each other. */
    public List<String> cookies(String name) {
        return Stream.of(header("cookie").orElse("").split(";", -1))
                .map(String::strip)
                .filter(cookie -> cookie.startsWith(name + "="))
                .map(cookie -> cookie.substring(name.length() + 1))
                .toList();
    }

    /** The fields of a query or of a form. */
    static Map<String, String> fieldsOf(@Nullable String encoded) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (encoded != null && !encoded.isEmpty()) {
            for (String pair : encoded.split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                fields.put(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
