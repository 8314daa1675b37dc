package io.segmentpixel.testkit;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.HttpUrl;

/**
 * The query of a request.
 *
 * @param url the address that was asked for
 */
record Parameters(HttpUrl url) {
    Optional<String> text(String name) {
        return Optional.ofNullable(url.queryParameter(name)).filter(text -> !text.isEmpty());
    }

    Optional<Integer> number(String name) {
        return text(name).map(text -> number(name, text));
    }

    /** The numbers of a comma list, none if it is not there. */
    List<Integer> numbers(String name) {
        return text(name).stream()
                .flatMap(list -> Stream.of(list.split(",", -1)))
                .map(text -> number(name, text))
                .toList();
    }

    boolean isTrue(String name) {
        return text(name)
                .filter(text -> text.equals("true") || text.equals("1"))
                .isPresent();
    }

    /** Whether it asks for one segment, by id or by code, and not for a listing. */
    boolean namesOne() {
        boolean isListing = hasAny("num_elements", "start_element", "sort")
                || text("id").filter(ids -> ids.contains(",")).isPresent();
        return !isListing && hasAny("id", "code");
    }

    /** The fields that the answer is to show, in the order in which they are named; empty for all. */
    List<String> fields() {
        return text("fields").stream()
                .flatMap(list -> Stream.of(list.split(",", -1)))
                .map(String::strip)
                .filter(field -> !field.isEmpty())
                .toList();
    }

    /** A filter by the value of a field. */
    Optional<String> filter(String field) {
        return text(field).filter(value -> honours(field));
    }

    /** Whether a filter by this field counts: where the answer shows some fields only, it must be among them. */
    boolean honours(String field) {
        return fields().isEmpty() || fields().contains(field);
    }

    boolean hasAny(String... names) {
        return Stream.of(names).anyMatch(name -> text(name).isPresent());
    }

    static int number(String name, String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException noNumber) {
            throw new ApiException("SYNTAX", "CAST_ERROR", name + " \"" + text + "\": must be a whole number");
        }
    }
}
