package io.segmentpixel.page;

import java.util.regex.Pattern;

/** What stands for something that somebody fills in before the page is sent, or while it is shown. */
final class Placeholder {
    private static final String BEGINNINGS = "${%*<#@[_";

    private static final Pattern FORMS = Pattern.compile(String.join(
            "|",
            "\\$\\{[^}]{0,80}\\}",
            "\\$\\([^)]{0,80}\\)",
            "\\{[A-Za-z_][A-Za-z0-9_.]{0,80}\\}",
            "\\{\\{[^}]{0,80}\\}?\\}",
            "\\{%",
            "#\\{",
            "@\\{",
            "<%",
            "<\\?",
            "\\[\\[?[A-Za-z_. -]{1,80}\\]",
            "%[A-Za-z_]{3,40}%",
            "%%[A-Za-z0-9_:. ]{1,80}%%",
            "\\*\\|[A-Z_]{1,40}\\|\\*",
            "__[A-Z_]{1,40}__",
            "##[A-Z_]{1,40}##"));

    private Placeholder() {}

    static boolean isIn(String text) {
        return mayBeIn(text) && FORMS.matcher(text).find();
    }

    /** Whether a text is one, and nothing else. */
    static boolean is(String text) {
        return mayBeIn(text) && FORMS.matcher(text).matches();
    }

    /** A quicker look, as there is mostly none. */
    private static boolean mayBeIn(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (BEGINNINGS.indexOf(text.charAt(at)) >= 0) {
                return true;
            }
        }
        return false;
    }
}
