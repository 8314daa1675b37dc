package io.segmentpixel.pixel;

import io.segmentpixel.segment.WebUrl;
import java.util.Objects;
import java.util.Optional;

/**
 * What every call can say beside its segments; immutable.
 *
 * @param other the parameter of this name
 * @param privacy the visitor's consent
 * @param redirect where the answer goes on to
 */
record Extras(Optional<String> other, Privacy privacy, Optional<WebUrl> redirect) {
    static final Extras NONE = new Extras(Optional.empty(), Privacy.none(), Optional.empty());

    Extras withOther(String text) {
        return new Extras(Optional.of(Check.text("other", text, Integer.MAX_VALUE)), privacy, redirect);
    }

    Extras withPrivacy(Privacy changed) {
        return new Extras(other, Objects.requireNonNull(changed, "privacy"), redirect);
    }

    Extras redirectingTo(String url) {
        return new Extras(other, privacy, Optional.of(new WebUrl(url)));
    }

    Extras withoutRedirect() {
        return new Extras(other, privacy, Optional.empty());
    }

    Extras withoutOther() {
        return new Extras(Optional.empty(), privacy, redirect);
    }

    void appendTo(Query query) {
        if (other.isPresent()) {
            query.add("other", other.get());
        }
        privacy.appendTo(query);
        if (redirect.isPresent()) {
            query.add("redir", redirect.get().value());
        }
    }
}
