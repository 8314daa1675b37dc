package io.segmentpixel.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.HtmlFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What lies about on web servers: each gets its line in the report, and the page beside it its tag. */
class NastyFilesTest {
    private static final String PAGE = "<html><body>\n<p>a</p>\n</body></html>\n";
    private static final SitePlacer PLACER = SitePlacer.of(Funnel.named("Shop").step(Sites.CART, PageRule.path("**")));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path root;

    @BeforeEach
    void a_page_that_must_get_its_tag() throws IOException {
        Sites.write(root.resolve("zzz.html"), PAGE);
    }

    /** The lines of the report but for the good page's. A dry run says the same before. */
    private List<String> lines(SitePlacer placer) throws IOException {
        SiteReport dry = placer.dryRun(root, OutputStream.nullOutputStream());
        SiteReport report = placer.place(root);
        assertThat(report.pages()).isEqualTo(dry.pages());
        return linesOf(report);
    }

    private List<String> linesOf(SiteReport report) throws IOException {
        assertThat(Files.readString(root.resolve("zzz.html"))).contains("add=528336");
        noLeftovers();
        List<String> lines = report.pages().stream().map(PageResult::toString).toList();
        assertThat(lines.get(lines.size() - 1)).isEqualTo("zzz.html: changed, placed \"Shop - cart\"");
        return lines.subList(0, lines.size() - 1);
    }

    private void noLeftovers() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            assertThat(files.filter(file -> file.toString().endsWith(".tmp"))).isEmpty();
        }
    }

    private static void permit(Path file, String permissions) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    @Test
    void a_read_only_file_is_left_alone_even_by_root() throws IOException {
        Path file = Sites.write(root.resolve("a.html"), PAGE);
        permit(file, "r--rw-rw-");

        assertThat(lines(PLACER)).containsExactly("a.html: failed, read-only: allow writing it first");

        assertThat(file).hasContent(PAGE);
    }

    @Test
    void a_read_only_file_that_needs_no_change_is_no_failure() throws IOException {
        Path file = Sites.write(root.resolve("a.html"), PAGE);
        PLACER.place(root);
        Sites.write(root.resolve("zzz.html"), PAGE);
        permit(file, "r--r--r--");

        assertThat(lines(PLACER)).containsExactly("a.html: unchanged");
    }

    @Test
    void permissions_stay() throws IOException {
        Path file = Sites.write(root.resolve("a.html"), PAGE);
        Set<PosixFilePermission> permissions = PosixFilePermissions.fromString("rwxrw---x");
        Files.setPosixFilePermissions(file, permissions);

        PLACER.place(root);

        assertThat(file).content().contains("add=528336");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(permissions);
    }

    /** Another name of the old file shows that the new one took its place, and was not written into it. */
    @Test
    void a_page_is_replaced_and_not_written_over() throws IOException {
        Path file = Sites.write(root.resolve("a.html"), PAGE);
        Path old = Files.createLink(root.resolve("old"), file);

        PLACER.place(root);

        assertThat(file).content().contains("add=528336");
        assertThat(old).hasContent(PAGE);
    }

    @Test
    void links_are_not_followed() throws IOException {
        Path outside = Files.createTempDirectory(root.toAbsolutePath().getParent(), "outside");
        Path file = Sites.write(outside.resolve("x.html"), PAGE);
        Files.createSymbolicLink(root.resolve("a.html"), file);
        Files.createSymbolicLink(root.resolve("b"), outside);
        Files.createSymbolicLink(root.resolve("c"), root);
        Files.createSymbolicLink(root.resolve("d"), root.resolve("d"));
        Files.createSymbolicLink(root.resolve("e.html"), Path.of("nowhere"));
        Files.createSymbolicLink(root.resolve("style.css"), Files.createFile(outside.resolve("style.css")));

        String skipped = ": skipped, a symbolic link, which is not followed";
        assertThat(lines(PLACER))
                .containsExactly("a.html" + skipped, "b" + skipped, "c" + skipped, "d" + skipped, "e.html" + skipped);

        assertThat(file).hasContent(PAGE);
        assertThat(root.resolve("a.html")).isSymbolicLink();
        Sites.delete(outside);
    }

    @Test
    void a_binary_file_is_skipped_whatever_its_name_says() throws IOException {
        Files.write(root.resolve("a.html"), new byte[] {'G', 'I', 'F', '8', '9', 'a', 1, 0, 1, 0});
        Path late = Files.writeString(root.resolve("b.html"), PAGE + " ".repeat(1_445) + '\0');

        assertThat(lines(PLACER))
                .containsExactly(
                        "a.html: skipped, binary, no page, whatever its name says",
                        "b.html: changed, placed \"Shop - cart\"");

        assertThat(Files.readString(late)).contains("add=528336");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "JSON | {\"a\": \"<p>b</p>\"}",
                "XML  | <?xml version=\"1.0\"?><rss><channel/></rss>",
                "SVG  | <svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0\"/></svg>"
            })
    void a_file_of_another_kind_is_skipped_whatever_its_name_says(String kind, String text) throws IOException {
        Path file = Sites.write(root.resolve("a.html"), text);

        assertThat(lines(PLACER)).containsExactly("a.html: skipped, " + kind + ", no page, whatever its name says");

        assertThat(file).hasContent(text);
    }

    @Test
    void hidden_directories_are_left_alone_but_for_the_root() throws IOException {
        Path hidden = Sites.write(root.resolve(".git/a.html"), PAGE);
        Path below = Sites.write(root.resolve("shop/.cache/sub/b.html"), PAGE);

        assertThat(lines(PLACER)).isEmpty();

        assertThat(hidden).hasContent(PAGE);
        assertThat(below).hasContent(PAGE);
        assertThat(PLACER.place(root.resolve(".git")).count(PageOutcome.CHANGED))
                .isEqualTo(1);
    }

    @Test
    void an_empty_file_is_skipped() throws IOException {
        Files.createFile(root.resolve("a.html"));

        assertThat(lines(PLACER)).containsExactly("a.html: skipped, an empty file");
    }

    @Test
    void a_page_that_is_too_large_is_reported_with_both_figures() throws IOException {
        Sites.write(root.resolve("a.html"), PAGE + " ".repeat(1_000_000));

        assertThat(lines(PLACER.withLargestPage(20_000)))
                .containsExactly("a.html: failed, too large: 1,000,037 bytes, and a page may have 20,000 at most,"
                        + " as withLargestPage says; allow more there");
    }

    @Test
    void a_page_of_too_many_tags_is_reported() throws IOException {
        long tags = SiteLimits.memoryForTrees().bytes() / PageMemory.need("<") + 1;
        Sites.write(root.resolve("a.html"), "<".repeat(Math.toIntExact(tags)));

        assertThat(lines(PLACER)).singleElement().asString().startsWith("a.html: failed, too many tags: ");
    }

    @Test
    void a_directory_with_the_name_of_a_page_is_none() throws IOException {
        Sites.write(root.resolve("a.html/b.html"), PAGE);

        assertThat(lines(PLACER)).containsExactly("a.html/b.html: changed, placed \"Shop - cart\"");
    }

    @Test
    void what_is_neither_file_nor_directory_is_skipped() throws Exception {
        Process made = new ProcessBuilder("mkfifo", root.resolve("a.html").toString()).start();
        assertThat(made.waitFor()).isZero();

        assertThat(lines(PLACER)).containsExactly("a.html: skipped, no regular file");
    }

    /** By the walk itself: root, who may run the tests, can read every directory. */
    @Test
    void the_walk_goes_on_behind_a_directory_that_cannot_be_read() throws IOException {
        SiteWalk walk = new SiteWalk(root, SiteOptions.USUAL_PAGES, true);

        walk.visitFileFailed(root.resolve("b"), new AccessDeniedException("b"));
        walk.postVisitDirectory(root.resolve("a"), new FileSystemException("a", null, "disk error"));
        walk.postVisitDirectory(root.resolve("c"), null);
        walk.visitFileFailed(root.resolve(".git"), new AccessDeniedException(".git"));

        assertThat(walk.sorted().stream().flatMap(entry -> entry.known().stream()))
                .map(PageResult::toString)
                .containsExactly(
                        "a: failed, cannot be read, with all that may be in it: disk error",
                        "b: failed, cannot be read, with all that may be in it: the system denies access to it");
    }

    /** The tag is asked for between the reading and the writing of a page, once before that for each export. */
    private static HtmlFormat meanwhile(Change change) {
        boolean[] isAtWork = {false};
        return export -> {
            if (isAtWork[0]) {
                try {
                    change.happen();
                } catch (IOException failed) {
                    throw new IllegalStateException(failed);
                }
            }
            isAtWork[0] = true;
            return ExportFormats.htmlTag().render(export);
        };
    }

    private interface Change {
        void happen() throws IOException;
    }

    private List<String> linesWhen(Change change) throws IOException {
        SitePlacer placer = SitePlacer.of(Funnel.named("Shop").step(Sites.CART, PageRule.path("a.html")))
                .withThreads(1);
        PLACER.withPages("zzz.html").place(root);
        Sites.write(root.resolve("a.html"), PAGE);
        SiteReport report =
                placer.withPages("a.html").withFormat(meanwhile(change)).place(root);
        noLeftovers();
        return report.pages().stream().map(PageResult::toString).toList();
    }

    @Test
    void a_page_that_changes_under_our_hands_is_left_as_somebody_else_made_it() throws IOException {
        Path file = root.resolve("a.html");
        String theirs = PAGE.replace("a", "b");

        List<String> lines = linesWhen(() -> {
            var time = Files.getLastModifiedTime(file);
            Files.writeString(file, theirs);
            Files.setLastModifiedTime(file, time);
        });

        assertThat(lines).containsExactly("a.html: failed, somebody else changed it while it was at work; run again");
        assertThat(file).hasContent(theirs);
    }

    @Test
    void a_page_that_vanishes_under_our_hands_does_not_come_back() throws IOException {
        Path file = root.resolve("a.html");

        assertThat(linesWhen(() -> Files.deleteIfExists(file))).containsExactly("a.html: failed, it is gone");

        assertThat(file).doesNotExist();
    }

    @Test
    void a_page_that_becomes_a_link_under_our_hands_is_left_alone() throws IOException {
        Path file = root.resolve("a.html");
        Path other = root.resolve("other");

        List<String> lines = linesWhen(() -> {
            Files.move(file, other);
            Files.createSymbolicLink(file, other);
        });

        assertThat(lines).containsExactly("a.html: failed, somebody else changed it while it was at work; run again");
        assertThat(file).isSymbolicLink();
        assertThat(other).hasContent(PAGE);
    }

    @Test
    void a_page_that_vanishes_between_the_walk_and_the_work_is_reported() throws IOException {
        Sites.write(root.resolve("a.html"), PAGE);
        Path gone = Sites.write(root.resolve("b.html"), PAGE);
        HtmlFormat format = meanwhile(() -> Files.deleteIfExists(gone));

        SiteReport report = PLACER.withThreads(1).withFormat(format).place(root);

        assertThat(linesOf(report))
                .containsExactly("a.html: changed, placed \"Shop - cart\"", "b.html: failed, it is gone");
    }

    @Test
    void a_monster_of_nested_elements_ends_nothing() throws IOException {
        Path file = Sites.write(
                root.resolve("a.html"),
                "<html><body>" + "<div>".repeat(100_000) + "</div>".repeat(100_000) + "</body></html>");
        String before = Files.readString(file);

        List<String> lines = lines(PLACER);

        assertThat(lines).singleElement().asString().startsWith("a.html: ");
        assertThat(Files.readString(file).equals(before))
                .isEqualTo(!lines.get(0).startsWith("a.html: changed"));
    }

    @Test
    void an_error_of_a_format_is_its_pages_own() throws IOException {
        Sites.write(root.resolve("a.html"), PAGE);
        int[] calls = {0};
        HtmlFormat format = export -> {
            if (calls[0]++ == 1) {
                throw new IllegalStateException("out of order");
            }
            return ExportFormats.htmlTag().render(export);
        };

        assertThat(linesOf(PLACER.withThreads(1).withFormat(format).place(root)))
                .containsExactly("a.html: failed, an error of the program, please report it:"
                        + " java.lang.IllegalStateException: out of order");
    }

    @Test
    void a_page_for_which_memory_or_stack_is_too_small_is_reported() throws IOException {
        Sites.write(root.resolve("a.html"), PAGE);
        Sites.write(root.resolve("b.html"), PAGE);
        int[] calls = {0};
        HtmlFormat format = export -> switch (calls[0]++) {
            case 1 -> throw new OutOfMemoryError();
            case 2 -> throw new StackOverflowError();
            default -> ExportFormats.htmlTag().render(export);
        };

        assertThat(linesOf(PLACER.withThreads(1).withFormat(format).place(root)))
                .containsExactly(
                        "a.html: failed, it takes more memory than there is; give Java more (-Xmx)",
                        "b.html: failed, its elements are nested too deeply to be worked on");
    }

    @Test
    void what_a_killed_run_left_is_deleted_and_nothing_else() throws IOException {
        Files.createDirectory(root.resolve("a"));
        Path leftover = Files.writeString(
                root.resolve("a/.segmentpixel-01234567-89ab-cdef-0123-456789abcdef.tmp"), "half a pa");
        Path other = Files.writeString(root.resolve(".segmentpixel-notes.tmp"), "mine");

        PLACER.dryRun(root, new ByteArrayOutputStream());
        assertThat(leftover).exists();
        PLACER.withPages("**").place(root);

        assertThat(leftover).doesNotExist();
        assertThat(other).exists();
    }

    @Test
    void what_another_run_is_about_to_write_is_left_alone() throws IOException {
        Path theirs = root.resolve(".segmentpixel-01234567-89ab-cdef-0123-456789abcdef.tmp");
        try (FileChannel channel = FileChannel.open(theirs, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            SiteReport report = PLACER.place(root);

            assertThat(lock.isValid()).isTrue();
            assertThat(report.isComplete()).isTrue();
            assertThat(theirs).exists();
        }
    }

    @Test
    void names_and_texts_cannot_turn_a_terminal_around() throws IOException {
        Sites.write(root.resolve("a\u001b[31mb.html"), "");

        assertThat(lines(PLACER)).containsExactly("aU+001B[31mb.html: skipped, an empty file");
    }

    @Test
    void a_page_in_utf_16_is_no_binary() {
        Map<byte[], Boolean> binary =
                Map.of(PAGE.getBytes(StandardCharsets.UTF_8), false, PAGE.getBytes(StandardCharsets.UTF_16LE), true);

        assertThat(NoPage.kind(new EncodedText(PAGE.getBytes(StandardCharsets.UTF_16), StandardCharsets.UTF_16).text()))
                .isEmpty();
        binary.forEach(
                (bytes, isBinary) -> assertThat(NoPage.kind(new EncodedText(bytes, StandardCharsets.UTF_8).text())
                                .isPresent())
                        .isEqualTo(isBinary));
    }
}
