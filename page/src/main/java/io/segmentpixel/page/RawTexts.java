package io.segmentpixel.page;

/** What can be said of titles, text areas and noscripts by a look at the page's text alone, which is quicker than one at its tree. */
final class RawTexts {
    private final String text;
    private int titles;
    private boolean isOpen;

    private RawTexts(String text) {
        this.text = text;
    }

    /** Whether the page has at most one title, which is closed, and no text area and no noscript. */
    static boolean areSurelyClosed(String text) {
        RawTexts look = new RawTexts(text);
        for (int at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
            if (look.isOther(at)) {
                return false;
            }
        }
        return look.titles <= 1 && !look.isOpen;
    }

    /** Whether an element begins here that may hold any text, and is no title. */
    private boolean isOther(int at) {
        if (begins("<title", at)) {
            titles++;
            isOpen = true;
        } else if (begins("</title>", at)) {
            isOpen = false;
        }
        return begins("<textarea", at) || begins("<noscript", at);
    }

    private boolean begins(String tag, int at) {
        return isLetter(tag.charAt(1), at + 1)
                && isLetter(tag.charAt(2), at + 2)
                && text.regionMatches(true, at, tag, 0, tag.length());
    }

    /** Most tags are told apart by their first letters already. */
    private boolean isLetter(char letter, int at) {
        return at < text.length() && (text.charAt(at) | ('a' - 'A')) == letter;
    }
}
