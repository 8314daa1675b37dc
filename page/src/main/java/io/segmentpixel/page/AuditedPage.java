package io.segmentpixel.page;

import java.util.List;
import java.util.Objects;

/**
 * A page that was audited, by its name.
 *
 * <pre>{@code
 * AuditedPage page = AuditedPage.of("cart/index.html", PageAudit.of(html));
 * }</pre>
 *
 * @param name its path from the site's root, with {@code /} between directories, or its address
 * @param placed the pixels that stand on it, in the order of its text
 * @param findings what is wrong with them, in the order of its text
 * @param hasByteOrderMark whether its text begins with a byte order mark, which offsets count and columns do not
 */
public record AuditedPage(String name, List<PlacedPixel> placed, List<Finding> findings, boolean hasByteOrderMark) {
    /**
     * A page; the lists are copied.
     *
     * @param name its path from the site's root, or its address
     * @param placed the pixels that stand on it, in the order of its text
     * @param findings what is wrong with them, in the order of its text
     * @param hasByteOrderMark whether its text begins with a byte order mark
     */
    public AuditedPage {
        Objects.requireNonNull(name, "name");
        placed = List.copyOf(placed);
        findings = List.copyOf(findings);
    }

    /**
     * A page without a byte order mark; the lists are copied.
     *
     * @param name its path from the site's root, or its address
     * @param placed the pixels that stand on it, in the order of its text
     * @param findings what is wrong with them, in the order of its text
     */
    public AuditedPage(String name, List<PlacedPixel> placed, List<Finding> findings) {
        this(name, placed, findings, false);
    }

    /**
     * A page by its audit.
     *
     * @param name what reports call it
     * @param audit what was found on it
     * @return the page
     */
    public static AuditedPage of(String name, PageAudit audit) {
        return new AuditedPage(name, audit.placed(), audit.findings(), audit.hasByteOrderMark());
    }
}
