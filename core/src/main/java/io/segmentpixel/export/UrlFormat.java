package io.segmentpixel.export;

/** The bare address. */
final class UrlFormat extends LineFormat {
    @Override
    void append(PixelExport export, StringBuilder target) {
        export.appendUrl(target);
    }

    @Override
    public String toString() {
        return "url";
    }
}
