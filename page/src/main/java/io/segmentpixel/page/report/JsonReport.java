package io.segmentpixel.page.report;

import io.segmentpixel.page.AuditReport;
import io.segmentpixel.page.AuditSummary;
import io.segmentpixel.page.AuditedPage;
import io.segmentpixel.page.Finding;
import io.segmentpixel.page.PlacedPixel;
import io.segmentpixel.page.SegmentTotal;
import io.segmentpixel.page.Severity;
import io.segmentpixel.page.SourceRegion;
import io.segmentpixel.pixel.ParsedCall;
import io.segmentpixel.pixel.PixelCall;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentRef;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** For programs: every value of every pixel and finding, a page a line. {@link AuditReports#json} says what it looks like. */
final class JsonReport implements AuditReport {
    private final Destination out;
    private final Json json = new Json();
    private boolean isBegun;

    JsonReport(Destination out) {
        this.out = out;
    }

    @Override
    public void page(AuditedPage page) throws IOException {
        begin();
        json.line().open('{').member("name", page.name());
        json.objects("placed", page.placed(), this::pixel);
        json.objects("findings", page.findings(), this::finding);
        json.close('}').drainTo(out);
    }

    private void begin() {
        if (!isBegun) {
            json.open('{').object("tool", () -> json.member("name", Tool.NAME).member("version", Tool.version()));
            json.line().name("pages").open('[');
            isBegun = true;
        }
    }

    private void pixel(PlacedPixel pixel) {
        json.member("element", pixel.element())
                .member("fires", pixel.fires().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        json.member("address", pixel.address());
        call(pixel.parsed());
        json.member("name", pixel.name());
        region(pixel.region());
    }

    private void call(ParsedCall parsed) {
        json.member("call", parsed.call().map(PixelCall::query));
        json.member("scheme", lower(parsed.scheme())).member("host", parsed.host());
        json.member("type", parsed.type().map(JsonReport::lower));
        json.objects("parameters", parsed.rawParameters(), one -> json.member("name", one.name())
                .member("value", one.value()));
        json.name("remarks").open('[');
        parsed.remarks().forEach(json::value);
        json.close(']');
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private void finding(Finding finding) {
        json.member("code", finding.code().code()).member("severity", Words.of(finding.severity()));
        json.member("explanation", finding.explanation()).member("remedy", finding.remedy());
        region(finding.region());
        json.member("source", finding.source()).member("mendable", finding.isMendable());
    }

    private void region(SourceRegion region) {
        json.object("region", () -> json.member("offset", region.offset())
                .member("length", region.length())
                .member("line", region.line())
                .member("column", region.column())
                .member("endLine", region.endLine())
                .member("endColumn", region.endColumn()));
    }

    @Override
    public void end(AuditSummary summary) throws IOException {
        begin();
        json.lastLine().close(']').line().object("summary", () -> summary(summary));
        json.close('}').lastLine().drainTo(out);
        out.flush();
    }

    private void summary(AuditSummary summary) {
        json.member("complete", summary.isComplete());
        json.member("pages", summary.pages()).member("pixels", summary.pixels());
        for (Severity severity : Severity.values()) {
            json.member(Words.of(severity) + "s", Words.findings(summary, severity));
        }
        json.object("findings", () -> summary.findings().forEach((code, count) -> json.member(code.code(), count)));
        json.objects("segments", summary.segments(), this::total);
        json.objects("segmentsWithoutPages", summary.segmentsWithoutPages(), this::segment);
        json.objects("stepsWithoutPages", summary.stepsWithoutPages(), step -> json.member(
                        "name", step.export().name())
                .member("call", step.export().call().query())
                .member("rule", step.rule().toString()));
    }

    private void total(SegmentTotal total) {
        ref(total.segment(), total.member());
        json.member("name", total.name()).member("pages", total.pages()).member("pixels", total.pixels());
    }

    private void ref(SegmentRef segment, Optional<MemberId> member) {
        if (segment instanceof SegmentId id) {
            json.member("id", id.value());
        } else if (segment instanceof SegmentCode code) {
            json.member("code", code.value());
        }
        member.ifPresent(owner -> json.member("member", owner.value()));
    }

    private void segment(Segment segment) {
        ref(segment.id(), Optional.of(segment.memberId()));
        json.member("code", segment.code().map(SegmentCode::value)).member("name", segment.shortName());
    }
}
