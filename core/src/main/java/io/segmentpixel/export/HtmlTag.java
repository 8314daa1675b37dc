package io.segmentpixel.export;

import io.segmentpixel.pixel.ConversionCall;
import io.segmentpixel.segment.PixelType;
import java.util.Optional;
import java.util.Set;

/** The console's own tag, byte for byte. */
final class HtmlTag implements Tag {
    private static final String END_OF_START = " - DO NOT MODIFY -->\n";

    @Override
    public Set<Option> options() {
        return Set.of(Option.NONCE, Option.ASYNC, Option.CACHE_BUSTER_MACRO);
    }

    @Override
    public Optional<String> refusal(PixelExport export, TagOptions options) {
        return Optional.empty();
    }

    @Override
    public String render(PixelExport export, TagOptions options) {
        return start(export)
                + insideComment(export.name())
                + END_OF_START
                + elementStart(export)
                + options.url(export)
                + elementEnd(export, options)
                + end(export);
    }

    @Override
    public void append(PixelExport export, TagOptions options, StringBuilder target) {
        target.append(start(export))
                .append(insideComment(export.name()))
                .append(END_OF_START)
                .append(elementStart(export))
                .append(options.url(export))
                .append(elementEnd(export, options))
                .append(end(export));
    }

    /** An address holds nothing that could end an attribute: all but unreserved characters, separators and macros is encoded. */
    static String element(PixelExport export) {
        return elementStart(export) + export.url() + elementEnd(export, TagOptions.NONE);
    }

    private static String start(PixelExport export) {
        return isConversion(export) ? "<!-- Conversion Pixel - " : "<!-- Segment Pixel - ";
    }

    private static String end(PixelExport export) {
        return isConversion(export) ? "\n<!-- End of Conversion Pixel -->" : "\n<!-- End of Segment Pixel -->";
    }

    private static boolean isConversion(PixelExport export) {
        return export.call() instanceof ConversionCall;
    }

    private static String elementStart(PixelExport export) {
        return export.type() == PixelType.IMAGE ? "<img src=\"" : "<script src=\"";
    }

    private static String elementEnd(PixelExport export, TagOptions options) {
        if (export.type() == PixelType.IMAGE) {
            return "\" width=\"1\" height=\"1\" />";
        }
        return options.equals(TagOptions.NONE)
                ? "\" type=\"text/javascript\"></script>"
                : "\" type=\"text/javascript\"" + options.nonceAttribute() + (options.async() ? " async" : "")
                        + "></script>";
    }

    /**
     * A comment ends at {@code -->} and at {@code --!>}, and nowhere else once it has begun with other text. The blanks
     * before and behind the name keep it from completing either with the text around it. On a page that PHP, ASP or JSP makes,
     * a server runs what stands behind {@code <?} or {@code <%}, also in a comment.
     */
    private static String insideComment(String name) {
        String line = Text.onOneLine(name).replace("<?", "&lt;?").replace("<%", "&lt;%");
        return line.contains("--") ? line.replace("-->", "--&gt;").replace("--!>", "--!&gt;") : line;
    }
}
