package io.segmentpixel.pixel;

import io.segmentpixel.pixel.ParsedCall.Parameter;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.PixelType;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentRef;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads one call from its address. The values that it builds check their own rules; what they refuse becomes a remark, and then
 * there is no call.
 */
final class CallReader {
    private static final Pattern ENCODED_COMMA = Pattern.compile("(?<!%)%2[Cc]");
    private static final Pattern ENCODED_COLON = Pattern.compile("(?<!%)%3[Aa]");
    private static final Pattern REVENUE = Pattern.compile("\\d{0,30}\\.?\\d{1,30}");
    private static final int MOST_DIGITS = 10;

    /** Parameters that are named in remarks; further ones are counted. */
    private static final int MOST_UNKNOWN = 20;

    /** Characters of a list that is searched faster from end to end. */
    private static final int FEW = 64;

    private static final PrivacySignal[] SIGNALS = PrivacySignal.values();
    private static final Name[] NAMES_OF_SIGNALS =
            Stream.of(SIGNALS).map(signal -> Name.valueOf(signal.name())).toArray(Name[]::new);

    private final boolean isConversion;
    private final Collection<String> remarks;

    private final EnumMap<Name, String> said = new EnumMap<>(Name.class);
    private final List<Parameter> repeated = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();

    private CallReader(boolean isConversion, List<Parameter> parameters, Collection<String> remarks) {
        this.isConversion = isConversion;
        this.remarks = remarks;
        for (Parameter parameter : parameters) {
            Name name = Name.of(parameter.name(), isConversion);
            if (name == null) {
                unknown.add(parameter.name());
            } else {
                say(name, parameter);
            }
        }
    }

    private void say(Name name, Parameter parameter) {
        String before = said.putIfAbsent(name, parameter.value());
        if (parameter.value().equals(before)) {
            remarks.add("parameter " + name.text() + ": is said twice over");
        } else if (before != null) {
            repeated.add(parameter);
        }
    }

    static Optional<ParsedCall> read(String text, Set<String> otherHosts) {
        Collection<String> remarks = new Remarks();
        return Address.in(text, otherHosts, remarks).map(address -> read(address, remarks));
    }

    private static ParsedCall read(Address address, Collection<String> remarks) {
        boolean isConversion = address.path().equals("/px");
        List<Parameter> parameters = QueryReader.parameters(address.query(), isConversion, remarks);
        CallReader reader = new CallReader(isConversion, parameters, remarks);
        Optional<PixelType> type = reader.type();
        Optional<PixelCall> call = reader.call();
        reader.remarkOnUnknown();
        return new ParsedCall(
                address.scheme(),
                address.host(),
                parameters,
                call,
                type,
                remarks.isEmpty() ? List.of() : List.copyOf(remarks));
    }

    private void remarkOnUnknown() {
        if (unknown.isEmpty()) {
            return;
        }
        Set<String> names = new LinkedHashSet<>(unknown);
        String rule = ": is no part of the call that was read";
        names.stream().limit(MOST_UNKNOWN).forEach(name -> remarks.add("parameter " + Check.quoted(name) + rule));
        if (names.size() > MOST_UNKNOWN) {
            remarks.add("parameters: of these, " + (names.size() - MOST_UNKNOWN) + " more are no part of it");
        }
    }

    private Optional<PixelType> type() {
        String asked = said.get(Name.T);
        if (asked == null) {
            return Optional.of(PixelType.IMAGE);
        }
        List<String> others = others(Name.T);
        String alone = others.isEmpty() ? unglued(asked) : asked + ", " + String.join(", ", others);
        if (alone.equals(PixelType.IMAGE.parameterValue())) {
            return Optional.of(PixelType.IMAGE);
        }
        if (alone.equals(PixelType.JAVASCRIPT.parameterValue())) {
            return Optional.of(PixelType.JAVASCRIPT);
        }
        remarks.add("parameter t " + Check.quoted(alone) + ": must be 1, a script, or 2, an image");
        return Optional.empty();
    }

    private Optional<PixelCall> call() {
        try {
            return Optional.of(isConversion ? conversionCall() : segmentCall());
        } catch (IllegalArgumentException refused) {
            remarks.add(String.valueOf(refused.getMessage()));
            return Optional.empty();
        }
    }

    private SegmentCall segmentCall() {
        Map<SegmentRef, SegmentValue> own = new HashMap<>();
        Segments segments = segments(Name.ADD, Name.ADD_CODE, own);
        Optional<SegmentValue> common = single(Name.VALUE).map(text -> {
            remarks.add("parameter value: is an old form, which gives all segments of the call this value");
            return value(bare("parameter ", Name.VALUE.text(), text));
        });
        return SegmentCall.of(segments, new Values(common, own), extras());
    }

    private ConversionCall conversionCall() {
        String id = single(Name.ID).orElseThrow(() -> Check.refused("conversion id", "\"\"", "must be there"));
        Map<SegmentRef, SegmentValue> values = new HashMap<>();
        ConversionCall call = ConversionCall.of(ConversionId.of(number("conversion id", id)))
                .with(segments(Name.SEG, Name.SEG_CODE, values));
        Check.require(values.isEmpty(), "segment values", values.toString(), "a conversion call has none");
        call = with(call, Name.ORDER_ID, ConversionCall::withOrderIdMacro, ConversionCall::withOrderId);
        call = with(call, Name.VALUE, ConversionCall::withRevenueMacro, (one, text) -> one.withRevenue(revenue(text)));
        Extras extras = extras();
        return extras.other().map(call::withOther).orElse(call).with(extras);
    }

    private ConversionCall with(
            ConversionCall call,
            Name name,
            BiFunction<ConversionCall, String, ConversionCall> macro,
            BiFunction<ConversionCall, String, ConversionCall> text) {
        return single(name)
                .map(value -> bare("parameter ", name.text(), value))
                .map(value -> Macro.isOne(value) ? macro.apply(call, value) : text.apply(call, Percent.decoded(value)))
                .orElse(call);
    }

    private static BigDecimal revenue(String text) {
        Check.require(REVENUE.matcher(text).matches(), "revenue", Check.quoted(text), "must be a plain number");
        return new BigDecimal(text);
    }

    private Segments segments(Name add, Name addCode, Map<SegmentRef, SegmentValue> values) {
        List<SegmentRef> added = new ArrayList<>();
        List<SegmentRef> removed = new ArrayList<>();
        read(add, false, added, values);
        read(addCode, true, added, values);
        Map<SegmentRef, SegmentValue> none = new HashMap<>(0);
        read(Name.REMOVE, false, removed, none);
        read(Name.REMOVE_CODE, true, removed, none);
        none.forEach((segment, value) -> remarks.add("segment " + segment + ": is removed, and needs no value"));
        return Segments.inOrder(added, removed, member(added, removed));
    }

    private Optional<MemberId> member(List<SegmentRef> added, List<SegmentRef> removed) {
        Optional<String> text = single(Name.MEMBER);
        if (text.isPresent() && !hasCode(added) && !hasCode(removed)) {
            remarks.add("parameter member: says nothing in a call without codes");
            return Optional.empty();
        }
        return text.map(id -> MemberId.of(number("member id", id)));
    }

    private static boolean hasCode(List<SegmentRef> segments) {
        for (SegmentRef segment : segments) {
            if (segment instanceof SegmentCode) {
                return true;
            }
        }
        return false;
    }

    private void read(Name name, boolean areCodes, List<SegmentRef> segments, Map<SegmentRef, SegmentValue> values) {
        String written = parameter(name);
        if (written == null) {
            return;
        }
        String list = withBareSeparators(written);
        Set<SegmentRef> seen = list.length() < FEW ? null : new HashSet<>();
        boolean mayBeNull = areCodes && !isNothing(said.getOrDefault(Name.MEMBER, ""));
        for (int at = 0, end; at <= list.length(); at = end + 1) {
            end = list.indexOf(',', at);
            end = end < 0 ? list.length() : end;
            String item = list.substring(at, end).strip();
            if (mayBeNull ? item.isEmpty() : isNothing(item)) {
                remarks.add("parameter " + name.text() + ": holds an empty item, which was left out");
            } else {
                read(item, areCodes, segments, values, seen);
            }
        }
    }

    private void read(
            String item,
            boolean isCode,
            List<SegmentRef> segments,
            Map<SegmentRef, SegmentValue> values,
            @Nullable Set<SegmentRef> seen) {
        int colon = item.indexOf(':');
        String name =
                Percent.decoded(colon < 0 ? item : item.substring(0, colon)).strip();
        SegmentRef segment = isCode ? SegmentCode.of(name) : SegmentId.of(number("segment id", name));
        String value = colon < 0 ? "" : item.substring(colon + 1);
        if (seen == null ? segments.contains(segment) : !seen.add(segment)) {
            remarks.add("segment " + segment + ": is named more than once; the first time counts");
            return;
        }
        segments.add(segment);
        if (!isNothing(value)) {
            values.put(segment, value(bare("segment ", segment, value)));
        } else if (colon >= 0) {
            remarks.add("segment " + segment + ": has an empty value, which was left out");
        }
    }

    private Extras extras() {
        Extras extras = Extras.NONE;
        Optional<String> other = single(Name.OTHER);
        if (other.isPresent()) {
            extras = extras.withOther(Percent.decoded(other.get()));
        }
        Privacy privacy = Privacy.none();
        for (int at = 0; at < SIGNALS.length; at++) {
            Optional<String> text = single(NAMES_OF_SIGNALS[at]);
            privacy = text.isPresent()
                    ? privacy.reading(SIGNALS[at], bare("parameter ", SIGNALS[at].parameter(), text.get()))
                    : privacy;
        }
        extras = privacy.isNone() ? extras : extras.withPrivacy(privacy);
        Optional<String> redirect = single(Name.REDIR);
        return redirect.isPresent() ? extras.redirectingTo(absolute(redirect.get())) : extras;
    }

    private String absolute(String redirect) {
        String url = Percent.decoded(CharacterReference.undone(redirect));
        if (!url.startsWith("//")) {
            return url;
        }
        remarks.add("parameter redir: has no scheme, and was taken for https");
        return "https:" + url;
    }

    private static SegmentValue value(String text) {
        return Macro.isOne(text)
                ? SegmentValue.macro(text)
                : SegmentValue.of(number("segment value", Percent.decoded(text)));
    }

    /** A macro that is encoded is read as what was meant; nobody will find it to fill it in. */
    private String bare(String kind, Object field, String text) {
        if (text.indexOf('%') < 0 || Macro.isOne(text)) {
            return text;
        }
        String decoded = Percent.decoded(text);
        if (!Macro.isOne(decoded)) {
            return text;
        }
        remarks.add(kind + field + ": is a macro that is encoded, so that it is not filled in");
        return decoded;
    }

    private static int number(String field, String text) {
        long number = text.isEmpty() || text.length() > MOST_DIGITS ? -1 : 0;
        for (int at = 0; at < text.length() && number >= 0; at++) {
            int digit = text.charAt(at) - '0';
            number = digit < 0 || digit > 9 ? -1 : 10 * number + digit;
        }
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw Check.refused(field, Check.quoted(text), "must be a whole number up to " + Integer.MAX_VALUE);
        }
        return (int) number;
    }

    /** Empty, or what scripts write for something that they do not have. */
    private static boolean isNothing(String text) {
        return text.isEmpty() || text.equals("null") || text.equals("undefined");
    }

    /** A parameter that says something. */
    private Optional<String> single(Name name) {
        String text = parameter(name);
        if (text == null) {
            return Optional.empty();
        }
        if (name.isFreeText() ? text.isEmpty() : isNothing(text)) {
            remarks.add("parameter " + name.text() + ": is empty, and says nothing");
            return Optional.empty();
        }
        return Optional.of(text);
    }

    /** The one value of a parameter. Which of several the platform would take is not known, so they make no call. */
    private @Nullable String parameter(Name name) {
        String found = said.get(name);
        if (found != null && !others(name).isEmpty()) {
            throw Check.refused(
                    "parameter " + name.text(),
                    Stream.concat(Stream.of(found), others(name).stream())
                            .toList()
                            .toString(),
                    "must not stand more than once");
        }
        return found == null || mayHoldQuestionMark(name, found) ? found : unglued(found);
    }

    private static boolean mayHoldQuestionMark(Name name, String value) {
        return name.isFreeText() || (name == Name.REDIR && value.contains("//"));
    }

    /** What a parameter says after the first time. */
    private List<String> others(Name name) {
        return repeated.isEmpty()
                ? List.of()
                : repeated.stream()
                        .filter(parameter -> parameter.name().equals(name.text()))
                        .map(Parameter::value)
                        .toList();
    }

    /** Some pages put a cachebuster behind the call with a second question mark. */
    private String unglued(String value) {
        int mark = value.indexOf('?');
        if (mark < 0) {
            return value;
        }
        remarks.add(
                "cachebuster " + Check.quoted(value.substring(mark)) + ": is glued to a parameter, and was left out");
        return value.substring(0, mark);
    }

    /** Commas and colons of a list may be encoded. */
    private static String withBareSeparators(String list) {
        return list.indexOf('%') < 0
                ? list
                : ENCODED_COLON
                        .matcher(ENCODED_COMMA.matcher(list).replaceAll(","))
                        .replaceAll(":");
    }
}
