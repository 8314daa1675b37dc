package io.segmentpixel.page.report;

import io.segmentpixel.page.AuditedPage;
import io.segmentpixel.page.PlacedPixel;
import io.segmentpixel.pixel.PixelCall;
import java.util.List;

/** The pixels in HTML: for each page a part that opens, with a table. */
final class HtmlPixels {
    private HtmlPixels() {}

    /** A page with some of its pixels, or all. */
    static String details(AuditedPage page, List<PlacedPixel> pixels) {
        StringBuilder html = new StringBuilder("<details><summary><bdi>")
                .append(Html.line(page.name()))
                .append("</bdi> <span class=\"quiet\">")
                .append(Words.count(page.placed().size(), "pixel"))
                .append(
                        "</span></summary>\n<table><thead><tr><th scope=\"col\">Place</th><th scope=\"col\">Element</th>")
                .append(
                        "<th scope=\"col\">Fires</th><th scope=\"col\">Call</th><th scope=\"col\">Name</th></tr></thead><tbody>\n");
        pixels.forEach(pixel -> html.append(
                "<tr><th scope=\"row\" class=\"place\">%s</th><td>%s</td><td>%s</td><td><code>%s</code></td><td><bdi>%s</bdi></td></tr>\n"
                        .formatted(
                                pixel.region(),
                                Html.line(pixel.element()),
                                Words.of(pixel.fires()),
                                Html.line(pixel.call().map(PixelCall::query).orElse(pixel.address())),
                                pixel.name().map(Html::line).orElse(""))));
        return html.append("</tbody></table></details>\n").toString();
    }
}
