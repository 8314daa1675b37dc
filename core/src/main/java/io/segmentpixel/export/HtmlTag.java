package io.segmentpixel.export;

import io.segmentpixel.segment.PixelType;
import java.util.Objects;

/** The console's own tag, byte for byte. */
final class HtmlTag implements HtmlFormat {
    static final HtmlTag INSTANCE = new HtmlTag();

    private HtmlTag() {}

    @Override
    public String render(PixelExport export) {
        Objects.requireNonNull(export, "export");
        return "<!-- Segment Pixel - " + insideComment(export.name()) + " - DO NOT MODIFY -->\n"
                + element(export) + "\n"
                + "<!-- End of Segment Pixel -->";
    }

    /** An address holds nothing that could end an attribute: all but unreserved characters, separators and macros is encoded. */
    private static String element(PixelExport export) {
        return export.type() == PixelType.IMAGE
                ? "<img src=\"" + export.url() + "\" width=\"1\" height=\"1\" />"
                : "<script src=\"" + export.url() + "\" type=\"text/javascript\"></script>";
    }

    /**
     * A comment ends at {@code -->} and at {@code --!>}, and nowhere else once it has begun with other text. The blanks
     * before and behind the name keep it from completing either with the text around it.
     */
    private static String insideComment(String name) {
        return Text.onOneLine(name).replace("-->", "--&gt;").replace("--!>", "--!&gt;");
    }

    @Override
    public String toString() {
        return "htmlTag";
    }
}
