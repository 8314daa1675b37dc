package io.segmentpixel.export;

/** The bare address. */
final class UrlFormat extends LineFormat {
    @Override
    void append(PixelExport export, StringBuilder target) {
        target.append(export.url());
    }

    @Override
    public String toString() {
        return "url";
    }
}
