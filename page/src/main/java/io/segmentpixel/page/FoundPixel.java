package io.segmentpixel.page;

import io.segmentpixel.page.StandingTag.Audience;
import io.segmentpixel.pixel.ParsedCall;
import io.segmentpixel.pixel.PixelCall;
import io.segmentpixel.pixel.Scheme;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * A pixel with all that has to be known of it to say what is wrong with it.
 *
 * @param placed the pixel
 * @param holder what kind of thing it stands in
 * @param unblocked when it would make its call if no browser kept it from that
 * @param kind what it asks for
 * @param element the element that makes the call, null where there is none
 * @param taken the element that is taken out with it, null where it is not known to be safe
 * @param start where its address begins in the page's text; negative where nobody knows
 * @param end behind its address
 * @param completion what a script or a server adds to the address as it stands
 * @param isPlatforms whether a browser that asks for the address asks the platform
 */
record FoundPixel(
        PlacedPixel placed,
        Holder holder,
        Fires unblocked,
        Ask.Kind kind,
        @Nullable Element element,
        @Nullable Element taken,
        int start,
        int end,
        Completion completion,
        boolean isPlatforms) {
    /** What a pixel stands in. */
    enum Holder {
        /** An element whose attribute names the call. */
        ELEMENT,
        COMMENT,
        /** A template or a text area. */
        INERT,
        SCRIPT,
        /** Another attribute, a style sheet, a block that a server runs. */
        OTHER
    }

    /** What becomes of an address before it is asked for. */
    enum Completion {
        NONE,
        /** Something is put in, and what is behind it stays there. */
        WITHIN,
        /** Something is put behind it, and perhaps within it too. */
        BEHIND
    }

    /** Whether the address is all that is asked for. */
    boolean isWhole() {
        return completion == Completion.NONE;
    }

    ParsedCall parsed() {
        return placed.parsed();
    }

    /** Whether anybody may ever make the call as it stands: what is in a comment is no call to find fault with. */
    boolean counts() {
        return holder != Holder.COMMENT && holder != Holder.INERT;
    }

    /** Whether the page makes the call by itself, or would if no browser kept it from that. */
    boolean isActive() {
        return counts() && unblocked.isActive();
    }

    /** Whether browsers keep it from its call. */
    boolean isBlocked() {
        return placed.fires() != unblocked;
    }

    boolean isByHttp() {
        return parsed().scheme() == Scheme.HTTP;
    }

    Audience audience() {
        if (unblocked == Fires.WITHOUT_SCRIPTS) {
            return Audience.WITHOUT_SCRIPTS;
        }
        return kind == Ask.Kind.SCRIPT ? Audience.WITH_SCRIPTS : Audience.ALL;
    }

    /** The call, or what stands there in its place, as a sentence names it. */
    String inWords() {
        String words = OneLine.of(placed.call().map(PixelCall::query).orElse(placed.address()));
        return words.length() <= 120 ? words : words.substring(0, 117) + "...";
    }

    /** How the element is written in a sentence. */
    String tag() {
        return "<" + placed.element() + ">";
    }
}
