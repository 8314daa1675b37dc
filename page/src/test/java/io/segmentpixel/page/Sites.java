package io.segmentpixel.page;

import io.segmentpixel.export.PixelExport;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Sites made for tests, and a funnel for them. */
final class Sites {
    static final PixelExport HOME = export(528335, "Shop - home");
    static final PixelExport CART = export(528336, "Shop - cart");
    static final PixelExport BOUGHT = export(528337, "Shop - bought");

    /** On a site of {@link #write}: the home page, a third of the pages, and those that hold a thank-you. */
    static final Funnel FUNNEL = Funnel.named("Shop")
            .step(HOME, PageRule.path("index.html"))
            .step(CART, PageRule.path("cart/**"))
            .step(BOUGHT, PageRule.having("#thank-you"));

    static final SiteLimits LIMITS = new SiteLimits(OptionalLong.empty());

    private Sites() {}

    static PixelExport export(int id, String name) {
        return PixelExport.of(Segment.of(SegmentId.of(id), MemberId.of(958), name));
    }

    /** Whether a file can have this name here: not where the locale knows ASCII only. */
    static boolean canName(String text) {
        return Charset.forName(System.getProperty("sun.jnu.encoding"))
                .newEncoder()
                .canEncode(text);
    }

    /** Writes a file and the directories that it lies in. */
    static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    /** A site of so many pages of about so many bytes, and a few files that are no pages. */
    static void write(Path root, int pages, int bytes) throws IOException {
        write(root.resolve("index.html"), page(new Random(0), bytes, "home"));
        write(root.resolve("style.css"), "body { color: black }\n");
        write(root.resolve("cart/data.json"), "{}");
        for (int number = 1; number < pages; number++) {
            Random random = new Random(number);
            String directory = number % 3 == 0 ? "cart" : "shop/" + number % 7;
            String extension = number % 10 == 5 ? ".HTM" : ".html";
            String content = number % 4 == 1 ? "thank-you" : "item";
            write(root.resolve(directory + "/" + number + extension), page(random, bytes, content));
        }
    }

    /** A page with line ends of its own, in lines with this id on one of its elements, of about so many bytes. */
    static String page(Random random, int bytes, String id) {
        StringBuilder page = new StringBuilder();
        page.append("<!DOCTYPE html>\n<html>\n  <head>\n    <title>Größe ").append(random.nextInt(1000));
        page.append("</title>\n  </head>\n  <body>\n    <main id=\"").append(id).append("\">\n");
        while (page.length() < bytes) {
            page.append("      <p class=\"c")
                    .append(random.nextInt(9))
                    .append("\">Some words, <b>bold</b> or <a href=\"/");
            page.append(random.nextInt(99_999)).append("\">linked</a>, and then some more of them.</p>\n");
        }
        page.append("    </main>\n  </body>\n</html>\n");
        return random.nextInt(3) == 0 ? page.toString().replace("\n", "\r\n") : page.toString();
    }

    /** The hash of each file below a directory, by its path. */
    static Map<String, String> hashes(Path root) throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                hashes.put(SitePage.slashed(root.relativize(file)), hash(file));
            }
        }
        return hashes;
    }

    private static String hash(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            DigestInputStream digesting = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"));
            digesting.transferTo(OutputStream.nullOutputStream());
            return new BigInteger(1, digesting.getMessageDigest().digest()).toString(16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Copies what is in a directory into another one, which is made where it is missing. */
    static void copyInto(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (!Files.isDirectory(copy)) {
                    Files.copy(file, copy);
                }
            }
        }
    }

    static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** A page of a site, in UTF-8. */
    static SitePage page(Path path, Optional<String> servedAt, String html) {
        return new SitePage(
                path, servedAt, new EncodedText(html.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    }
}
