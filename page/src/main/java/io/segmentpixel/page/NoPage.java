package io.segmentpixel.page;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tells files that are named like pages and are none. In doubt a file is a page: templates may begin with braces, brackets and
 * drawings, and XHTML of older days with an XML declaration.
 */
final class NoPage {
    /** As far as browsers look: MIME Sniffing, the resource header. */
    private static final int HEADER = 1_445;

    /** An object with its first name, or a list that begins with one, or with a text; or either one empty. */
    private static final Pattern JSON =
            Pattern.compile("\\[?\\s*+\\{\\s*+\"[^\"]*+\"\\s*+:|\\[\\s*+\"|\\{\\s*+\\}\\z|\\[\\s*+\\]\\z");

    private static final Pattern SVG = Pattern.compile("(?is)<svg[\\s>].*</svg>");

    /** A tag, a comment, a doctype, or what a server runs. */
    private static final Pattern TAG = Pattern.compile("<[a-zA-Z!/?%]");

    /** How documents, pictures, archives, fonts, sounds and programs begin, byte by byte. */
    private static final Pattern MAGIC = Pattern.compile(
            "%PDF-|\\x89PNG|GIF8|\\xff\\xd8\\xff|PK\\x03\\x04|\\x1f\\x8b|RIFF|OggS|ID3|wOF[F2]|\\x7fELF|\\x00asm|MZ|BM"
                    + "|\\x00\\x00\\x01\\x00|\\xd0\\xcf\\x11\\xe0|(?s:.{4})ftyp");

    private static final int LONGEST_MAGIC = 8;
    private static final String HTML_DOCTYPE = "<!doctype html";

    private NoPage() {}

    /** What the text is in place of a page; empty if it may be one. */
    static Optional<String> kind(String text) {
        return hasControls(text) ? Optional.of("binary") : kindOfText(text);
    }

    /** The same of a file that is only read: browsers read what begins with a tag as a page, whatever characters are in it. */
    static Optional<String> kindToRead(String text) {
        return hasControls(text) && !TAG.matcher(bare(text)).lookingAt() ? Optional.of("binary") : kindOfText(text);
    }

    /** The same of what somebody says is a page: only what is plainly something else is none. */
    static Optional<String> kindAsServed(byte[] bytes, String text) {
        String start = new String(bytes, 0, Math.min(bytes.length, LONGEST_MAGIC), StandardCharsets.ISO_8859_1);
        return hasControls(text) && MAGIC.matcher(start).lookingAt() ? Optional.of("binary") : kindOfText(text);
    }

    private static boolean hasControls(String text) {
        return text.chars().limit(HEADER).anyMatch(NoPage::isBinary);
    }

    private static String bare(String text) {
        return text.substring(ByteOrderMark.length(text)).strip();
    }

    private static Optional<String> kindOfText(String text) {
        String bare = bare(text);
        if (JSON.matcher(bare).lookingAt() && bare.endsWith(bare.startsWith("{") ? "}" : "]")) {
            return Optional.of("JSON");
        }
        if (bare.startsWith("<?xml") && !mayBeXhtml(bare)) {
            return Optional.of("XML");
        }
        return SVG.matcher(bare).matches() ? Optional.of("SVG") : Optional.empty();
    }

    /** What MIME Sniffing calls binary. What is read as UTF-16 has none, unlike its bytes. */
    private static boolean isBinary(int character) {
        return character <= 0x08
                || character == 0x0B
                || (character >= 0x0E && character <= 0x1A)
                || (character >= 0x1C && character <= 0x1F);
    }

    /** Whether its doctype or its first element is HTML's, or there is neither. */
    private static boolean mayBeXhtml(String xml) {
        int at = xml.indexOf('<');
        while (at >= 0 && !isHtmlDoctype(xml, at)) {
            if (at + 1 < xml.length() && Character.isLetter(xml.charAt(at + 1))) {
                return xml.substring(at + 1).split("[\\s/>]", 2)[0].equalsIgnoreCase("html");
            }
            int end = xml.startsWith("<!--", at) ? xml.indexOf("-->", at) : at;
            at = end < 0 ? -1 : xml.indexOf('<', end + 1);
        }
        return true;
    }

    private static boolean isHtmlDoctype(String xml, int at) {
        return xml.regionMatches(true, at, HTML_DOCTYPE, 0, HTML_DOCTYPE.length());
    }
}
