package io.segmentpixel.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** WARC files made for tests, byte by byte, so that they can be damaged. */
final class Warcs {
    static final String A = "https://shop.example/a.html";
    static final String B = "https://shop.example/b.html";
    static final String C = "http://shop.example/c.html";
    static final String HTML = "Content-Type: text/html; charset=utf-8\r\n";

    private Warcs() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static byte[] joined(List<byte[]> parts) {
        return joined(parts.toArray(byte[][]::new));
    }

    static byte[] record(String type, String url, String contentType, byte[] block) {
        return joined(header(type, url, contentType, block.length), block, bytes("\r\n\r\n"));
    }

    static byte[] header(String type, String url, String contentType, long length) {
        return bytes("WARC/1.1\r\nWARC-Type: " + type + "\r\nWARC-Target-URI: " + url
                + "\r\nWARC-Date: 2026-11-24T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:"
                + "0e5d2b5c-96f3-4b1e-8f9e-0a8f4e0c0001>\r\nContent-Type: " + contentType + "\r\nContent-Length: "
                + length + "\r\n\r\n");
    }

    static byte[] http(String status, String headers, byte[] body) {
        return joined(bytes("HTTP/1.1 " + status + "\r\nServer: test\r\n" + headers + "\r\n"), body);
    }

    static byte[] response(String url, byte[] http) {
        return record("response", url, "application/http; msgtype=response", http);
    }

    static byte[] response(String url, String headers, byte[] body) {
        return response(url, http("200 OK", headers, body));
    }

    static byte[] page(String url, String html) {
        return response(url, HTML, bytes(html));
    }

    static byte[] info() {
        return record("warcinfo", "urn:x", "application/warc-fields", bytes("software: test\r\n"));
    }

    static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return compressed.toByteArray();
    }

    /** A body in chunks of 7 bytes. */
    static byte[] chunked(byte[] body) {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        for (int at = 0; at < body.length; at += 7) {
            byte[] chunk = Arrays.copyOfRange(body, at, Math.min(body.length, at + 7));
            chunks.writeBytes(joined(bytes(Integer.toHexString(chunk.length) + "\r\n"), chunk, bytes("\r\n")));
        }
        chunks.writeBytes(bytes("0\r\n\r\n"));
        return chunks.toByteArray();
    }

    /** What an audit says of a file of these records. */
    static Recorded audit(Path directory, SiteAudit audit, byte[]... records) throws IOException {
        Path file = Files.write(directory.resolve("crawl.warc"), joined(records));
        Recorded recorded = new Recorded();
        AuditSummary summary = audit.withThreads(2).warc(file, recorded);
        assertThat(recorded.ends).containsExactly(summary);
        assertThat(summary.pages()).isEqualTo(recorded.pages.size());
        return recorded;
    }
}
