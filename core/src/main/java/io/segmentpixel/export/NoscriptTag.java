package io.segmentpixel.export;

import java.util.Optional;
import java.util.Set;

/** An image for visitors whose browser runs no scripts. */
final class NoscriptTag implements Tag {
    @Override
    public Set<Option> options() {
        return Set.of(Option.CACHE_BUSTER_MACRO);
    }

    @Override
    public Optional<String> refusal(PixelExport export, TagOptions options) {
        return Tag.imageOnly(export);
    }

    @Override
    public void append(PixelExport export, TagOptions options, StringBuilder target) {
        target.append("<noscript><img src=\"")
                .append(options.url(export))
                .append("\" width=\"1\" height=\"1\" style=\"display:none\" alt=\"\"></noscript>");
    }
}
