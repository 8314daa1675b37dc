package io.segmentpixel.page;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page whose text says itself what is wrong with it, and what it is when it is mended.
 *
 * <ul>
 *   <li>{@code [[code]]}: a finding begins here, and stays.
 *   <li>{@code [[code!]]}: a finding begins here, and is mended.
 *   <li>{@code [-text-]}: mending takes this out, with the findings in it; {@code [+text+]}: mending puts this in.
 * </ul>
 *
 * @param html the page
 * @param mended the page when it is mended
 * @param expected the findings, each with its line and column, as {@code 12:5 duplicate}, in order
 * @param mendable those of them that can be mended
 * @param left what is found on the mended page
 */
record MarkedPage(String html, String mended, List<String> expected, List<String> mendable, List<String> left) {
    private static final Pattern MARK = Pattern.compile("\\[\\[([a-z-]+)(!?)\\]\\]|\\[-|-\\]|\\[\\+|\\+\\]");
    private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");

    static MarkedPage of(String marked) {
        return new Reading(marked).page();
    }

    /** The codes that are marked in a piece, in order. */
    static List<String> codesIn(String marked) {
        return MARK.matcher(marked)
                .results()
                .filter(mark -> mark.group(1) != null)
                .map(mark -> mark.group(1))
                .toList();
    }

    /** What a piece is on the page, without its marks. */
    static String unmarked(String marked) {
        return of(marked).html;
    }

    private static final class Reading {
        private final String marked;
        private final StringBuilder html = new StringBuilder();
        private final StringBuilder mended = new StringBuilder();
        private final List<String> expected = new ArrayList<>();
        private final List<String> mendable = new ArrayList<>();
        private final List<String> left = new ArrayList<>();
        private boolean isOld = true;
        private boolean isNew = true;

        Reading(String marked) {
            this.marked = marked;
        }

        MarkedPage page() {
            Matcher mark = MARK.matcher(marked);
            int copied = 0;
            while (mark.find()) {
                copy(copied, mark.start());
                copied = mark.end();
                read(mark);
            }
            copy(copied, marked.length());
            return new MarkedPage(html.toString(), mended.toString(), sorted(expected), sorted(mendable), sorted(left));
        }

        private void copy(int start, int end) {
            if (isOld) {
                html.append(marked, start, end);
            }
            if (isNew) {
                mended.append(marked, start, end);
            }
        }

        private void read(Matcher mark) {
            if (mark.group(1) == null) {
                isNew = !mark.group().equals("[-");
                isOld = !mark.group().equals("[+");
            } else {
                finding(mark.group(1), !mark.group(2).isEmpty());
            }
        }

        private void finding(String code, boolean isMended) {
            String finding = place(html) + " " + code;
            expected.add(finding);
            if (isMended) {
                mendable.add(finding);
            } else if (isNew) {
                left.add(place(mended) + " " + code);
            }
        }

        private static String place(CharSequence before) {
            String[] lines = LINE_END.split(before, -1);
            return lines.length + ":" + (lines[lines.length - 1].length() + 1);
        }

        private static List<String> sorted(List<String> findings) {
            return findings.stream().sorted().toList();
        }
    }
}
