package io.segmentpixel.examples.showcase;

import io.segmentpixel.examples.web.WebRequest;
import io.segmentpixel.export.ContentSecurityPolicy;
import io.segmentpixel.export.ExportFormat;
import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.GoogleTagManagerContainer;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.export.WhenNoConsentPlatform;
import io.segmentpixel.pixel.MacroDialect;
import io.segmentpixel.pixel.Privacy;
import io.segmentpixel.pixel.SegmentValue;
import io.segmentpixel.segment.PixelType;
import io.segmentpixel.segment.Segment;
import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Exports the pixel of a segment in every form. */
final class ExportPart extends Part {
    /**
     * A form of tag.
     *
     * @param name how it is called
     * @param purpose what it is for
     */
    private record Form(String name, String purpose, ExportFormat format) {}

    private static final List<Form> FORMS = List.of(
            new Form("The console’s tag", "for any page", ExportFormats.htmlTag()),
            new Form("Address", "for servers, mail, and fields of others", ExportFormats.url()),
            new Form("noscript", "for visitors without scripts", ExportFormats.noscript()),
            new Form("AMP", "for pages of that kind", ExportFormats.amp()),
            new Form("JSX", "for React", ExportFormats.jsx()),
            new Form("Beacon", "for scripts", ExportFormats.beacon()),
            new Form("Beacon as a function", "for clicks and routes", ExportFormats.beaconFunction("segmentVisitor")),
            new Form(
                    "Once there is consent",
                    "at once where no consent platform is",
                    ExportFormats.consentGated(WhenNoConsentPlatform.FIRE)),
            new Form(
                    "Only with consent",
                    "never where no consent platform is",
                    ExportFormats.consentGated(WhenNoConsentPlatform.STAY_SILENT)),
            new Form(
                    "Google Tag Manager",
                    "a file to import",
                    GoogleTagManagerContainer.named("Segment pixels").onAllPages()),
            new Form("CSV", "for sheets", ExportFormats.csv()),
            new Form("JSON", "for programs", ExportFormats.json()));

    private final ShownSegments shown;
    private Optional<PixelExport> export = Optional.empty();

    ExportPart(ShownSegments shown) {
        super("export", "tags");
        this.shown = shown;
    }

    @Override
    String carryOut(String action, WebRequest request) {
        PixelExport wanted = wanted(request);
        export = Optional.of(wanted);
        return wanted.url();
    }

    private PixelExport wanted(WebRequest request) {
        PixelExport wanted = PixelExport.of(shown.named(request.field("segment")));
        if (!request.field("value").isEmpty()) {
            wanted = wanted.withValue(value(request.field("value")));
        }
        if (!request.field("redirect").isEmpty()) {
            wanted = wanted.redirectingTo(request.field("redirect"));
        }
        if (!request.field("privacy").isEmpty()) {
            wanted = wanted.withPrivacy(
                    Privacy.macros(Choice.of(MacroDialect.class, "consent", request.field("privacy"))));
        }
        if (request.isTicked("codes")) {
            wanted = wanted.usingCodes();
        }
        if (request.field("type").isEmpty()) {
            return wanted;
        }
        return Choice.of(PixelType.class, "type", request.field("type")) == PixelType.IMAGE
                ? wanted.asImage()
                : wanted.asJavaScript();
    }

    private static SegmentValue value(String text) {
        if (!text.matches("\\d{1,9}")) {
            throw new IllegalArgumentException(
                    "value \"" + text + "\": must be a whole number, of at most 9 digits here");
        }
        return SegmentValue.of(Integer.parseInt(text));
    }

    @Override
    void fill(Document page) {
        List<Segment> all = shown.all();
        shown.offer(Elements.byId(page, "export-segment"), Optional.empty());
        Elements.byId(page, all.isEmpty() ? "export-some" : "export-none").attr("hidden", true);
        if (!all.isEmpty()) {
            PixelExport shown = export.orElseGet(() -> PixelExport.of(all.get(0)));
            Element tags = Elements.byId(page, "tags");
            FORMS.forEach(form -> show(tags, form, shown));
            policy(tags, shown);
        }
    }

    private static void show(Element tags, Form form, PixelExport shown) {
        Element details = details(tags, form.name(), form.purpose());
        form.format()
                .refusal(shown)
                .ifPresentOrElse(
                        reason -> refusal(details, reason),
                        () -> text(details, form.format().render(shown)));
    }

    /** What a page's policy must allow for the console's tag. */
    private static void policy(Element tags, PixelExport shown) {
        Element details =
                details(tags, "Content-Security-Policy", "what a page’s policy must allow for the console’s tag");
        try {
            text(
                    details,
                    ContentSecurityPolicy.forTags(ExportFormats.htmlTag(), List.of(shown))
                            .toString());
        } catch (IllegalArgumentException noHost) { // a macro in place of a host, say
            refusal(details, String.valueOf(noHost.getMessage()));
        }
    }

    private static void refusal(Element details, String reason) {
        details.appendElement("p").addClass("refusal").text(reason);
    }

    private static Element details(Element tags, String name, String purpose) {
        int number = tags.childrenSize();
        Element details =
                tags.appendElement("details").attr("id", "tag-" + number).attr("open", number == 0);
        Element summary = details.appendElement("summary").attr("id", details.id() + "-title");
        summary.appendElement("b").text(name);
        summary.appendText(" ").appendElement("span").addClass("quiet").text(purpose);
        return details;
    }

    private static void text(Element details, String text) {
        String id = details.id() + "-text";
        Elements.code(details, id, text);
        details.appendElement("button")
                .attr("type", "button")
                .attr("id", details.id() + "-copy")
                .attr("data-copy", id)
                .text("Copy");
    }
}
