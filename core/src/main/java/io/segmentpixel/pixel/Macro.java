package io.segmentpixel.pixel;

import java.util.Objects;

/**
 * The rule for macros, which somebody fills in before the call is made: what stands between the marks is harmless wherever
 * the address goes.
 */
final class Macro {
    private static final String RULE =
            "must be ${…}, {{…}}, […] or %%…%%, with A-Z a-z 0-9 . _ - and blanks between the marks";
    private static final String[][] MARKS = {{"${", "}"}, {"{{", "}}"}, {"[", "]"}, {"%%", "%%"}};

    private Macro() {}

    static String checked(String field, String text) {
        Objects.requireNonNull(text, "macro");
        Check.require(isOne(text), field + " macro", Check.quoted(text), RULE);
        return text;
    }

    static boolean isOne(String text) {
        for (String[] marks : MARKS) {
            if (text.startsWith(marks[0]) && text.endsWith(marks[1])) {
                return isFilled(text, marks[0].length(), text.length() - marks[1].length());
            }
        }
        return false;
    }

    private static boolean isFilled(String text, int start, int end) {
        for (int at = start; at < end; at++) {
            if (!isAllowed(text.charAt(at))) {
                return false;
            }
        }
        return start < end;
    }

    private static boolean isAllowed(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || " ._-".indexOf(c) >= 0;
    }
}
