package io.segmentpixel.export;

import io.segmentpixel.pixel.SegmentValue;
import java.util.Optional;

/**
 * What can be said of a tag that does not change the call.
 *
 * @param nonce what a content security policy knows the script by
 * @param async whether the script does not hold the page up
 * @param cacheBuster what makes every address another one
 */
record TagOptions(Optional<String> nonce, boolean async, Optional<CacheBuster> cacheBuster) {
    static final TagOptions NONE = new TagOptions(Optional.empty(), false, Optional.empty());

    /** The address of an export, with the macro of a cache buster if there is one. */
    String url(PixelExport export) {
        Optional<SegmentValue> macro = cacheBuster.flatMap(CacheBuster::macro);
        return macro.isPresent() ? export.url() + "&cb=" + macro.get() : export.url();
    }

    /** The expression by which a script makes its address. */
    String urlExpression(PixelExport export) {
        return '"' + url(export) + '"' + (hasOwnCacheBuster() ? CacheBuster.EXPRESSION : "");
    }

    boolean hasOwnCacheBuster() {
        return cacheBuster.equals(Optional.of(CacheBuster.OWN));
    }

    /** The nonce with a blank before it, empty if there is none. */
    String nonceAttribute() {
        return nonce.map(text -> " nonce=\"" + text + "\"").orElse("");
    }
}
