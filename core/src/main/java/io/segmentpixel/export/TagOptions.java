package io.segmentpixel.export;

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

    /** Appends the address of an export, with the macro of a cache buster if there is one. */
    void appendUrl(PixelExport export, StringBuilder target) {
        target.append(export.url());
        if (cacheBuster.isPresent() && cacheBuster.get().macro().isPresent()) {
            target.append("&cb=").append(cacheBuster.get().macro().get());
        }
    }

    /** Appends the expression by which a script makes its address. */
    void appendUrlExpression(PixelExport export, StringBuilder target) {
        target.append('"');
        appendUrl(export, target);
        target.append('"');
        if (cacheBuster.equals(Optional.of(CacheBuster.OWN))) {
            target.append(CacheBuster.EXPRESSION);
        }
    }

    void appendNonce(StringBuilder target) {
        if (nonce.isPresent()) {
            target.append(" nonce=\"").append(nonce.get()).append('"');
        }
    }
}
