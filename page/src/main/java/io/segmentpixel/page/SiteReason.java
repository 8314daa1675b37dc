package io.segmentpixel.page;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** Why nothing could be done to a file or a page, in words. */
final class SiteReason {
    private SiteReason() {}

    static String of(Throwable failed) {
        if (failed instanceof IOException file) {
            return ofFile(file);
        }
        if (failed instanceof PlacementException refused) {
            return String.valueOf(refused.getMessage());
        }
        if (failed instanceof StackOverflowError) {
            return "its elements are nested too deeply to be worked on";
        }
        // A page may take more than its size and its tags let expect. The memory was the page's, and is free again.
        return failed instanceof OutOfMemoryError
                ? "it takes more memory than there is; give Java more (-Xmx)"
                : "an error of the program, please report it: " + failed;
    }

    private static String ofFile(IOException failed) {
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
