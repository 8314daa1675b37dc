package io.segmentpixel.page;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** VAST documents of all versions, as ad servers write them, and odder ones. */
final class VastDocuments {
    /**
     * A document.
     *
     * @param name what it is
     * @param text the document
     * @param ads how many ads it has
     * @param linears how many linear creatives these have
     */
    record Vast(String name, String text, int ads, int linears) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final String IMPRESSION =
            "<Impression id=\"a\"><![CDATA[https://ads.example/i?cb=[CACHEBUSTING]&x=${X}]]></Impression>";

    /** Without an id, which wrappers of version 2 and 3 do not have. */
    private static final String BARE = "<Impression><![CDATA[https://ads.example/i?a=1&b=2]]></Impression>";

    private static final String TRACKING =
            "<TrackingEvents><Tracking event=\"start\"><![CDATA[https://ads.example/start]]></Tracking></TrackingEvents>";
    private static final String MEDIA =
            "<MediaFiles><MediaFile delivery=\"progressive\" type=\"video/mp4\" width=\"640\" height=\"360\"><![CDATA[https://cdn.example/{{x}}.mp4]]></MediaFile></MediaFiles>";

    private static final String ICONS =
            "<Icons><Icon program=\"p\" width=\"1\" height=\"1\" xPosition=\"left\" yPosition=\"top\"><StaticResource creativeType=\"image/png\">https://a.example/i.png</StaticResource></Icon></Icons>";
    private static final String NOT_LINEAR =
            "<NonLinearAds><TrackingEvents><Tracking event=\"complete\">https://a.example/</Tracking></TrackingEvents>"
                    + "<NonLinear width=\"1\" height=\"1\"><StaticResource creativeType=\"image/png\">https://a.example/b.png</StaticResource></NonLinear></NonLinearAds>";

    /** An ad of version 3, and one of version 4, as servers write them. */
    private static final String PLAIN = vast("3.0", inline("3.0", IMPRESSION + "\n", TRACKING));

    private static final String FOUR = vast("4.2", inline("4.2", IMPRESSION + "\n", TRACKING));

    private static final String AD = inline("3.0", IMPRESSION + "\n", "<TrackingEvents/>");

    private VastDocuments() {}

    private static String vast(String version, String... ads) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<VAST version=\"" + version + "\">\n" + String.join("", ads)
                + "</VAST>\n";
    }

    private static String ad(String kind, String parts) {
        return "  <Ad id=\"1\">\n    <" + kind + ">\n" + parts.indent(6) + "    </" + kind + ">\n  </Ad>\n";
    }

    private static String start(String version) {
        return version.startsWith("4")
                ? "<AdSystem version=\"1\">Server</AdSystem>\n<Error><![CDATA[https://ads.example/e?c=[ERRORCODE]]]></Error>\n"
                : "<AdSystem version=\"1\">Server</AdSystem>\n<AdTitle>Title</AdTitle>\n<Error><![CDATA[https://ads.example/e]]></Error>\n";
    }

    private static String between(String version) {
        return version.startsWith("4") ? "<AdServingId>s1</AdServingId>\n<AdTitle>Title</AdTitle>\n" : "";
    }

    private static String linear(String version, String tracking) {
        String inner = version.startsWith("4")
                ? tracking + "<Duration>00:00:30</Duration>" + MEDIA
                : "<Duration>00:00:30</Duration>" + tracking + MEDIA;
        return "<Creatives>\n  <Creative id=\"c1\">\n"
                + (version.startsWith("4")
                        ? "    <UniversalAdId idRegistry=\"r\"" + (version.equals("4.0") ? " idValue=\"1\"" : "")
                                + ">1</UniversalAdId>\n"
                        : "")
                + "    <Linear>" + inner + "</Linear>\n  </Creative>\n</Creatives>\n";
    }

    private static String inline(String version, String impressions, String tracking) {
        return ad("InLine", start(version) + impressions + between(version) + linear(version, tracking));
    }

    private static String wrapper(String version) {
        String uri =
                "<VASTAdTagURI><![CDATA[https://other.example/vast?cb=[TIMESTAMP]&u=${CLICK_URL}]]></VASTAdTagURI>\n";
        String start = "<AdSystem>Server</AdSystem>\n";
        return ad(
                "Wrapper",
                version.startsWith("4") ? start + IMPRESSION + "\n" + uri : start + uri + BARE + "\n<Creatives/>\n");
    }

    private static String wrapperWithLinear(String version) {
        String uri = "<VASTAdTagURI><![CDATA[https://other.example/vast]]></VASTAdTagURI>\n";
        String start = "<AdSystem>Server</AdSystem>\n";
        String creatives = "<Creatives><Creative><Linear>" + TRACKING + "</Linear></Creative></Creatives>\n";
        return ad(
                "Wrapper",
                version.startsWith("4")
                        ? start + IMPRESSION + "\n" + creatives + uri
                        : start + uri + BARE + "\n" + creatives);
    }

    private static String wrapperAround(String linear) {
        return "<VAST version=\"2.0\"><Ad id=\"w\"><Wrapper><AdSystem>S</AdSystem>"
                + "<VASTAdTagURI>https://other.example/vast?a=1&amp;b=2</VASTAdTagURI>" + BARE
                + "<Creatives><Creative>" + linear + "</Creative></Creatives></Wrapper></Ad></VAST>";
    }

    /** All of them. */
    static List<Vast> all() {
        List<Vast> all = new ArrayList<>();
        for (String version : List.of("2.0", "3.0", "4.0", "4.1", "4.2")) {
            all.add(new Vast(version + " inline", vast(version, inline(version, IMPRESSION + "\n", TRACKING)), 1, 1));
            all.add(new Vast(version + " without events", vast(version, inline(version, IMPRESSION + "\n", "")), 1, 1));
            all.add(new Vast(version + " wrapper", vast(version, wrapper(version)), 1, 0));
            all.add(new Vast(version + " wrapper with a linear", vast(version, wrapperWithLinear(version)), 1, 1));
            all.add(new Vast(
                    version + " pod of three",
                    vast(
                            version,
                            inline(version, IMPRESSION + "\n" + IMPRESSION + "\n", TRACKING),
                            wrapper(version),
                            inline(version, IMPRESSION + "\n", "")),
                    3,
                    2));
        }
        Stream.of(layouts(), texts(), fewParts(), manyParts(), partsOfOthers(), vmaps())
                .flatMap(vasts -> vasts)
                .forEach(all::add);
        return all;
    }

    /** One ad with one linear creative. */
    private static Vast odd(String name, String text) {
        return new Vast(name, text, 1, 1);
    }

    /** Line ends, blanks, prologs and prefixes. */
    private static Stream<Vast> layouts() {
        return Stream.of(
                odd("CRLF", PLAIN.replace("\n", "\r\n")),
                odd("CR", PLAIN.replace("\n", "\r")),
                odd("one line", PLAIN.replaceAll("\\n\\s*", "")),
                odd("one line, 4.2", FOUR.replaceAll("\\n\\s*", "")),
                odd("without indentation", PLAIN.replaceAll("(?m)^ +", "")),
                odd("tabs", PLAIN.replace("  ", "\t")),
                odd("byte order mark", "\ufeff" + PLAIN),
                odd("no prolog", PLAIN.substring(PLAIN.indexOf("<VAST"))),
                odd(
                        "odd prolog",
                        "<?xml version='1.0'\n  standalone=\"yes\" ?>\n<?xml-stylesheet href=\"a.css\"?>\n<!-- <VAST> -->\n<!DOCTYPE VAST>\n"
                                + PLAIN.substring(PLAIN.indexOf("<VAST"))),
                odd(
                        "default namespace",
                        FOUR.replace(
                                "<VAST ",
                                "<VAST xmlns=\"http://www.iab.com/VAST\" xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" ")),
                odd(
                        "prefix",
                        FOUR.replaceAll("<(/?)([A-Za-z])", "<$1v:$2")
                                .replace("<v:VAST ", "<v:VAST xmlns:v=\"http://www.iab.com/VAST\" ")),
                odd(
                        "odd quotes and blanks",
                        PLAIN.replace("<VAST version=\"3.0\">", "<VAST version=\"3.0\"\n\t>")
                                .replace("<Ad id=\"1\">", "<Ad id = '/> \"y\"' >")
                                .replace("<Impression id=\"a\">", "<Impression\n  id='a > b/>'  >\n")
                                .replace("</Impression>", "\n</Impression >")
                                .replace("<Tracking event=\"start\">", "<Tracking event = 'start'>")),
                odd(
                        "behind the root, too",
                        PLAIN + "<!-- </VAST> <Ad><InLine/></Ad> -->\n<?end <Ad><InLine/></Ad> ?>\n\n"),
                odd("XML 1.1", PLAIN.replace("1.0\" e", "1.1\" e")),
                odd("4.3", FOUR.replace("4.2", "4.3")));
    }

    /** What looks like a part of the document, and is text. */
    private static Stream<Vast> texts() {
        return Stream.of(
                odd(
                        "impressions as text",
                        PLAIN.replaceAll("<!\\[CDATA\\[(https://ads.example/i)[^<]*\\]\\]>", "\n  $1?a=1&amp;b=2\n  ")),
                odd(
                        "impressions in comments",
                        PLAIN.replace(
                                IMPRESSION,
                                "<!-- <Impression>https://secure.adnxs.com/seg?add=528336&amp;t=2</Impression> -->\n"
                                        + IMPRESSION + "<!-- b -->")),
                odd(
                        "quoted XML",
                        PLAIN.replace(
                                "<AdTitle>Title",
                                "<AdTitle><![CDATA[<Ad><InLine><Impression/></InLine></Ad>]]>Title &lt;Impression&gt;")),
                odd(
                        "events in comments",
                        PLAIN.replace(
                                TRACKING,
                                "<TrackingEvents><!-- <Tracking event=\"complete\">https://secure.adnxs.com/seg?add=528336&t=2</Tracking> -->\n</TrackingEvents>")),
                odd(
                        "a document in its parameters",
                        PLAIN.replace(
                                "<MediaFiles>",
                                "<AdParameters><![CDATA[<VAST><Ad><InLine><Impression>https://secure.adnxs.com/seg?add=528336&amp;t=2</Impression><Linear></Linear></InLine></Ad></VAST>]]></AdParameters><MediaFiles>")),
                odd("macros", PLAIN.replace(">Title<", ">[RANDOM] ${CLICK_URL} {{x}} %%A%%<")),
                odd(
                        "letters of all kinds",
                        PLAIN.replace(">Title<", ">Größe \u65e5\u672c \ud83d\ude00 &#233; &#x1F600;<")));
    }

    /** What is empty, or is not there. */
    private static Stream<Vast> fewParts() {
        return Stream.of(
                odd("no impression, 3.0", vast("3.0", inline("3.0", "", TRACKING))),
                odd("no impression, 4.2", vast("4.2", inline("4.2", "", TRACKING))),
                new Vast("an ad as one tag", "<VAST version=\"3.0\">\n  <Ad>\n    <InLine/>\n  </Ad>\n</VAST>\n", 1, 0),
                odd("a linear as one tag", wrapperAround("<Linear/>")),
                odd("an empty linear", wrapperAround("<Linear></Linear>")),
                odd("an empty linear on a line", wrapperAround("\r\n\t<Linear>\r\n\t</Linear>\r\n")),
                odd("events as one tag", PLAIN.replace(TRACKING, "<TrackingEvents/>")),
                odd("events as one tag with a blank, 4.2", FOUR.replace(TRACKING, "\n<TrackingEvents  />\n")),
                odd("empty events", PLAIN.replace(TRACKING, "<TrackingEvents></TrackingEvents>")),
                odd("blank events", PLAIN.replace(TRACKING, "<TrackingEvents>\n\n</TrackingEvents>")),
                new Vast("no ads", "<VAST version=\"3.0\"/>", 0, 0),
                new Vast(
                        "an error in place of ads",
                        "<VAST version=\"4.2\"><Error><![CDATA[https://a.example/]]></Error></VAST>",
                        0,
                        0));
    }

    /** More parts than most ads have, and those beside which the order of the schemas puts the pixel. */
    private static Stream<Vast> manyParts() {
        return Stream.of(
                odd(
                        "many events on lines",
                        PLAIN.replace(
                                TRACKING,
                                "\n<TrackingEvents>\n  <Tracking event=\"start\">https://a.example/</Tracking>\n  <Tracking event=\"complete\">https://a.example/</Tracking>\n</TrackingEvents>\n")),
                new Vast(
                        "two creatives, the second without events",
                        PLAIN.replace(
                                "</Creatives>",
                                "  <Creative>\n          <Linear>\n            <Duration>00:00:15</Duration>\n            "
                                        + MEDIA + "\n          </Linear>\n        </Creative>\n      </Creatives>"),
                        1,
                        2),
                odd(
                        "icons, 3.0",
                        vast("3.0", inline("3.0", IMPRESSION + "\n", "")).replace("<Linear>", "<Linear>" + ICONS)),
                odd(
                        "icons, 4.2",
                        vast("4.2", inline("4.2", IMPRESSION + "\n", "")).replace("<Linear>", "<Linear>" + ICONS)),
                odd(
                        "all before impressions, 3.0",
                        vast("3.0", inline("3.0", "", TRACKING))
                                .replace(
                                        "<Error>",
                                        "<Description>D</Description><Advertiser>A</Advertiser><Survey>https://a.example/</Survey>\n      <Error>")),
                odd(
                        "all around impressions, 4.2",
                        vast("4.2", inline("4.2", "", TRACKING))
                                .replace(
                                        "<AdServingId>",
                                        "<Extensions/>\n      <Pricing model=\"cpm\" currency=\"USD\">1.00</Pricing>\n      <ViewableImpression><Viewable>https://a.example/</Viewable></ViewableImpression>\n      <AdServingId>")),
                odd(
                        "not in the order of the schema, 3.0",
                        "<VAST version=\"3.0\"><Ad id=\"1\"><InLine><AdTitle>t</AdTitle><AdSystem>s</AdSystem>"
                                + IMPRESSION
                                + "<Creatives><Creative><Linear>" + TRACKING
                                + "<Duration>00:00:10</Duration></Linear></Creative></Creatives></InLine></Ad></VAST>"));
    }

    /** What is named like a part of the ad, and belongs to something else. */
    private static Stream<Vast> partsOfOthers() {
        return Stream.of(
                odd(
                        "extensions",
                        FOUR.replace(
                                "</InLine>",
                                "  <Extensions><Extension type=\"a\"><Impression>x</Impression><Linear/></Extension></Extensions>\n    </InLine>")),
                odd(
                        "ads in extensions",
                        PLAIN.replace(
                                        "<Linear>",
                                        "<Linear><CreativeExtensions><CreativeExtension>" + AD
                                                + "</CreativeExtension></CreativeExtensions>")
                                .replace(
                                        "</InLine>",
                                        "<Extensions><Extension type=\"a\">" + AD + "<VAST version=\"3.0\">" + AD
                                                + "</VAST></Extension></Extensions></InLine>")),
                odd(
                        "elements of others",
                        FOUR.replace(
                                        "</InLine>",
                                        "<o:Impression xmlns:o=\"urn:o\">https://o.example/</o:Impression></InLine>")
                                .replace(
                                        "<Linear>",
                                        "<Linear><TrackingEvents xmlns=\"urn:o\"/><o:TrackingEvents xmlns:o=\"urn:o\"><o:Tracking event=\"complete\"/></o:TrackingEvents>")),
                odd(
                        "verifications with events",
                        FOUR.replace(
                                "<Creatives>",
                                "<AdVerifications><Verification vendor=\"v\"><TrackingEvents><Tracking event=\"complete\">https://a.example/</Tracking></TrackingEvents></Verification></AdVerifications>\n      <Creatives>")),
                odd(
                        "not linear, and companions",
                        PLAIN.replace(
                                "</Creatives>",
                                "<Creative>" + NOT_LINEAR
                                        + "</Creative><Creative><CompanionAds/></Creative></Creatives>")),
                new Vast("not linear alone", PLAIN.replaceAll("<Linear>.*</Linear>", NOT_LINEAR), 1, 0));
    }

    /** Documents within a playlist. */
    private static Stream<Vast> vmaps() {
        return Stream.of(
                odd(
                        "VMAP with an extension",
                        "<vmap:VMAP xmlns:vmap=\"http://www.iab.net/videosuite/vmap\" version=\"1.0\">\n<vmap:AdBreak timeOffset=\"start\" breakType=\"linear\"><vmap:AdSource><vmap:VASTAdData>\n"
                                + PLAIN.substring(PLAIN.indexOf("<VAST"))
                                + "</vmap:VASTAdData></vmap:AdSource>\n<vmap:TrackingEvents><vmap:Tracking event=\"breakStart\">https://a.example/</vmap:Tracking></vmap:TrackingEvents>\n"
                                + "<vmap:Extensions><vmap:Extension><VAST version=\"3.0\">" + AD
                                + "</VAST></vmap:Extension></vmap:Extensions></vmap:AdBreak>\n<vmap:AdBreak timeOffset=\"end\" breakType=\"linear\"><vmap:AdSource><vmap:AdTagURI templateType=\"vast3\"><![CDATA[https://a.example/]]></vmap:AdTagURI></vmap:AdSource></vmap:AdBreak></vmap:VMAP>\n"),
                odd(
                        "VMAP as it was first",
                        "<VMAP xmlns=\"http://www.iab.net/vmap-1.0\" version=\"1.0\"><AdBreak timeOffset=\"start\" breakType=\"linear\"><AdSource><VASTData>"
                                + PLAIN.substring(PLAIN.indexOf("<VAST")) + "</VASTData></AdSource></AdBreak></VMAP>"),
                odd(
                        "VMAP",
                        "<vmap:VMAP xmlns:vmap=\"http://www.iab.net/videosuite/vmap\" version=\"1.0\">\n<vmap:AdBreak timeOffset=\"start\" breakType=\"linear\"><vmap:AdSource><vmap:VASTAdData>\n"
                                + PLAIN.substring(PLAIN.indexOf("<VAST"))
                                + "</vmap:VASTAdData></vmap:AdSource></vmap:AdBreak>\n</vmap:VMAP>\n"));
    }
}
