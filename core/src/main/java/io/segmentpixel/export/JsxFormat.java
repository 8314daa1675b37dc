package io.segmentpixel.export;

import java.util.Optional;

/** An image for React. A brace in text would be code there, so that nothing but the element is written. */
final class JsxFormat extends LineFormat {
    @Override
    public Optional<String> refusal(PixelExport export) {
        return Tag.imageOnly(export);
    }

    @Override
    void append(PixelExport export, StringBuilder target) {
        target.append("<img src=\"")
                .append(export.url().replace("&", "&amp;"))
                .append("\" width={1} height={1} alt=\"\" aria-hidden=\"true\" />");
    }

    @Override
    public String toString() {
        return "jsx";
    }
}
