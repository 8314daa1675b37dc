package io.segmentpixel.page;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The mending of a file.
 *
 * @param after the page as it is now
 * @param mended the findings that are gone
 * @param problem why it could not be mended
 */
record SiteMending(EncodedText after, List<Finding> mended, Optional<String> problem) {
    static SiteMending none(EncodedText text) {
        return new SiteMending(text, List.of(), Optional.empty());
    }

    /** Writes what can be mended into the file; one that cannot be written stays as it is. */
    static SiteMending of(SiteFile file, EncodedText text, PageContext context) {
        try {
            List<Finding> gone = new ArrayList<>();
            byte[] mended = PageAudit.of(text, context).mendedBytes(gone);
            if (Arrays.equals(mended, file.bytes())) {
                return none(text);
            }
            Optional<String> protection = file.protection();
            if (protection.isPresent()) {
                return failed(text, protection.get());
            }
            file.replaceWith(mended);
            return new SiteMending(PageCharset.of(mended, context), gone, Optional.empty());
        } catch (IOException | PlacementException failed) {
            return failed(text, SiteReason.of(failed));
        }
    }

    private static SiteMending failed(EncodedText text, String reason) {
        return new SiteMending(text, List.of(), Optional.of("it could not be mended: " + reason));
    }
}
