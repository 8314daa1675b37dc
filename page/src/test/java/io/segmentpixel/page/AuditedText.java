package io.segmentpixel.page;

import java.util.List;

/** Pages in one line, audited: {@code CALL} in them stands for the address of a call up to its ids. */
final class AuditedText {
    static final String CALL = "https://secure.adnxs.com/seg?add=";
    static final String SCRIPT = "<script>new Image().src = 'CALL1&t=2'</script>";

    private AuditedText() {}

    static PageAudit audit(String page) {
        return audit(page, PageContext.https());
    }

    static PageAudit audit(String page, PageContext context) {
        return PageAudit.of(page.replace("CALL", CALL), context);
    }

    static List<FindingCode> codes(PageAudit audit) {
        return audit.findings().stream().map(Finding::code).toList();
    }
}
