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
        odd().forEach(all::add);
        return all;
    }

    private static Stream<Vast> odd() {
        String plain = vast("3.0", inline("3.0", IMPRESSION + "\n", TRACKING));
        String four = vast("4.2", inline("4.2", IMPRESSION + "\n", TRACKING));
        return Stream.of(
                new Vast("no impression, 3.0", vast("3.0", inline("3.0", "", TRACKING)), 1, 1),
                new Vast("no impression, 4.2", vast("4.2", inline("4.2", "", TRACKING)), 1, 1),
                new Vast("CRLF", plain.replace("\n", "\r\n"), 1, 1),
                new Vast("CR", plain.replace("\n", "\r"), 1, 1),
                new Vast("one line", plain.replaceAll("\\n\\s*", ""), 1, 1),
                new Vast("one line, 4.2", four.replaceAll("\\n\\s*", ""), 1, 1),
                new Vast("without indentation", plain.replaceAll("(?m)^ +", ""), 1, 1),
                new Vast("byte order mark", "\ufeff" + plain, 1, 1),
                new Vast("no prolog", plain.substring(plain.indexOf("<VAST")), 1, 1),
                new Vast(
                        "odd prolog",
                        "<?xml version='1.0'\n  standalone=\"yes\" ?>\n<?xml-stylesheet href=\"a.css\"?>\n<!-- <VAST> -->\n<!DOCTYPE VAST>\n"
                                + plain.substring(plain.indexOf("<VAST")),
                        1,
                        1),
                new Vast(
                        "default namespace",
                        four.replace(
                                "<VAST ",
                                "<VAST xmlns=\"http://www.iab.com/VAST\" xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" "),
                        1,
                        1),
                new Vast(
                        "prefix",
                        four.replaceAll("<(/?)([A-Za-z])", "<$1v:$2")
                                .replace("<v:VAST ", "<v:VAST xmlns:v=\"http://www.iab.com/VAST\" "),
                        1,
                        1),
                new Vast(
                        "impressions as text",
                        plain.replaceAll("<!\\[CDATA\\[(https://ads.example/i)[^<]*\\]\\]>", "\n  $1?a=1&amp;b=2\n  "),
                        1,
                        1),
                new Vast(
                        "impressions in comments",
                        plain.replace(
                                IMPRESSION,
                                "<!-- <Impression>https://secure.adnxs.com/seg?add=528336&amp;t=2</Impression> -->\n"
                                        + IMPRESSION + "<!-- b -->"),
                        1,
                        1),
                new Vast(
                        "quoted XML",
                        plain.replace(
                                "<AdTitle>Title",
                                "<AdTitle><![CDATA[<Ad><InLine><Impression/></InLine></Ad>]]>Title &lt;Impression&gt;"),
                        1,
                        1),
                new Vast(
                        "extensions",
                        four.replace(
                                "</InLine>",
                                "  <Extensions><Extension type=\"a\"><Impression>x</Impression><Linear/></Extension></Extensions>\n    </InLine>"),
                        1,
                        1),
                new Vast(
                        "not linear, and companions",
                        plain.replace(
                                "</Creatives>",
                                "<Creative>" + NOT_LINEAR
                                        + "</Creative><Creative><CompanionAds/></Creative></Creatives>"),
                        1,
                        1),
                new Vast("events as one tag", plain.replace(TRACKING, "<TrackingEvents/>"), 1, 1),
                new Vast(
                        "events as one tag with a blank, 4.2", four.replace(TRACKING, "\n<TrackingEvents  />\n"), 1, 1),
                new Vast("an ad as one tag", "<VAST version=\"3.0\">\n  <Ad>\n    <InLine/>\n  </Ad>\n</VAST>\n", 1, 0),
                new Vast("a linear as one tag", wrapperAround("<Linear/>"), 1, 1),
                new Vast("an empty linear", wrapperAround("<Linear></Linear>"), 1, 1),
                new Vast("an empty linear on a line", wrapperAround("\r\n\t<Linear>\r\n\t</Linear>\r\n"), 1, 1),
                new Vast("empty events", plain.replace(TRACKING, "<TrackingEvents></TrackingEvents>"), 1, 1),
                new Vast("blank events", plain.replace(TRACKING, "<TrackingEvents>\n\n</TrackingEvents>"), 1, 1),
                new Vast(
                        "many events on lines",
                        plain.replace(
                                TRACKING,
                                "\n<TrackingEvents>\n  <Tracking event=\"start\">https://a.example/</Tracking>\n  <Tracking event=\"complete\">https://a.example/</Tracking>\n</TrackingEvents>\n"),
                        1,
                        1),
                new Vast("macros", plain.replace(">Title<", ">[RANDOM] ${CLICK_URL} {{x}} %%A%%<"), 1, 1),
                new Vast(
                        "letters of all kinds",
                        plain.replace(">Title<", ">Größe \u65e5\u672c \ud83d\ude00 &#233; &#x1F600;<"),
                        1,
                        1),
                new Vast("tabs", plain.replace("  ", "\t"), 1, 1),
                new Vast(
                        "two creatives, the second without events",
                        plain.replace(
                                "</Creatives>",
                                "  <Creative>\n          <Linear>\n            <Duration>00:00:15</Duration>\n            "
                                        + MEDIA + "\n          </Linear>\n        </Creative>\n      </Creatives>"),
                        1,
                        2),
                new Vast("not linear alone", plain.replaceAll("<Linear>.*</Linear>", NOT_LINEAR), 1, 0),
                new Vast(
                        "icons, 3.0",
                        vast("3.0", inline("3.0", IMPRESSION + "\n", "")).replace("<Linear>", "<Linear>" + ICONS),
                        1,
                        1),
                new Vast(
                        "icons, 4.2",
                        vast("4.2", inline("4.2", IMPRESSION + "\n", "")).replace("<Linear>", "<Linear>" + ICONS),
                        1,
                        1),
                new Vast(
                        "all before impressions, 3.0",
                        vast("3.0", inline("3.0", "", TRACKING))
                                .replace(
                                        "<Error>",
                                        "<Description>D</Description><Advertiser>A</Advertiser><Survey>https://a.example/</Survey>\n      <Error>"),
                        1,
                        1),
                new Vast(
                        "all around impressions, 4.2",
                        vast("4.2", inline("4.2", "", TRACKING))
                                .replace(
                                        "<AdServingId>",
                                        "<Extensions/>\n      <Pricing model=\"cpm\" currency=\"USD\">1.00</Pricing>\n      <ViewableImpression><Viewable>https://a.example/</Viewable></ViewableImpression>\n      <AdServingId>"),
                        1,
                        1),
                new Vast(
                        "verifications with events",
                        four.replace(
                                "<Creatives>",
                                "<AdVerifications><Verification vendor=\"v\"><TrackingEvents><Tracking event=\"complete\">https://a.example/</Tracking></TrackingEvents></Verification></AdVerifications>\n      <Creatives>"),
                        1,
                        1),
                new Vast(
                        "not in the order of the schema, 3.0",
                        "<VAST version=\"3.0\"><Ad id=\"1\"><InLine><AdTitle>t</AdTitle><AdSystem>s</AdSystem>"
                                + IMPRESSION
                                + "<Creatives><Creative><Linear>" + TRACKING
                                + "<Duration>00:00:10</Duration></Linear></Creative></Creatives></InLine></Ad></VAST>",
                        1,
                        1),
                new Vast(
                        "elements of others",
                        four.replace(
                                        "</InLine>",
                                        "<o:Impression xmlns:o=\"urn:o\">https://o.example/</o:Impression></InLine>")
                                .replace(
                                        "<Linear>",
                                        "<Linear><TrackingEvents xmlns=\"urn:o\"/><o:TrackingEvents xmlns:o=\"urn:o\"><o:Tracking event=\"complete\"/></o:TrackingEvents>"),
                        1,
                        1),
                new Vast(
                        "a document in its parameters",
                        plain.replace(
                                "<MediaFiles>",
                                "<AdParameters><![CDATA[<VAST><Ad><InLine><Impression>https://secure.adnxs.com/seg?add=528336&amp;t=2</Impression><Linear></Linear></InLine></Ad></VAST>]]></AdParameters><MediaFiles>"),
                        1,
                        1),
                new Vast(
                        "odd quotes and blanks",
                        plain.replace("<VAST version=\"3.0\">", "<VAST version=\"3.0\"\n\t>")
                                .replace("<Ad id=\"1\">", "<Ad id = '/> \"y\"' >")
                                .replace("<Impression id=\"a\">", "<Impression\n  id='a > b/>'  >\n")
                                .replace("</Impression>", "\n</Impression >")
                                .replace("<Tracking event=\"start\">", "<Tracking event = 'start'>"),
                        1,
                        1),
                new Vast(
                        "events in comments",
                        plain.replace(
                                TRACKING,
                                "<TrackingEvents><!-- <Tracking event=\"complete\">https://secure.adnxs.com/seg?add=528336&t=2</Tracking> -->\n</TrackingEvents>"),
                        1,
                        1),
                new Vast(
                        "behind the root, too",
                        plain + "<!-- </VAST> <Ad><InLine/></Ad> -->\n<?end <Ad><InLine/></Ad> ?>\n\n",
                        1,
                        1),
                new Vast("XML 1.1", plain.replace("1.0\" e", "1.1\" e"), 1, 1),
                new Vast("4.3", four.replace("4.2", "4.3"), 1, 1),
                new Vast(
                        "ads in extensions",
                        plain.replace(
                                        "<Linear>",
                                        "<Linear><CreativeExtensions><CreativeExtension>" + AD
                                                + "</CreativeExtension></CreativeExtensions>")
                                .replace(
                                        "</InLine>",
                                        "<Extensions><Extension type=\"a\">" + AD + "<VAST version=\"3.0\">" + AD
                                                + "</VAST></Extension></Extensions></InLine>"),
                        1,
                        1),
                new Vast("no ads", "<VAST version=\"3.0\"/>", 0, 0),
                new Vast(
                        "an error in place of ads",
                        "<VAST version=\"4.2\"><Error><![CDATA[https://a.example/]]></Error></VAST>",
                        0,
                        0),
                new Vast(
                        "VMAP with an extension",
                        "<vmap:VMAP xmlns:vmap=\"http://www.iab.net/videosuite/vmap\" version=\"1.0\">\n<vmap:AdBreak timeOffset=\"start\" breakType=\"linear\"><vmap:AdSource><vmap:VASTAdData>\n"
                                + plain.substring(plain.indexOf("<VAST"))
                                + "</vmap:VASTAdData></vmap:AdSource>\n<vmap:TrackingEvents><vmap:Tracking event=\"breakStart\">https://a.example/</vmap:Tracking></vmap:TrackingEvents>\n"
                                + "<vmap:Extensions><vmap:Extension><VAST version=\"3.0\">" + AD
                                + "</VAST></vmap:Extension></vmap:Extensions></vmap:AdBreak>\n<vmap:AdBreak timeOffset=\"end\" breakType=\"linear\"><vmap:AdSource><vmap:AdTagURI templateType=\"vast3\"><![CDATA[https://a.example/]]></vmap:AdTagURI></vmap:AdSource></vmap:AdBreak></vmap:VMAP>\n",
                        1,
                        1),
                new Vast(
                        "VMAP as it was first",
                        "<VMAP xmlns=\"http://www.iab.net/vmap-1.0\" version=\"1.0\"><AdBreak timeOffset=\"start\" breakType=\"linear\"><AdSource><VASTData>"
                                + plain.substring(plain.indexOf("<VAST")) + "</VASTData></AdSource></AdBreak></VMAP>",
                        1,
                        1),
                new Vast(
                        "VMAP",
                        "<vmap:VMAP xmlns:vmap=\"http://www.iab.net/videosuite/vmap\" version=\"1.0\">\n<vmap:AdBreak timeOffset=\"start\" breakType=\"linear\"><vmap:AdSource><vmap:VASTAdData>\n"
                                + plain.substring(plain.indexOf("<VAST"))
                                + "</vmap:VASTAdData></vmap:AdSource></vmap:AdBreak>\n</vmap:VMAP>\n",
                        1,
                        1));
    }
}
