package io.segmentpixel.export;

import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An e-mail that carries tags, as an RFC 5322 message that any mailer sends: the tags as text, with the line ends of mail, and
 * once more as an attachment, byte for byte.
 *
 * <pre>{@code
 * TagEmail email = TagEmail.from("ads@shop.example")
 *         .to("webmaster@shop.example", "agency@media.example")
 *         .withSubject("Tags for the shop");
 * String message = email.message(ExportFormats.htmlTag(), visited, cart);
 * }</pre>
 *
 * <p>Whatever stands in names and subject, no header can be injected. The message is plain ASCII with lines of at most 78
 * characters (more only where an address or its domain alone is longer), ended by CR LF, so that it goes over any server.
 * Platform documentation: <em>Export a Segment Pixel</em>, delivery by e-mail to at most 10 addresses.
 */
public final class TagEmail {
    private static final int MOST_RECIPIENTS = 10;
    private static final int LONGEST_ADDRESS = 254;
    private static final int LONGEST_LOCAL_PART = 64;
    private static final int LONGEST_SUBJECT = 255;
    private static final Pattern ADDRESS = Pattern.compile(
            "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                    + "@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");
    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private final String sender;
    private final List<String> recipients;
    private final String subject;
    private final String attachmentName;
    private final Optional<Instant> date;

    private TagEmail(
            String sender, List<String> recipients, String subject, String attachmentName, Optional<Instant> date) {
        this.sender = sender;
        this.recipients = recipients;
        this.subject = subject;
        this.attachmentName = attachmentName;
        this.date = date;
    }

    /** Sends a message on: the place where your mailer goes. */
    @FunctionalInterface
    public interface Mailer {
        /**
         * Sends a message.
         *
         * @param from the sender's address
         * @param recipients the addresses that it goes to
         * @param message the whole message with its headers, in ASCII
         * @throws IOException if it cannot be sent
         */
        void send(String from, List<String> recipients, String message) throws IOException;
    }

    /** An e-mail that has a sender, and no recipients yet. */
    public static final class Sender {
        private final String address;

        private Sender(String address) {
            this.address = address;
        }

        /**
         * The e-mail to these addresses.
         *
         * @param recipients one to ten addresses, none of them twice
         * @return the e-mail, with a subject of its own until another is said
         * @throws IllegalArgumentException if there are fewer or more, or one is no address or stands twice
         */
        public TagEmail to(String... recipients) {
            Check.require(
                    recipients.length >= 1 && recipients.length <= MOST_RECIPIENTS,
                    "recipients",
                    recipients.length + " addresses",
                    "must be 1 to " + MOST_RECIPIENTS);
            Set<String> seen = new HashSet<>();
            for (String recipient : recipients) {
                Check.require(
                        seen.add(checked("recipient", recipient).toLowerCase(Locale.ROOT)),
                        "recipient",
                        recipient,
                        "must not stand twice");
            }
            return new TagEmail(address, List.of(recipients), "Segment pixels", "tags.txt", Optional.empty());
        }
    }

    /**
     * Begins an e-mail from this address.
     *
     * @param address an address such as {@code ads@shop.example}, without a name
     * @return the e-mail, which lacks its recipients
     * @throws IllegalArgumentException if it is no address
     */
    public static Sender from(String address) {
        return new Sender(checked("sender", address));
    }

    private static String checked(String field, String address) {
        Objects.requireNonNull(address, field);
        boolean fits = address.length() <= LONGEST_ADDRESS
                && address.indexOf('@') <= LONGEST_LOCAL_PART
                && ADDRESS.matcher(address).matches();
        Check.require(
                fits,
                field,
                "\"" + Text.onOneLine(address) + "\"",
                "must be an e-mail address, as in ads@shop.example");
        return address;
    }

    /**
     * With another subject.
     *
     * @param text 1 to 255 characters, none of which is a control character, a line end or a lone surrogate
     * @return a changed copy
     * @throws IllegalArgumentException if the text breaks that rule
     */
    public TagEmail withSubject(String text) {
        Objects.requireNonNull(text, "subject");
        boolean fits = !text.isBlank()
                && text.codePointCount(0, text.length()) <= LONGEST_SUBJECT
                && text.equals(Text.onOneLine(text))
                && text.indexOf('\u2028') < 0
                && text.indexOf('\u2029') < 0;
        Check.require(
                fits,
                "subject",
                "\"" + Text.onOneLine(text) + "\"",
                "must have 1 to " + LONGEST_SUBJECT
                        + " characters and no line ends, control characters or lone surrogates");
        return new TagEmail(sender, recipients, text, attachmentName, date);
    }

    /**
     * With another name for the attachment.
     *
     * @param fileName 1 to 64 of {@code A-Z a-z 0-9 . _ -}, the first a letter or a digit; {@code tags.txt} if never set
     * @return a changed copy
     * @throws IllegalArgumentException if the name breaks that rule
     */
    public TagEmail withAttachmentName(String fileName) {
        Check.require(
                FILE_NAME.matcher(fileName).matches(),
                "attachment name",
                "\"" + Text.onOneLine(fileName) + "\"",
                "must be 1 to 64 of A-Z a-z 0-9 . _ - and start with a letter or a digit");
        return new TagEmail(sender, recipients, subject, fileName, date);
    }

    /**
     * With this date in place of the time at which the message is written.
     *
     * @param time in whole seconds, UTC
     * @return a changed copy
     */
    public TagEmail writtenAt(Instant time) {
        return new TagEmail(sender, recipients, subject, attachmentName, Optional.of(time));
    }

    /**
     * The message with the tags of these exports.
     *
     * @param format how each is written
     * @param exports what is written, in this order
     * @return headers and body
     * @throws UnsupportedExportException if the format cannot carry one of the exports
     */
    public String message(ExportFormat format, PixelExport... exports) {
        return message(format, Stream.of(exports));
    }

    /**
     * The message with the tags of these exports.
     *
     * @param format how each is written
     * @param exports what is written, in this order; not closed
     * @return headers and body
     * @throws UnsupportedExportException if the format cannot carry one of the exports
     */
    public String message(ExportFormat format, Stream<PixelExport> exports) {
        Objects.requireNonNull(format, "format");
        StringBuilder tags = new StringBuilder();
        try {
            format.write(exports, tags);
        } catch (IOException impossible) {
            throw new IllegalStateException("a text in memory does not fail", impossible);
        }
        return new MailMessage(UUID.randomUUID(), date.orElseGet(Instant::now))
                .from(sender)
                .to(recipients)
                .subject(subject)
                .body(tags.toString(), attachmentName);
    }

    /**
     * A delivery that writes the message and has it sent.
     *
     * <pre>{@code
     * email.deliveredBy((from, to, message) -> smtp.send(from, to, message)).deliver(ExportFormats.htmlTag(), cart);
     * }</pre>
     *
     * @param mailer sends it
     * @return the delivery
     */
    public TagDelivery deliveredBy(Mailer mailer) {
        Objects.requireNonNull(mailer, "mailer");
        return (format, exports) -> mailer.send(sender, recipients, message(format, exports));
    }

    /**
     * The sender.
     *
     * @return an address
     */
    public String sender() {
        return sender;
    }

    /**
     * The recipients.
     *
     * @return one to ten addresses
     */
    public List<String> recipients() {
        return recipients;
    }

    /**
     * The subject.
     *
     * @return one line
     */
    public String subject() {
        return subject;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TagEmail email
                && email.sender.equals(sender)
                && email.recipients.equals(recipients)
                && email.subject.equals(subject)
                && email.attachmentName.equals(attachmentName)
                && email.date.equals(date);
    }

    @Override
    public int hashCode() {
        return Objects.hash(sender, recipients, subject, attachmentName, date);
    }

    /** Sender, recipients and subject. */
    @Override
    public String toString() {
        return "TagEmail[from=" + sender + ", to=" + recipients + ", subject=" + subject + "]";
    }
}
