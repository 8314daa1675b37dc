package io.segmentpixel.export;

import java.util.Optional;
import java.util.Set;

/** A script that asks for the image. */
final class BeaconTag implements Tag {
    @Override
    public Set<Option> options() {
        return Set.of(Option.NONCE, Option.CACHE_BUSTER_MACRO, Option.OWN_CACHE_BUSTER);
    }

    @Override
    public Optional<String> refusal(PixelExport export, TagOptions options) {
        return Tag.imageOnly(export);
    }

    /** An address ends no text in a script: it holds no quote, no backslash, no line end and no {@code <}. */
    @Override
    public void append(PixelExport export, TagOptions options, StringBuilder target) {
        target.append("<script")
                .append(options.nonceAttribute())
                .append(">new Image().src = ")
                .append(options.urlExpression(export))
                .append(";</script>");
    }
}
