package io.segmentpixel.page;

/** Tells of most pages without a pixel, by their text alone, that an audit finds nothing on them. */
final class AuditLook {
    private AuditLook() {}

    /** Whether it is worth to parse the page: a host is mentioned, or may be disguised, or a pixel's comment stands there. */
    static boolean isWorth(String text, Hosts hosts) {
        return hosts.areIn(text) || Hosts.mayBeDisguised(text) || mayHoldComment(text);
    }

    private static boolean mayHoldComment(String text) {
        return Mention.exactly(TagComment.WORD, text)
                .anyMatch(at -> text.startsWith("Segment ", at - 8) || text.startsWith("Conversion ", at - 11));
    }
}
