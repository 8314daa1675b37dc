package io.segmentpixel.page;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/**
 * The order that the schemas of VAST prescribe for the parts of ads and linear creatives, and what is wrong in a document. Of
 * version 4 there is no schema to be had as a file.
 */
final class VastOrder {
    private static final Map<String, List<String>> BEFORE_FOUR = Map.of(
            "InLine",
            List.of(
                    "AdSystem",
                    "AdTitle",
                    "Description",
                    "Advertiser",
                    "Pricing",
                    "Survey",
                    "Error",
                    "Impression",
                    "Creatives",
                    "Extensions"),
            "Wrapper",
            List.of("AdSystem", "VASTAdTagURI", "Error", "Impression", "Creatives", "Extensions"),
            "Linear",
            List.of(
                    "Icons",
                    "CreativeExtensions",
                    "Duration",
                    "TrackingEvents",
                    "AdParameters",
                    "VideoClicks",
                    "MediaFiles"),
            "TrackingEvents",
            List.of("Tracking"));
    private static final Map<String, List<String>> FOUR = Map.of(
            "InLine",
            List.of(
                    "AdSystem",
                    "Error",
                    "Extensions",
                    "Impression",
                    "Pricing",
                    "ViewableImpression",
                    "AdServingId",
                    "AdTitle",
                    "AdVerifications",
                    "Advertiser",
                    "Category",
                    "Creatives",
                    "Description",
                    "Expires",
                    "Survey"),
            "Wrapper",
            List.of(
                    "AdSystem",
                    "Error",
                    "Extensions",
                    "Impression",
                    "Pricing",
                    "ViewableImpression",
                    "AdVerifications",
                    "BlockedAdCategories",
                    "Creatives",
                    "VASTAdTagURI"),
            "Linear",
            List.of("Icons", "TrackingEvents", "AdParameters", "Duration", "MediaFiles", "VideoClicks"),
            "TrackingEvents",
            List.of("Tracking"));

    private VastOrder() {}

    /** Each part that stands behind one that should come later, or where none such may stand, or that there are two of. */
    static List<String> faults(String vast) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        String text = vast.startsWith("\ufeff") ? vast.substring(1) : vast;
        Document document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
        List<String> faults = new ArrayList<>();
        NodeList all = document.getElementsByTagNameNS("*", "*");
        for (int at = 0; at < all.getLength(); at++) {
            Element element = (Element) all.item(at);
            List<String> order = order(element);
            if (!order.isEmpty()) {
                faults(element, order, faults);
            }
        }
        return faults;
    }

    /** The parts of an element of this name in their order; empty where there is none. */
    static List<String> of(String version, String name) {
        return (version.startsWith("4") ? FOUR : BEFORE_FOUR).getOrDefault(name, List.of());
    }

    private static List<String> order(Element element) {
        Node parent = element;
        while (parent != null && !"VAST".equals(parent.getLocalName())) {
            parent = parent.getParentNode();
        }
        return of(parent instanceof Element vast ? vast.getAttribute("version") : "", element.getLocalName());
    }

    private static void faults(Element element, List<String> order, List<String> faults) {
        int last = -1;
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element part && Objects.equals(part.getNamespaceURI(), element.getNamespaceURI())) {
                int place = order.indexOf(part.getLocalName());
                boolean isMany =
                        List.of("Impression", "Tracking", "Category", "Error").contains(part.getLocalName());
                if (place < last || (place == last && !isMany)) {
                    faults.add(element.getLocalName() + ": " + part.getLocalName());
                }
                last = Math.max(last, place);
            }
        }
    }
}
