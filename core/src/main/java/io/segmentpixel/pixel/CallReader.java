package io.segmentpixel.pixel;

import io.segmentpixel.pixel.ParsedCall.Parameter;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.PixelType;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentRef;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one call from its address. The values that it builds check their own rules; what they refuse becomes a remark. */
final class CallReader {
    private static final Pattern ADDRESS =
            Pattern.compile("(?:((?i:https?)):)?//([^/?#]*)/seg(?:\\?([^#]*))?(?:#(?s:.*))?");
    private static final Pattern PLATFORM = Pattern.compile("(?:[a-z0-9._-]+\\.)?adnxs\\.(?:com|net)");
    private static final Pattern PORT = Pattern.compile(":\\d*$");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,10}");
    private static final Set<String> KNOWN =
            Set.of("add", "add_code", "remove", "remove_code", "member", "other", "redir", "t");

    private final List<Parameter> parameters;
    private final List<String> remarks = new ArrayList<>();

    private CallReader(List<Parameter> parameters) {
        this.parameters = parameters;
    }

    static Optional<ParsedCall> read(String text, Set<String> otherHosts) {
        Matcher address = ADDRESS.matcher(text.strip());
        if (!address.matches()) {
            return Optional.empty();
        }
        String host = host(address.group(2));
        if (!PLATFORM.matcher(host).matches() && otherHosts.stream().noneMatch(host::equalsIgnoreCase)) {
            return Optional.empty();
        }
        Scheme scheme =
                Optional.ofNullable(address.group(1)).map(CallReader::scheme).orElse(Scheme.INHERITED);
        List<Parameter> parameters = Optional.ofNullable(address.group(3))
                .map(CallReader::parameters)
                .orElse(List.of());
        return Optional.of(new CallReader(parameters).read(scheme, host));
    }

    private ParsedCall read(Scheme scheme, String host) {
        Optional<PixelType> type = type();
        Optional<PixelCall> call = call();
        parameters.stream()
                .map(Parameter::name)
                .filter(name -> !KNOWN.contains(name))
                .distinct()
                .forEach(name ->
                        remarks.add("parameter " + Check.quoted(name) + ": is no part of the call that was read"));
        return new ParsedCall(scheme, host, parameters, call, type, remarks);
    }

    private static Scheme scheme(String name) {
        return Scheme.valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** The host of an authority such as {@code user@host:443}, as a browser takes it. */
    private static String host(String authority) {
        String hostAndPort = authority.substring(authority.lastIndexOf('@') + 1);
        return PORT.matcher(hostAndPort).replaceFirst("").toLowerCase(Locale.ROOT);
    }

    private static List<Parameter> parameters(String query) {
        return Arrays.stream(query.split("&", -1))
                .filter(piece -> !piece.isEmpty())
                .map(CallReader::parameter)
                .toList();
    }

    private static Parameter parameter(String piece) {
        int equals = piece.indexOf('=');
        return equals < 0
                ? new Parameter(piece, "")
                : new Parameter(piece.substring(0, equals), piece.substring(equals + 1));
    }

    private Optional<PixelType> type() {
        List<String> asked = values("t");
        if (asked.isEmpty()) {
            return Optional.of(PixelType.IMAGE);
        }
        Optional<PixelType> type = Arrays.stream(PixelType.values())
                .filter(one -> asked.equals(List.of(one.parameterValue())))
                .findFirst();
        if (type.isEmpty()) {
            remarks.add(
                    "parameter t " + Check.quoted(String.join(", ", asked)) + ": must be 1, a script, or 2, an image");
        }
        return type;
    }

    private Optional<PixelCall> call() {
        try {
            return Optional.of(segmentCall());
        } catch (IllegalArgumentException refused) {
            remarks.add(String.valueOf(refused.getMessage()));
            return Optional.empty();
        }
    }

    private SegmentCall segmentCall() {
        Map<SegmentRef, Optional<SegmentValue>> added = new LinkedHashMap<>();
        list("add").forEach(item -> put(added, item, CallReader::id));
        list("add_code").forEach(item -> put(added, item, SegmentCode::of));
        List<SegmentRef> removed = new ArrayList<>();
        list("remove").forEach(item -> removed.add(id(item)));
        list("remove_code").forEach(item -> removed.add(SegmentCode.of(item)));
        Optional<MemberId> member = single("member").map(text -> MemberId.of(number("member id", text)));
        SegmentCall call = SegmentCall.of(added.keySet(), removed, member);
        if (member.isPresent() && call.member().isEmpty()) {
            remarks.add("parameter member: says nothing in a call without codes");
        }
        return withOptions(withValues(call, added));
    }

    private void put(
            Map<SegmentRef, Optional<SegmentValue>> segments, String item, Function<String, SegmentRef> reference) {
        int colon = item.indexOf(':');
        SegmentRef segment = reference.apply(colon < 0 ? item : item.substring(0, colon));
        Optional<SegmentValue> value = colon < 0 ? Optional.empty() : Optional.of(value(item.substring(colon + 1)));
        if (segments.containsKey(segment)) {
            remarks.add("segment " + segment + ": is added more than once; the first time counts");
        }
        segments.putIfAbsent(segment, value);
    }

    private static SegmentCall withValues(SegmentCall call, Map<SegmentRef, Optional<SegmentValue>> values) {
        SegmentCall changed = call;
        for (Map.Entry<SegmentRef, Optional<SegmentValue>> entry : values.entrySet()) {
            if (entry.getValue().isPresent()) {
                changed = changed.withValue(entry.getKey(), entry.getValue().get());
            }
        }
        return changed;
    }

    private SegmentCall withOptions(SegmentCall call) {
        SegmentCall withOther =
                single("other").map(Percent::decoded).map(call::withOther).orElse(call);
        return single("redir")
                .map(Percent::decoded)
                .map(withOther::redirectingTo)
                .orElse(withOther);
    }

    private static SegmentRef id(String text) {
        return SegmentId.of(number("segment id", text));
    }

    private static SegmentValue value(String text) {
        return NUMBER.matcher(text).matches()
                ? SegmentValue.of(number("segment value", text))
                : SegmentValue.macro(text);
    }

    private static int number(String field, String text) {
        boolean fits = NUMBER.matcher(text).matches() && Long.parseLong(text) <= Integer.MAX_VALUE;
        Check.require(fits, field, Check.quoted(text), "must be a whole number up to " + Integer.MAX_VALUE);
        return Integer.parseInt(text);
    }

    /** The items of a comma list; an empty list says nothing, and neither does an empty item. */
    private List<String> list(String name) {
        List<String> items =
                single(name).map(list -> List.of(list.split(",", -1))).orElse(List.of());
        if (items.contains("")) {
            remarks.add("parameter " + name + ": holds an empty item, which was left out");
        }
        return items.stream().filter(item -> !item.isEmpty()).toList();
    }

    /** The one value of a parameter. Which of several the platform would take is not known, so they make no call. */
    private Optional<String> single(String name) {
        List<String> values = values(name);
        Check.require(values.size() <= 1, "parameter " + name, values.toString(), "must not stand more than once");
        return values.stream().findFirst();
    }

    private List<String> values(String name) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(Parameter::value)
                .toList();
    }
}
