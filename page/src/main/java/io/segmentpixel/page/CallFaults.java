package io.segmentpixel.page;

import io.segmentpixel.pixel.ParsedCall.Parameter;
import io.segmentpixel.segment.PixelType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What is wrong with a call by itself. */
final class CallFaults {
    private static final Pattern WHOLE_NUMBER = Pattern.compile("\\d{1,18}");
    private static final Set<FindingCode> REASONS = Set.of(
            FindingCode.UNRENDERED_TEMPLATE,
            FindingCode.CODE_WITHOUT_MEMBER,
            FindingCode.VALUE_OUT_OF_RANGE,
            FindingCode.UNENCODED_REDIRECT,
            FindingCode.TOO_MANY_PIGGYBACKS);
    private static final int LONGEST = 200;

    private final FoundPixel pixel;
    private final RawParameters raw;
    private final List<Fault> faults = new ArrayList<>();

    private CallFaults(FoundPixel pixel, RawParameters raw) {
        this.pixel = pixel;
        this.raw = raw;
    }

    static List<Fault> of(FoundPixel pixel, RawParameters raw) {
        CallFaults faults = new CallFaults(pixel, raw);
        faults.readLetters();
        faults.readParts();
        return faults.faults;
    }

    private void add(FindingCode code, String explanation) {
        faults.add(new Fault(code, explanation));
    }

    private void readLetters() {
        raw.glued()
                .ifPresent(parameter -> add(
                        FindingCode.GLUED_CACHEBUSTER,
                        "\"" + cut(parameter.value().substring(parameter.value().indexOf('?')))
                                + "\" is glued to the parameter " + cut(parameter.name()) + "."));
        boolean isRead = pixel.holder() != FoundPixel.Holder.OTHER || pixel.kind() != Ask.Kind.OTHER;
        if (isRead && Ampersands.first(pixel.placed().address()) >= 0) {
            add(
                    FindingCode.MANGLED_AMPERSAND,
                    "The platform is asked for \"" + cut(firstLost()) + "\", and does not know that parameter.");
        }
        if (raw.hasOpenRedirect()) {
            add(
                    FindingCode.UNENCODED_REDIRECT,
                    "The address behind redir= has a query of its own, of which the platform takes the rest for the call's.");
        }
    }

    private String firstLost() {
        String address = pixel.placed().address();
        int start = Ampersands.first(address) + 1;
        int end = address.indexOf('=', start);
        return address.substring(start, end < 0 ? address.length() : end);
    }

    private void readParts() {
        if (pixel.isWhole()) {
            raw.placeholder().ifPresent(this::unrendered);
        }
        if (raw.saysCodes() && !raw.says("member") && !raw.mayGrow()) {
            add(FindingCode.CODE_WITHOUT_MEMBER, "The call names a code, and no member whose code it is.");
        }
        raw.segments().stream().filter(CallFaults::isOutOfRange).findFirst().ifPresent(this::outOfRange);
        if (raw.isSegmentCall() && raw.says("value")) {
            raw.values("value").stream()
                    .map(value -> ":" + value)
                    .filter(CallFaults::isOutOfRange)
                    .findFirst()
                    .ifPresent(this::outOfRange);
            add(
                    FindingCode.PLAIN_VALUE,
                    "The parameter value= is an old form, which speaks for all segments of the call.");
        }
        if (raw.type().filter(PixelType.IMAGE::equals).isPresent()
                && raw.values("redir").size() > 1) {
            add(FindingCode.TOO_MANY_PIGGYBACKS, "The image goes on to one address, and the call names several.");
        }
        if (pixel.isActive() && pixel.isWhole() && pixel.placed().call().isEmpty() && isUnexplained()) {
            add(FindingCode.INVALID_CALL, reason());
        }
    }

    private boolean isUnexplained() {
        return raw.placeholder().isEmpty()
                && !raw.makesCallWithoutPlaceholders()
                && faults.stream().noneMatch(fault -> REASONS.contains(fault.code()));
    }

    private String reason() {
        List<String> remarks = pixel.parsed().remarks().stream()
                .filter(remark -> !remark.startsWith("address") && !remark.startsWith("ampersand"))
                .toList();
        boolean isOpen = remarks.stream().anyMatch(remark -> remark.endsWith("must not stand more than once"));
        return (isOpen ? "Nobody knows what the platform makes of it: " : "The platform makes nothing of it: ")
                + (remarks.isEmpty() ? "it names nothing" : cut(String.join("; ", remarks))) + ".";
    }

    private void unrendered(Parameter parameter) {
        if (pixel.counts() && pixel.kind() != Ask.Kind.OTHER) {
            add(
                    FindingCode.UNRENDERED_TEMPLATE,
                    "The parameter " + cut(parameter.name()) + " says \"" + cut(parameter.value())
                            + "\", which nobody filled in.");
        }
    }

    private void outOfRange(String item) {
        add(
                FindingCode.VALUE_OUT_OF_RANGE,
                "The value \"" + cut(item.substring(item.indexOf(':') + 1))
                        + "\" must be a whole number from 0 to 2147483647.");
    }

    private static boolean isOutOfRange(String item) {
        int colon = item.indexOf(':');
        String value = colon < 0 ? "" : item.substring(colon + 1).strip();
        return !value.isEmpty()
                && !Placeholder.isIn(item)
                && !(WHOLE_NUMBER.matcher(value).matches() && Long.parseLong(value) <= Integer.MAX_VALUE);
    }

    private static String cut(String text) {
        String line = OneLine.of(text);
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 3) + "...";
    }
}
