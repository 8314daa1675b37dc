package io.segmentpixel.page;

import java.util.List;
import java.util.Objects;

/**
 * A page whose findings are mended as far as that needs no guess.
 *
 * <pre>{@code
 * MendedPage mended = PageAudit.of(html).mended();
 * mended.html(); // without duplicates, say
 * mended.left(); // what somebody has to look at
 * }</pre>
 *
 * @param html the page; every character that is not part of a mended pixel is as it was
 * @param mended the findings that are gone, where they stood in the page as it was
 * @param left the findings of the page as it is now
 */
public record MendedPage(String html, List<Finding> mended, List<Finding> left) {
    /**
     * A page; the lists are copied.
     *
     * @param html the page
     * @param mended the findings that are gone
     * @param left the findings of the page as it is now
     */
    public MendedPage {
        Objects.requireNonNull(html, "html");
        mended = List.copyOf(mended);
        left = List.copyOf(left);
    }
}
