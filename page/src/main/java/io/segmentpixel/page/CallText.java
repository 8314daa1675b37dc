package io.segmentpixel.page;

import io.segmentpixel.page.FoundPixel.Completion;
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
 * @param read as a script reads it
 * @param parsed the call
 * @param completion what is put together with it, as in {@code '…add=' + id}
 * @param isInMarkup whether it stands in a tag that the text writes, where ampersands are escaped
 */
record CallText(
        int start, int end, String address, String read, ParsedCall parsed, Completion completion, boolean isInMarkup) {
    private static final Pattern BEFORE_HOST =
            Pattern.compile("(?i)(?:https?(?::|%3a|\\\\(?:u00|x)3a))?(?:\\\\?/|%2f|\\\\(?:u00|x)2f){2}[a-z0-9._-]*\\z");
    private static final int LONGEST_BEFORE_HOST = 300;
    private static final int LONGEST_TAG = 200;

    /** Hosts that are looked at in one text without blanks and quotes, which an address is. */
    private static final int MOST_IN_A_RUN = 8;

    /** What a script or a server goes on with: a block of a server is hidden from the parser. */
    private static final Pattern MORE = Pattern.compile("[\"'`]\\s*[+.]|<(?:!_|[?%])| {6}");

    /** The addresses in a text, in its order. */
    static List<CallText> in(String text, Hosts hosts) {
        List<CallText> found = new ArrayList<>();
        int end = 0;
        int run = 0;
        int tries = 0;
        for (int mention : hosts.positions(text)) {
            tries = mention < run ? tries + 1 : 0;
            if (mention < end || tries > MOST_IN_A_RUN) {
                continue;
            }
            run = tries == 0 ? endOfRun(mention, text) : run;
            Optional<CallText> next = at(mention, run, text, hosts);
            next.ifPresent(found::add);
            end = next.map(CallText::end).orElse(end);
        }
        return found;
    }

    private static int endOfRun(int start, String text) {
        int end = start;
        while (end < text.length() && isOfAddress(text, end)) {
            end++;
        }
        return end;
    }

    private static Optional<CallText> at(int mention, int end, String text, Hosts hosts) {
        Matcher before = BEFORE_HOST.matcher(text).region(Math.max(0, mention - LONGEST_BEFORE_HOST), mention);
        if (!before.find()) {
            return Optional.empty();
        }
        int start = before.start();
        if (!EncodedAddress.isAt(start, end, text)) {
            String address = text.substring(start, end);
            return from(start, address, Escapes.undone(address), PixelCall.parse(address, hosts.others()), text);
        }
        String encoded = text.substring(start, EncodedAddress.end(start, end, text));
        String read = RawParameters.decoded(encoded);
        return EncodedAddress.isAlone(start, text)
                ? from(start, encoded, read, PixelCall.parse(read, hosts.others()), text)
                : Optional.empty();
    }

    private static Optional<CallText> from(
            int start, String address, String read, Optional<ParsedCall> call, String text) {
        int end = start + address.length();
        Completion completion = completion(address, end, text);
        return call.map(parsed -> new CallText(start, end, address, read, parsed, completion, isInMarkup(start, text)));
    }

    private static Completion completion(String address, int end, String text) {
        boolean isOpen = MORE.matcher(text).region(end, text.length()).lookingAt()
                || address.lastIndexOf('{') > address.lastIndexOf('}');
        boolean isTemplate = end < text.length() && text.charAt(end) == '`' && address.contains("${");
        Completion within = isTemplate ? Completion.WITHIN : Completion.NONE;
        return isOpen ? Completion.BEHIND : within;
    }

    /** The address as it is asked for, without what the tag around it escapes. */
    String unescaped() {
        return isInMarkup ? Ampersands.unescaped(read) : read;
    }

    private static boolean isInMarkup(int start, String text) {
        String before = text.substring(Math.max(0, start - LONGEST_TAG), start);
        int tag = before.lastIndexOf('<') + 1;
        return tag > 0
                && tag < before.length()
                && Character.isLetter(before.charAt(tag))
                && before.indexOf('>', tag) < 0;
    }

    private static boolean isOfAddress(String text, int at) {
        char character = text.charAt(at);
        return character > ' '
                && "\"'`<>)".indexOf(character) < 0
                && !Address.isCurlyQuote(character)
                && !Escapes.endAddress(text, at);
    }
}
