package io.segmentpixel.page;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The address of a call that stands percent-encoded as a whole, as {@code encodeURIComponent} and {@code escape} write it. */
final class EncodedAddress {
    private static final Pattern UP_TO_QUERY =
            Pattern.compile("(?i)(?:https?%3a(?:/|%2f){2}|%2f%2f)[a-z0-9._-]+(?:%3a\\d{0,5})?(?:/|%2f)[a-z]{2,6}%3f");

    /** An encoded quotation mark, blank or bracket; and what would be encoded in it. */
    private static final Pattern END = Pattern.compile("(?i)[^\\w%+./@!~*:${}-]|%2[027]|%3[ce]");

    /** What stands before an address that is no part of another one. */
    private static final Pattern ALONE = Pattern.compile("(?i)(?:\\A|[^\\w&=?/#%+.~-]|%2[027]|\\\\(?:u00|x)2[27])\\z");

    /** A string that something is put before. */
    private static final Pattern ADDED = Pattern.compile("[+.]\\s{0,10}[\"'`]\\z");

    private static final int LONGEST_BEFORE = 12;

    private EncodedAddress() {}

    static boolean isAt(int start, int end, String text) {
        return UP_TO_QUERY.matcher(text).region(start, end).lookingAt();
    }

    /** Whether it is for itself, and no parameter of another address. */
    static boolean isAlone(int start, String text) {
        String before = text.substring(Math.max(0, start - LONGEST_BEFORE), start);
        return ALONE.matcher(before).find() && !ADDED.matcher(before).find();
    }

    static int end(int start, int end, String text) {
        Matcher found = END.matcher(text).region(start, end);
        return found.find() ? found.start() : end;
    }
}
