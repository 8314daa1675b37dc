package io.segmentpixel.examples;

import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.export.TagEmail;
import io.segmentpixel.pixel.SegmentCall;
import io.segmentpixel.segment.SegmentId;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;

/**
 * A tag by e-mail, sent with Jakarta Mail: what an application of yours does with a {@link TagEmail}.
 *
 * <pre>{@code
 * MailTags mail.shop.example:25 pixels@shop.example web@shop.example,ads@shop.example 528336 "Shop - in cart"
 * }</pre>
 */
public final class MailTags {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int WRONG_INPUT = 2;
    private static final int ARGUMENTS = 5;
    private static final String HELP =
            """
            usage: MailTags HOST:PORT FROM TO[,TO...] SEGMENT_ID NAME

            Sends the tag of a segment through an SMTP server to one to ten addresses.
            Exit codes: 0 sent, 1 the server failed, 2 wrong input.""";

    private MailTags() {}

    /**
     * Sends a message through an SMTP server.
     *
     * @param host the server
     * @param port its port
     * @return what a {@link TagEmail} is delivered by
     */
    public static TagEmail.Mailer through(String host, int port) {
        Properties settings = new Properties();
        settings.setProperty("mail.smtp.host", host);
        settings.setProperty("mail.smtp.port", Integer.toString(port));
        Session session = Session.getInstance(settings);
        return (from, recipients, message) -> {
            try {
                MimeMessage mail =
                        new MimeMessage(session, new ByteArrayInputStream(message.getBytes(StandardCharsets.US_ASCII)));
                Transport.send(mail, InternetAddress.parse(String.join(",", recipients)));
            } catch (MessagingException failure) {
                throw new IOException("the mail from " + from + " was not sent: " + failure.getMessage(), failure);
            }
        };
    }

    /**
     * Runs it.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        int code = run(List.of(arguments), System.out, System.err);
        if (code != DONE) {
            System.exit(code);
        }
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.contains("--help")) {
            out.println(HELP);
            return DONE;
        }
        try {
            if (arguments.size() != ARGUMENTS) {
                throw new IllegalArgumentException("five arguments are needed; see --help");
            }
            String[] server = arguments.get(0).split(":", 2);
            PixelExport export = PixelExport.of(
                    arguments.get(4), SegmentCall.adding(SegmentId.of(Integer.parseInt(arguments.get(3)))));
            TagEmail email = TagEmail.from(arguments.get(1))
                    .to(arguments.get(2).split(",", -1))
                    .withSubject("Segment pixel: " + export.name());
            int port = server.length == 2 ? Integer.parseInt(server[1]) : 25;
            email.deliveredBy(through(server[0], port)).deliver(ExportFormats.htmlTag(), export);
            out.println("Sent to " + String.join(", ", email.recipients()));
            return DONE;
        } catch (IllegalArgumentException wrong) {
            err.println("mail tags: " + wrong.getMessage());
            return WRONG_INPUT;
        } catch (IOException failure) {
            err.println("mail tags: " + failure.getMessage());
            return FAILED;
        }
    }
}
