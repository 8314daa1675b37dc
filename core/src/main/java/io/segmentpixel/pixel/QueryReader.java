package io.segmentpixel.pixel;

import io.segmentpixel.pixel.ParsedCall.Parameter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Divides a query into its parameters. */
final class QueryReader {
    private final String query;
    private final boolean isConversion;
    private final Collection<String> remarks;
    private final List<Parameter> parameters = new ArrayList<>();
    private boolean isReferenced;

    private QueryReader(String query, boolean isConversion, Collection<String> remarks) {
        this.query = query;
        this.isConversion = isConversion;
        this.remarks = remarks;
    }

    /** The parameters as they are written; a redirect that is not encoded keeps those of its own. */
    static List<Parameter> parameters(String query, boolean isConversion, Collection<String> remarks) {
        QueryReader reader = new QueryReader(query, isConversion, remarks);
        reader.read();
        return reader.parameters;
    }

    private void read() {
        for (int at = 0; at < query.length(); ) {
            int end = end(at);
            if (end > at) {
                Parameter parameter = parameter(at, end);
                int endOfAll = isOpen(parameter) ? endOfRedirect(end) : end;
                parameters.add(endOfAll == end ? parameter : parameter(at, endOfAll));
                end = endOfAll;
            }
            at = afterSeparator(end);
        }
        if (isReferenced) {
            remarks.add("ampersand: is written as HTML writes it");
        }
    }

    private int end(int from) {
        int end = query.indexOf('&', from);
        return end < 0 ? query.length() : end;
    }

    private int afterSeparator(int at) {
        int after = CharacterReference.ampersandEnd(query, at);
        isReferenced |= after > at + 1;
        return after;
    }

    private Parameter parameter(int from, int to) {
        int equals = from;
        while (equals < to && query.charAt(equals) != '=') {
            equals++;
        }
        return equals == to
                ? new Parameter(query.substring(from, to), "")
                : new Parameter(query.substring(from, equals), query.substring(equals + 1, to));
    }

    /** Whether a parameter is a redirect that is not encoded, with a query of its own. */
    private static boolean isOpen(Parameter parameter) {
        return parameter.name().equals("redir")
                && parameter.value().contains("//")
                && parameter.value().indexOf('?') >= 0;
    }

    /** Up to a parameter that is the call's: it has a name of ours, and was not said yet. */
    private int endOfRedirect(int endOfFirst) {
        remarks.add("parameter redir: is not encoded, so that its own parameters run into those of the call");
        Set<String> said = parameters.stream().map(Parameter::name).collect(Collectors.toSet());
        int end = endOfFirst;
        for (int at = afterSeparator(end); at < query.length(); at = afterSeparator(end)) {
            int next = end(at);
            String name = parameter(at, next).name();
            if (isOfCall(name) && !said.contains(name)) {
                return end;
            }
            end = next;
        }
        return end;
    }

    private boolean isOfCall(String name) {
        Name known = Name.of(name, isConversion);
        return known != null && known.isOurs();
    }
}
