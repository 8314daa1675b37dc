package io.segmentpixel.page.report;

import io.segmentpixel.page.AuditSummary;
import io.segmentpixel.page.Fires;
import io.segmentpixel.page.SegmentTotal;
import io.segmentpixel.page.Severity;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentRef;
import java.util.Locale;
import java.util.Optional;

/** What all reports call things. */
final class Words {
    /** What all say of an audit that did not come to all pages. */
    static final String CUT_SHORT = "The audit was interrupted: there may be further pages.";

    private Words() {}

    /** As in {@code warning}. */
    static String of(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }

    /** As in {@code on load}. */
    static String of(Fires fires) {
        return fires.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** As in {@code 1 page} and {@code 2,000 pages}. */
    static String count(long number, String one) {
        return number(number) + " " + one + (number == 1 ? "" : "s");
    }

    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** As in {@code 528336} and {@code shop_cart of member 958}. */
    static String segment(SegmentRef segment, Optional<MemberId> member) {
        return Visible.line(segment.toString())
                + member.map(owner -> " of member " + owner).orElse("");
    }

    /** The segment and its name, as in {@code 528336 "Shop - in cart"}. */
    static String segment(SegmentTotal total) {
        return segment(total.segment(), total.member())
                + total.name().map(name -> " " + Visible.quoted(name)).orElse("");
    }

    /** Id, name and code, as in {@code 528336 "Shop - in cart", code shop_cart}. */
    static String segment(Segment segment) {
        return segment.id() + " " + Visible.quoted(segment.shortName())
                + segment.code()
                        .map(SegmentCode::value)
                        .map(code -> ", code " + Visible.line(code))
                        .orElse("");
    }

    /** How many findings are just as grave as this. */
    static long findings(AuditSummary summary, Severity severity) {
        return summary.findings().entrySet().stream()
                .filter(entry -> entry.getKey().severity() == severity)
                .mapToLong(entry -> entry.getValue())
                .sum();
    }
}
