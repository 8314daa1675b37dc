package io.segmentpixel.page;

import io.segmentpixel.pixel.ParsedCall;
import io.segmentpixel.pixel.PixelCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address of a call that stands somewhere in a text: in a script, an event's handler, a comment.
 *
 * @param start where it begins
 * @param end behind it
 * @param address as it stands there
 * @param parsed the call
 * @param isWhole whether nothing is put together with it, as {@code '…add=' + id} is
 */
record CallText(int start, int end, String address, ParsedCall parsed, boolean isWhole) {
    private static final Pattern BEFORE_HOST = Pattern.compile("(?i)(?:https?:)?(?:\\\\?/){2}[a-z0-9._-]*\\z");
    private static final int LONGEST_BEFORE_HOST = 300;
    private static final Pattern GLUED = Pattern.compile("[\"'`]\\s*[+.]");

    /** The addresses in a text, in its order. */
    static List<CallText> in(String text, Hosts hosts) {
        List<CallText> found = new ArrayList<>();
        int end = 0;
        for (int mention : hosts.positions(text)) {
            Optional<CallText> next = mention < end ? Optional.empty() : at(mention, text, hosts);
            next.ifPresent(found::add);
            end = next.map(CallText::end).orElse(end);
        }
        return found;
    }

    private static Optional<CallText> at(int mention, String text, Hosts hosts) {
        Matcher before = BEFORE_HOST.matcher(text).region(Math.max(0, mention - LONGEST_BEFORE_HOST), mention);
        return before.find() ? from(before.start(), mention, text, hosts) : Optional.empty();
    }

    private static Optional<CallText> from(int start, int mention, String text, Hosts hosts) {
        int end = mention;
        while (end < text.length() && isOfAddress(text, end)) {
            end++;
        }
        int endOfAddress = end;
        String address = text.substring(start, end);
        boolean isGlued = GLUED.matcher(text).region(end, text.length()).lookingAt()
                || (end < text.length() && text.charAt(end) == '`' && address.contains("${"));
        return PixelCall.parse(address, hosts.others())
                .map(parsed -> new CallText(start, endOfAddress, address, parsed, !isGlued));
    }

    private static boolean isOfAddress(String text, int at) {
        char character = text.charAt(at);
        boolean isEscapedLineEnd =
                character == '\\' && at + 1 < text.length() && "nrt\"'`".indexOf(text.charAt(at + 1)) >= 0;
        return character > ' ' && "\"'`<>)".indexOf(character) < 0 && !isEscapedLineEnd;
    }
}
