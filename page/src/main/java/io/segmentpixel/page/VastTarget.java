package io.segmentpixel.page;

import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Element;

/** Which element of a VAST document calls a pixel. */
interface VastTarget {
    /** What such an element stands in, once in each: an ad, or a linear creative. */
    List<Element> homes(VastDocument document, Element ad);

    /** The elements of this kind that stand in a home. */
    List<Element> standing(Element home);

    /** The element as it is written. */
    String written(String prefix, String url);

    /** The change that puts the element into a home. */
    Edit insertion(VastDocument document, Element home, String written);

    /** An impression: every player calls it when it shows the ad. */
    record Impression() implements VastTarget {
        /** What comes before the impressions, in the order of version 2 and 3, and of version 4. */
        private static final String[] BEFORE = {
            "AdSystem", "AdTitle", "VASTAdTagURI", "Description", "Advertiser", "Pricing", "Survey", "Error"
        };

        private static final String[] BEFORE_IN_FOUR = {"AdSystem", "Error", "Extensions"};

        @Override
        public List<Element> homes(VastDocument document, Element ad) {
            return List.of(ad);
        }

        @Override
        public List<Element> standing(Element home) {
            return VastDocument.children(home, "Impression");
        }

        @Override
        public String written(String prefix, String url) {
            return VastPlaces.element(prefix + "Impression", "", url);
        }

        @Override
        public Edit insertion(VastDocument document, Element home, String written) {
            String[] before = document.isOfFour(home) ? BEFORE_IN_FOUR : BEFORE;
            return VastPlaces.lastOf(home, "Impression")
                    .or(() -> VastPlaces.lastOf(home, before))
                    .map(last -> VastPlaces.behind(last, written, document))
                    .orElseGet(() -> VastPlaces.firstIn(home, written, document));
        }

        @Override
        public String toString() {
            return "on impression";
        }
    }

    /**
     * A tracking event of linear creatives: players call it when that happens.
     *
     * @param event its name
     * @param offset when it is, for {@code progress}
     */
    record Tracking(String event, Optional<String> offset) implements VastTarget {
        private static final String EVENTS = "TrackingEvents";
        private static final String[] BEFORE = {"Icons", "CreativeExtensions", "Duration"};
        private static final String[] BEFORE_IN_FOUR = {"Icons"};

        @Override
        public List<Element> homes(VastDocument document, Element ad) {
            return document.linears(ad);
        }

        @Override
        public List<Element> standing(Element home) {
            return VastDocument.children(home, EVENTS).stream()
                    .flatMap(events -> VastDocument.children(events, "Tracking").stream())
                    .filter(tracking -> tracking.attr("event").equals(event)
                            && tracking.attr("offset").equals(offset.orElse("")))
                    .toList();
        }

        @Override
        public String written(String prefix, String url) {
            String attributes = " event=\"" + event + "\""
                    + offset.map(when -> " offset=\"" + when + "\"").orElse("");
            return VastPlaces.element(prefix + "Tracking", attributes, url);
        }

        @Override
        public Edit insertion(VastDocument document, Element home, String written) {
            return VastDocument.children(home, EVENTS).stream()
                    .findFirst()
                    .map(events -> into(document, events, written))
                    .orElseGet(() -> withEvents(document, home, written));
        }

        private static Edit into(VastDocument document, Element events, String written) {
            return VastPlaces.lastOf(events, "Tracking")
                    .map(last -> VastPlaces.behind(last, written, document))
                    .orElseGet(() -> VastPlaces.firstIn(events, written, document));
        }

        private static Edit withEvents(VastDocument document, Element linear, String written) {
            String name = VastDocument.prefix(linear) + EVENTS;
            String events = "<" + name + ">" + written + "</" + name + ">";
            String[] before = document.isOfFour(linear) ? BEFORE_IN_FOUR : BEFORE;
            return VastPlaces.lastOf(linear, before)
                    .map(last -> VastPlaces.behind(last, events, document))
                    .orElseGet(() -> VastPlaces.firstIn(linear, events, document));
        }

        @Override
        public String toString() {
            return "on event " + event + offset.map(when -> " at " + when).orElse("");
        }
    }
}
