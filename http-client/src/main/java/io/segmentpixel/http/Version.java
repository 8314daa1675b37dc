package io.segmentpixel.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The version of this library, as it introduces itself to the backend. */
final class Version {
    /** Written by the build: a manifest tells no version on the module path. */
    private static final String RESOURCE = "version.txt";

    private static final String USER_AGENT =
            "segment-pixel-http-client/" + read(Version.class.getResourceAsStream(RESOURCE));

    private Version() {}

    /** The value of a {@code User-Agent} header, {@code segment-pixel-http-client/0.1.0} say. */
    static String userAgent() {
        return USER_AGENT;
    }

    /** The version in the resource, {@code unknown} where somebody repacked the library without it. */
    static String read(@Nullable InputStream resource) {
        if (resource == null) {
            return "unknown";
        }
        try (resource) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the resource " + RESOURCE + " cannot be read", unreadable);
        }
    }
}
