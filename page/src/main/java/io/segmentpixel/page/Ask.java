package io.segmentpixel.page;

/**
 * An address that an element names, and when a browser asks for it.
 *
 * @param attribute the attribute that names it
 * @param address as the attribute names it
 * @param fires when a browser asks
 * @param kind what for
 */
record Ask(String attribute, String address, Fires fires, Kind kind) {
    /** What browsers ask for, by the directive of a content security policy that speaks of it. */
    enum Kind {
        IMAGE("img-src", true),
        /** One of several addresses of an image, which browsers do not ask for by https in place of http. */
        IMAGE_OF_SEVERAL("img-src", false),
        SCRIPT("script-src-elem", false),
        FRAME("frame-src", false),
        OBJECT("object-src", false),
        MEDIA("media-src", true),
        STYLE("style-src-elem", false),
        OTHER("", true);

        private final String directive;
        private final boolean isMixedAllowed;

        Kind(String directive, boolean isMixedAllowed) {
            this.directive = directive;
            this.isMixedAllowed = isMixedAllowed;
        }

        String directive() {
            return directive;
        }

        /** Whether browsers ask for it also by http on an https page, or by https in its place. */
        boolean isMixedAllowed() {
            return isMixedAllowed;
        }
    }

    Ask(String attribute, String address, Fires fires) {
        this(attribute, address, fires, Kind.OTHER);
    }
}
