package io.segmentpixel.page;

import java.util.Locale;
import java.util.Objects;

/**
 * Something that is wrong with a page's pixels, and where.
 *
 * <pre>{@code
 * for (Finding finding : PageAudit.of(page).findings()) {
 *     System.out.println(finding); // 57:5 warning duplicate: The call add=528336 is made on line 12 too.
 * }
 * }</pre>
 *
 * @param code what it is
 * @param explanation one sentence about this very case
 * @param region where it stands
 * @param source the piece of the page that it is about, at most {@value #LONGEST_SOURCE} characters
 * @param isMendable whether {@link PageAudit#mended} mends it
 */
public record Finding(FindingCode code, String explanation, SourceRegion region, String source, boolean isMendable) {
    static final int LONGEST_SOURCE = 400;

    /**
     * A finding.
     *
     * @param code what it is
     * @param explanation one sentence about this very case
     * @param region where it stands
     * @param source the piece of the page that it is about
     * @param isMendable whether it can be mended without a guess
     */
    public Finding {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(explanation, "explanation");
        Objects.requireNonNull(region, "region");
        Objects.requireNonNull(source, "source");
    }

    /** What speaks of a page as a whole. */
    static Finding ofPage(FindingCode code, String explanation) {
        return new Finding(code, explanation, SourceRegion.START, "", false);
    }

    /**
     * How much it matters.
     *
     * @return as the code says
     */
    public Severity severity() {
        return code.severity();
    }

    /**
     * What to do about it.
     *
     * @return one sentence, as the code says
     */
    public String remedy() {
        return code.remedy();
    }

    /** In one line, as in {@code 57:5 warning duplicate: The call add=528336 is made on line 12 already.} */
    @Override
    public String toString() {
        return region + " " + severity().name().toLowerCase(Locale.ROOT) + " " + code + ": " + OneLine.of(explanation);
    }
}
