package io.segmentpixel.export;

import io.segmentpixel.export.GoogleTagManagerContainer.PathRule;
import java.util.List;
import java.util.Optional;

/**
 * When a tag fires.
 *
 * @param path the rule for the page's path, empty for all pages
 * @param consent the kinds of consent that Tag Manager asks for, empty if none was said
 */
record TagManagerSettings(Optional<Optional<PathRule>> path, Optional<List<String>> consent) {
    static final TagManagerSettings NONE = new TagManagerSettings(Optional.empty(), Optional.empty());

    TagManagerSettings withPath(Optional<PathRule> rule) {
        return new TagManagerSettings(Optional.of(rule), consent);
    }

    TagManagerSettings withConsent(String... types) {
        for (String type : types) {
            Check.require(
                    type.matches("[a-z_]+"),
                    "consent type",
                    "\"" + Text.onOneLine(type) + "\"",
                    "must be a-z and _, as in ad_storage");
        }
        return new TagManagerSettings(path, Optional.of(List.of(types)));
    }

    TagManagerSettings or(TagManagerSettings others) {
        return new TagManagerSettings(path.or(others::path), consent.or(others::consent));
    }
}
