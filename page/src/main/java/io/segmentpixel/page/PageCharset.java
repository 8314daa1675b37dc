package io.segmentpixel.page;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * How a page's bytes are read: by its byte order mark, else the HTTP header, else its {@code <meta>}, else as UTF-8 where they are
 * that, else as windows-1252. By the HTML standard, <em>Determining the character encoding</em>.
 */
final class PageCharset {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final Pattern IN_CONTENT_TYPE = Pattern.compile("(?i)charset\\s*=\\s*[\"']?\\s*([^\\s\"';]+)");
    private static final Pattern TWO_BYTES_WIDE = Pattern.compile("(?:\\x00[^\\x00]){2}|(?:[^\\x00]\\x00){2}");
    private static final String NAME = "charset";
    private static final int MOST_LOOKED_AT = 16_384;

    /** Names that browsers take for the larger charset that holds them, by the Encoding standard. */
    private static final Map<String, String> LARGER = Map.ofEntries(
            Map.entry("iso-8859-1", "windows-1252"),
            Map.entry("us-ascii", "windows-1252"),
            Map.entry("utf-16", "utf-8"),
            Map.entry("utf-16le", "utf-8"),
            Map.entry("utf-16be", "utf-8"),
            Map.entry("iso-8859-9", "windows-1254"),
            Map.entry("tis-620", "x-windows-874"),
            Map.entry("iso-8859-11", "x-windows-874"),
            Map.entry("shift_jis", "windows-31j"),
            Map.entry("gb2312", "gbk"),
            Map.entry("euc-kr", "x-windows-949"));

    private PageCharset() {}

    /** The page as a text. */
    static EncodedText of(byte[] bytes, PageContext context) {
        return mark(bytes)
                .or(context::charset)
                .or(() -> declared(bytes))
                .or(() -> unsaid(bytes))
                .map(charset -> new EncodedText(bytes, charset))
                .orElseGet(() -> new EncodedText(bytes, WINDOWS_1252, StandardCharsets.US_ASCII));
    }

    /** A page in UTF-16 that does not say so: browsers read it otherwise, and a tag would be half as wide as what is around it. */
    static void refuseWhatIsTwoBytesWide(String text) {
        if (TWO_BYTES_WIDE.matcher(text).lookingAt()) {
            throw new PlacementException(
                    "charset: the page looks like UTF-16 without a byte order mark; say its charset by"
                            + " PageContext.withCharset");
        }
    }

    /** By the byte order mark. */
    static Optional<Charset> mark(byte[] bytes) {
        String start = HexFormat.of().formatHex(bytes, 0, Math.min(3, bytes.length));
        if (start.equals("efbbbf")) {
            return Optional.of(StandardCharsets.UTF_8);
        }
        if (start.startsWith("fffe")) {
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        return start.startsWith("feff") ? Optional.of(StandardCharsets.UTF_16BE) : Optional.empty();
    }

    /** What a {@code <meta>} in the first part of the page says; that part is parsed up to the word and no further. */
    private static Optional<Charset> declared(byte[] bytes) {
        String start = new String(bytes, 0, Math.min(bytes.length, MOST_LOOKED_AT), StandardCharsets.ISO_8859_1);
        String lower = start.toLowerCase(Locale.ROOT);
        int at = lower.indexOf(NAME);
        while (at >= 0) {
            int end = start.indexOf('>', at);
            Optional<Charset> said = end < 0 ? Optional.empty() : declared(start.substring(0, end + 1));
            if (said.isPresent()) {
                return said;
            }
            at = lower.indexOf(NAME, at + NAME.length());
        }
        return Optional.empty();
    }

    private static Optional<Charset> declared(String start) {
        Document head = Jsoup.parse(start);
        return head.select("meta").stream()
                .flatMap(meta -> name(meta).stream())
                .flatMap(name -> named(name).stream())
                .findFirst();
    }

    private static Optional<String> name(Element meta) {
        if (meta.hasAttr(NAME)) {
            return Optional.of(meta.attr(NAME).strip());
        }
        Matcher content = IN_CONTENT_TYPE.matcher(meta.attr("content"));
        return meta.attr("http-equiv").equalsIgnoreCase("content-type") && content.find()
                ? Optional.of(content.group(1))
                : Optional.empty();
    }

    static Optional<Charset> named(String name) {
        try {
            String known = Charset.forName(name).name().toLowerCase(Locale.ROOT);
            return Optional.of(Charset.forName(LARGER.getOrDefault(known, known)));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return Optional.empty();
        }
    }

    /** Of a page that says nothing: UTF-8, if it is that and no mere ASCII. */
    private static Optional<Charset> unsaid(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.length() == bytes.length ? Optional.empty() : Optional.of(StandardCharsets.UTF_8);
        } catch (CharacterCodingException noUtf8) {
            return Optional.empty();
        }
    }
}
