package io.segmentpixel.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.icegreen.greenmail.junit5.GreenMailExtension;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.util.ServerSetup;
import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.export.TagEmail;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import jakarta.mail.BodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MailTagsTest {
    @RegisterExtension
    static final GreenMailExtension SERVER =
            new GreenMailExtension(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    private static final PixelExport EXPORT =
            PixelExport.of(Segment.of(SegmentId.of(528336), MemberId.of(958), "Übersicht --> <b>"));

    private static String[] recipients(int number) {
        return IntStream.rangeClosed(1, number)
                .mapToObj(one -> "reader" + one + "@shop.example")
                .toArray(String[]::new);
    }

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private int run(String... arguments) {
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        return MailTags.run(List.of(arguments), stream, stream);
    }

    private static MimeMessage[] inbox(String address) throws Exception {
        return SERVER
                .getManagers()
                .getImapHostManager()
                .getInbox(SERVER.getUserManager().getUserByEmail(address))
                .getMessages()
                .stream()
                .map(StoredMessage::getMimeMessage)
                .toArray(MimeMessage[]::new);
    }

    @Test
    void arrives_at_ten_recipients() throws Exception {
        TagEmail email = TagEmail.from("ads@shop.example").to(recipients(10)).withSubject("Tags für den Shop");

        email.deliveredBy(MailTags.through("127.0.0.1", SERVER.getSmtp().getPort()))
                .deliver(ExportFormats.htmlTag(), EXPORT);

        for (String recipient : recipients(10)) {
            MimeMessage[] received = inbox(recipient);
            assertThat(received).hasSize(1);
            assertThat(received[0].getSubject()).isEqualTo("Tags für den Shop");
            assertThat(received[0].getAllRecipients()).hasSize(10);
            MimeMultipart parts = (MimeMultipart) received[0].getContent();
            assertThat(parts.getCount()).isEqualTo(2);
            String tag = ExportFormats.htmlTag().render(EXPORT) + "\n";
            assertThat(parts.getBodyPart(0).getContent()).isEqualTo(tag.replace("\n", "\r\n"));
            BodyPart attachment = parts.getBodyPart(1);
            assertThat(attachment.getFileName()).isEqualTo("tags.txt");
            assertThat(new String(attachment.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(tag);
        }
    }

    @Test
    void the_eleventh_a_bad_address_and_a_line_break_are_refused() {
        TagEmail.Sender from = TagEmail.from("ads@shop.example");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> from.to(recipients(11)))
                .withMessage("recipients 11 addresses: must be 1 to 10");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> from.to("a@b\r\nBcc: c@d.example"))
                .withMessageContaining("must be an e-mail address");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> from.to("a@b.example").withSubject("x\r\nBcc: c@d.example"))
                .withMessageContaining("no line ends");
    }

    @Test
    void sends_from_the_command_line() {
        String server = "127.0.0.1:" + SERVER.getSmtp().getPort();

        assertThat(run(server, "ads@shop.example", "a@shop.example,b@shop.example", "528336", "Cart"))
                .isZero();
        assertThat(SERVER.getReceivedMessages()).hasSize(2);
        assertThat(run("--help")).isZero();
        assertThat(run(server)).isEqualTo(2);
        assertThat(run(server, "nobody", "a@shop.example", "1", "x")).isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("sender \"nobody\": must be an e-mail address");
        assertThat(Stream.of(SERVER.getReceivedMessages())).hasSize(2);
    }
}
