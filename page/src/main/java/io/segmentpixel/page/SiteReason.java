package io.segmentpixel.page;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** Why nothing could be done to a file, in words. */
final class SiteReason {
    private SiteReason() {}

    static String of(IOException failed) {
        if (failed instanceof NoSuchFileException) {
            return "it is gone";
        }
        if (failed instanceof AccessDeniedException) {
            return "the system denies access to it";
        }
        if (failed instanceof FileSystemException of && of.getReason() != null) {
            return of.getReason();
        }
        return Optional.ofNullable(failed.getMessage()).orElse(failed.getClass().getSimpleName());
    }
}
