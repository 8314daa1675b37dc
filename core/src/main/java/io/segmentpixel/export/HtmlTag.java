package io.segmentpixel.export;

import io.segmentpixel.pixel.ConversionCall;
import io.segmentpixel.segment.PixelType;
import java.util.Optional;
import java.util.Set;

/** The console's own tag, byte for byte. */
final class HtmlTag implements Tag {
    @Override
    public Set<Option> options() {
        return Set.of(Option.NONCE, Option.ASYNC, Option.CACHE_BUSTER_MACRO);
    }

    @Override
    public Optional<String> refusal(PixelExport export, TagOptions options) {
        return Optional.empty();
    }

    @Override
    public void append(PixelExport export, TagOptions options, StringBuilder target) {
        boolean isConversion = export.call() instanceof ConversionCall;
        target.append(isConversion ? "<!-- Conversion Pixel - " : "<!-- Segment Pixel - ");
        appendInsideComment(export.name(), target);
        target.append(" - DO NOT MODIFY -->\n");
        appendElement(export, options, target);
        target.append(isConversion ? "\n<!-- End of Conversion Pixel -->" : "\n<!-- End of Segment Pixel -->");
    }

    /** An address holds nothing that could end an attribute: all but unreserved characters, separators and macros is encoded. */
    static void appendElement(PixelExport export, TagOptions options, StringBuilder target) {
        if (export.type() == PixelType.IMAGE) {
            target.append("<img src=\"");
            options.appendUrl(export, target);
            target.append("\" width=\"1\" height=\"1\" />");
            return;
        }
        target.append("<script src=\"");
        options.appendUrl(export, target);
        if (options.equals(TagOptions.NONE)) {
            target.append("\" type=\"text/javascript\"></script>");
            return;
        }
        target.append("\" type=\"text/javascript\"");
        options.appendNonce(target);
        target.append(options.async() ? " async></script>" : "></script>");
    }

    /**
     * A comment ends at {@code -->} and at {@code --!>}, and nowhere else once it has begun with other text. The blanks
     * before and behind the name keep it from completing either with the text around it.
     */
    private static void appendInsideComment(String name, StringBuilder target) {
        String line = Text.onOneLine(name);
        target.append(line.contains("--") ? line.replace("-->", "--&gt;").replace("--!>", "--!&gt;") : line);
    }
}
