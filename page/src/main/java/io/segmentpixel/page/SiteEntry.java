package io.segmentpixel.page;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A page of a site that is to be worked on, or something else that the report must speak of.
 *
 * @param path where it is, from the site's root
 * @param size its bytes when it was found
 * @param known what is to be said of it where there is nothing to work on
 */
record SiteEntry(Path path, long size, Optional<PageResult> known) {
    static SiteEntry page(Path path, long size) {
        return new SiteEntry(path, size, Optional.empty());
    }

    static SiteEntry known(PageResult result) {
        return new SiteEntry(result.path(), 0, Optional.of(result));
    }
}
