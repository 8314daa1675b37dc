package io.segmentpixel.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import jakarta.mail.Header;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TagEmailTest {
    private static final TagEmail EMAIL = TagEmail.from("ads@shop.example")
            .to("first@shop.example", "second.name+tags@media.example")
            .writtenAt(Instant.parse("2026-03-01T12:00:00.5Z"));

    private static MimeMessage read(String message) throws Exception {
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(message.getBytes(StandardCharsets.US_ASCII)));
    }

    @Provide
    Arbitrary<String> texts() {
        return Hostile.texts();
    }

    @Test
    void has_headers_a_text_and_an_attachment() {
        PixelExport export = PixelExport.of(Segment.of(SegmentId.of(12), MemberId.of(958), "x"));

        String message = EMAIL.withAttachmentName("tags.html").message(ExportFormats.url(), export);

        assertThat(message.replaceAll("[0-9a-f-]{36}", "ID"))
                .isEqualTo(
                        """
                        Date: Sun, 1 Mar 2026 12:00:00 +0000
                        From: ads@shop.example
                        Message-ID: <ID@shop.example>
                        To: first@shop.example,
                         second.name+tags@media.example
                        Subject: Segment pixels
                        MIME-Version: 1.0
                        Content-Type: multipart/mixed;
                         boundary="=_ID"

                        --=_ID
                        Content-Type: text/plain; charset=UTF-8
                        Content-Transfer-Encoding: base64
                        Content-Disposition: inline

                        aHR0cHM6Ly9zZWN1cmUuYWRueHMuY29tL3NlZz9hZGQ9MTImdD0xDQo=
                        --=_ID
                        Content-Type: application/octet-stream
                        Content-Transfer-Encoding: base64
                        Content-Disposition: attachment;
                         filename="tags.html"

                        aHR0cHM6Ly9zZWN1cmUuYWRueHMuY29tL3NlZz9hZGQ9MTImdD0xCg==
                        --=_ID--
                        """
                                .replace("\n", "\r\n"));
    }

    @Property(seed = "9")
    void is_read_by_a_mailer_as_it_was_meant(@ForAll("texts") String name, @ForAll("texts") String subject)
            throws Exception {
        PixelExport export = PixelExport.of(Segment.of(SegmentId.of(12), MemberId.of(958), name));
        TagEmail email = withSubject(subject);
        String message = email.message(ExportFormats.htmlTag(), export);

        MimeMessage mail = read(message);

        assertThat(message.split("\r\n", -1))
                .allSatisfy(
                        line -> assertThat(line).hasSizeLessThanOrEqualTo(78).matches("[\\x20-\\x7e]*"));
        List<String> headers = Collections.list(mail.getAllHeaders()).stream()
                .map(Header::getName)
                .toList();
        assertThat(headers)
                .containsExactlyInAnyOrder(
                        "Date", "From", "Message-ID", "To", "Subject", "MIME-Version", "Content-Type");
        assertThat(mail.getSubject()).isEqualTo(email.subject());
        assertThat(mail.getRecipients(Message.RecipientType.TO))
                .extracting(Object::toString)
                .containsExactlyElementsOf(email.recipients());
        MimeMultipart parts = (MimeMultipart) mail.getContent();
        assertThat(parts.getCount()).isEqualTo(2);
        String tags = ExportFormats.htmlTag().render(export) + "\n";
        assertThat(parts.getBodyPart(0).getContent()).isEqualTo(tags.replace("\n", "\r\n"));
        assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("tags.txt");
        assertThat(parts.getBodyPart(1).getInputStream()).hasBinaryContent(tags.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void takes_the_longest_addresses_and_subjects() {
        String host = "a".repeat(60) + "." + "b".repeat(60) + "." + "c".repeat(60) + ".example";
        String longest = "x".repeat(254 - 1 - host.length()) + "@" + host;

        assertThat(TagEmail.from(longest).to("y".repeat(64) + "@shop.example").recipients())
                .containsExactly("y".repeat(64) + "@shop.example");
        assertThatIllegalArgumentException().isThrownBy(() -> TagEmail.from("x" + longest));
        assertThatIllegalArgumentException().isThrownBy(() -> TagEmail.from("y".repeat(65) + "@shop.example"));
        assertThat(EMAIL.withSubject("\ud83d\ude00".repeat(255)).subject()).hasSize(510);
        assertThatIllegalArgumentException().isThrownBy(() -> EMAIL.withSubject("s".repeat(256)));
    }

    @Test
    void is_a_value() {
        TagEmail same = TagEmail.from("ads@shop.example")
                .to("first@shop.example", "second.name+tags@media.example")
                .writtenAt(Instant.parse("2026-03-01T12:00:00.5Z"));

        assertThat(EMAIL).isEqualTo(same).hasSameHashCodeAs(same);
        assertThat(EMAIL)
                .hasToString("TagEmail[from=ads@shop.example, to=[first@shop.example, second.name+tags@media.example],"
                        + " subject=Segment pixels]");
        assertThat(Set.of(
                        EMAIL,
                        EMAIL.withSubject("s"),
                        EMAIL.withAttachmentName("a.html"),
                        EMAIL.writtenAt(Instant.EPOCH),
                        TagEmail.from("ads@shop.example").to("first@shop.example"),
                        TagEmail.from("ad@shop.example").to("first@shop.example")))
                .hasSize(6);
        assertThat(EMAIL.sender()).isEqualTo("ads@shop.example");
    }

    @Test
    void folds_long_addresses() throws Exception {
        String sender = "advertising@marketing.department.shop.example";
        String longest = "a".repeat(60) + "@shop.example";

        String message = TagEmail.from(sender).to(longest, sender).message(ExportFormats.url());

        assertThat(message.split("\r\n", -1))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(78));
        assertThat(read(message).getMessageID()).endsWith("@marketing.department.shop.example>");
        assertThat(read(TagEmail.from(longest).to(sender).message(ExportFormats.url()))
                        .getFrom())
                .extracting(Object::toString)
                .containsExactly(longest);
        assertThat(TagEmail.from(longest).to(sender).message(ExportFormats.url()))
                .contains("From:\r\n " + longest + "\r\n");
    }

    /** With the subject, or with the usual one where it is refused. */
    private static TagEmail withSubject(String subject) {
        try {
            return EMAIL.withSubject(subject);
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageStartingWith("subject ");
            return EMAIL;
        }
    }

    @Test
    void is_delivered_by_a_mailer() throws Exception {
        StringBuilder sent = new StringBuilder();

        EMAIL.deliveredBy((from, to, message) -> sent.append(from).append(to).append(message.length() > 500))
                .deliver(ExportFormats.url(), PixelExport.of(Segment.of(SegmentId.of(12), MemberId.of(958), "x")));

        assertThat(sent).hasToString("ads@shop.example[first@shop.example, second.name+tags@media.example]true");
    }
}
