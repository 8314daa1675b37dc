package io.segmentpixel.page;

import io.segmentpixel.pixel.ParsedCall;
import io.segmentpixel.pixel.PixelCall;
import org.jsoup.nodes.Element;

/**
 * A tag that stands on a page, and is live.
 *
 * @param element what is taken out with it: the image, the script, or the noscript around it that holds nothing else
 * @param parsed the call that it makes
 * @param audience who makes the call
 */
record StandingTag(Element element, ParsedCall parsed, Audience audience) {
    /** For whom a tag calls. A visitor is one of the two, so that tags for the one and the other do not call twice. */
    enum Audience {
        WITH_SCRIPTS,
        WITHOUT_SCRIPTS,
        ALL;

        boolean includes(Audience other) {
            return this == ALL || this == other;
        }

        /** Whether a visitor can be of both. */
        boolean meets(Audience other) {
            return includes(other) || other.includes(this);
        }
    }

    /** Whether this is a tag's call, in whatever order it names the segments. */
    boolean makes(PixelCall call) {
        return parsed.call().filter(ours -> SameCall.is(ours, call)).isPresent();
    }
}
