package io.segmentpixel.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TagDeliveryTest {
    private static final PixelExport VISITED =
            PixelExport.of(Segment.of(SegmentId.of(12), MemberId.of(958), "Visited"));
    private static final PixelExport CART =
            PixelExport.of(Segment.of(SegmentId.of(13), MemberId.of(958), "In cart – ü"));
    private static final ExportFormat NO_CARTS = export -> {
        if (export.equals(CART)) {
            throw new UnsupportedExportException(export, "no carts");
        }
        return export.url();
    };

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private Path old() throws IOException {
        return Files.writeString(directory.resolve("tags.txt"), "old");
    }

    @Test
    void writes_to_a_screen_and_flushes_it() throws IOException {
        StringWriter screen = new StringWriter();

        TagDelivery.onScreen(new BufferedWriter(screen)).deliver(ExportFormats.url(), VISITED, CART);

        assertThat(screen)
                .hasToString("https://secure.adnxs.com/seg?add=12&t=1\nhttps://secure.adnxs.com/seg?add=13&t=1\n");
    }

    @Test
    void says_when_a_print_stream_lost_something() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("full");
            }
        };

        assertThatIOException()
                .isThrownBy(() -> TagDelivery.onScreen(new PrintStream(full, false, StandardCharsets.UTF_8))
                        .deliver(ExportFormats.url(), VISITED))
                .withMessage("the screen did not take all of the tags");
        assertThatIOException()
                .isThrownBy(() -> TagDelivery.onScreen(new PrintWriter(full, false, StandardCharsets.UTF_8))
                        .deliver(ExportFormats.url(), VISITED))
                .withMessage("the screen did not take all of the tags");
    }

    @Test
    void keeps_the_permissions_of_a_file() throws IOException {
        Path file = old();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        TagDelivery.toFile(file).deliver(ExportFormats.url(), VISITED);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(file).content().startsWith("https:");
    }

    @Test
    void makes_what_a_link_points_at() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link.txt"), Path.of("fresh.txt"));

        TagDelivery.toFile(link).deliver(ExportFormats.url(), VISITED);

        assertThat(link).isSymbolicLink();
        assertThat(directory.resolve("fresh.txt")).content().startsWith("https:");
    }

    @Test
    void writes_a_file_in_utf8() throws IOException {
        Path file = directory.resolve("tags.html");

        TagDelivery.toFile(file).deliver(ExportFormats.htmlTag(), Stream.of(CART));

        assertThat(file).content().isEqualTo(ExportFormats.htmlTag().render(CART) + "\n");
        assertThat(directory).isDirectoryContaining(file::equals).isDirectoryNotContaining(path -> !path.equals(file));
    }

    @Test
    void replaces_a_file() throws IOException {
        Path file = old();

        TagDelivery.toFile(file).deliver(ExportFormats.url(), VISITED);

        assertThat(file).hasContent("https://secure.adnxs.com/seg?add=12&t=1");
    }

    @Test
    void keeps_a_link_a_link() throws IOException {
        Path file = old();
        Path link = Files.createSymbolicLink(directory.resolve("link"), file);

        TagDelivery.toFile(link).deliver(ExportFormats.url(), VISITED);

        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("https://secure.adnxs.com/seg?add=12&t=1");
    }

    @Test
    void leaves_the_old_file_where_a_format_refuses_in_the_middle() throws IOException {
        Path file = old();

        assertThatExceptionOfType(UnsupportedExportException.class)
                .isThrownBy(() -> TagDelivery.toFile(file).deliver(NO_CARTS, VISITED, CART))
                .withMessageEndingWith(": no carts");

        assertOnlyTheOldFile(file);
    }

    @Test
    void leaves_the_old_file_where_the_text_cannot_be_written() throws IOException {
        Path file = old();
        ExportFormat broken = export -> "\uD800";

        assertThatExceptionOfType(CharacterCodingException.class)
                .isThrownBy(() -> TagDelivery.toFile(file).deliver(broken, VISITED));

        assertOnlyTheOldFile(file);
    }

    @Test
    void fails_where_there_is_no_directory() {
        assertThatIOException().isThrownBy(() -> TagDelivery.toFile(directory.resolve("none/tags.txt"))
                .deliver(ExportFormats.url(), VISITED));
    }

    private void assertOnlyTheOldFile(Path file) {
        assertThat(file).hasContent("old");
        assertThat(directory).isDirectoryNotContaining(path -> !path.equals(file));
    }
}
