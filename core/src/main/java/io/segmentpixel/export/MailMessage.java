package io.segmentpixel.export;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Writes a message by RFC 5322 and MIME, from parts that have been checked. */
final class MailMessage {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, d MMM uuuu HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final String LINE_END = "\r\n";
    private static final String FOLD = LINE_END + " ";
    private static final int MOST_OCTETS_IN_A_WORD = 39;
    private static final int MOST_PLAIN = 60;
    private static final int LONGEST_LINE = 78;

    private final UUID id;
    private final StringBuilder text = new StringBuilder();

    MailMessage(UUID id, Instant date) {
        this.id = id;
        header("Date", DATE.format(date));
    }

    private void header(String name, String value) {
        int firstLine = value.contains(FOLD) ? value.indexOf(FOLD) : value.length();
        boolean fits = name.length() + ": ".length() + firstLine <= LONGEST_LINE;
        text.append(name).append(fits ? ": " : ":" + FOLD).append(value).append(LINE_END);
    }

    MailMessage from(String sender) {
        header("From", sender);
        header("Message-ID", "<" + id + sender.substring(sender.indexOf('@')) + ">");
        return this;
    }

    MailMessage to(List<String> recipients) {
        header("To", String.join("," + FOLD, recipients));
        return this;
    }

    MailMessage subject(String subject) {
        header("Subject", isPlain(subject) ? subject : encoded(subject));
        return this;
    }

    private static boolean isPlain(String subject) {
        return subject.length() <= MOST_PLAIN
                && subject.equals(subject.strip())
                && !subject.contains("=?")
                && subject.chars().allMatch(character -> character >= ' ' && character <= '~');
    }

    /** Words by RFC 2047, each of whole characters. */
    private static String encoded(String subject) {
        StringBuilder words = new StringBuilder();
        StringBuilder word = new StringBuilder();
        int octets = 0;
        for (int character : subject.codePoints().toArray()) {
            String next = Character.toString(character);
            int length = next.getBytes(StandardCharsets.UTF_8).length;
            if (octets + length > MOST_OCTETS_IN_A_WORD) {
                words.append(word(word)).append(FOLD);
                word.setLength(0);
                octets = 0;
            }
            word.append(next);
            octets += length;
        }
        return words.append(word(word)).toString();
    }

    private static String word(StringBuilder word) {
        byte[] octets = word.toString().getBytes(StandardCharsets.UTF_8);
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(octets) + "?=";
    }

    /**
     * The text, with the line ends that MIME has for texts, and the same as an attachment, byte for byte; in Base64 neither can
     * hold the boundary.
     */
    String body(String tags, String attachmentName) {
        String boundary = "=_" + id;
        header("MIME-Version", "1.0");
        header("Content-Type", "multipart/mixed;" + FOLD + "boundary=\"" + boundary + "\"");
        part(boundary, "text/plain; charset=UTF-8", "inline", tags.replaceAll("\r?\n", LINE_END));
        part(boundary, "application/octet-stream", "attachment;" + FOLD + "filename=\"" + attachmentName + "\"", tags);
        return text.append(LINE_END)
                .append("--")
                .append(boundary)
                .append("--")
                .append(LINE_END)
                .toString();
    }

    private void part(String boundary, String type, String disposition, String content) {
        text.append(LINE_END).append("--").append(boundary).append(LINE_END);
        header("Content-Type", type);
        header("Content-Transfer-Encoding", "base64");
        header("Content-Disposition", disposition);
        text.append(LINE_END).append(Base64.getMimeEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8)));
    }
}
