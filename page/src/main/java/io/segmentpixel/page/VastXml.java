package io.segmentpixel.page;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What stands in an XML document, as a list of its parts in order: element starts with their attributes, texts without the white
 * space around them, comments, instructions. Nothing outside the document is ever loaded, and no entity is put in.
 */
final class VastXml {
    private static final Pattern HARMLESS_TYPE = Pattern.compile("<!DOCTYPE\\s+[^\\s\\[]+\\s*>");
    private static final String END = "/";
    private static final String TEXT = "\"";

    private final List<String> parts = new ArrayList<>();
    private final StringBuilder openText = new StringBuilder();

    private VastXml() {}

    /**
     * Reads a document.
     *
     * @throws PlacementException if it is not well-formed, or its DOCTYPE says more than a name
     */
    static List<String> parts(String document) {
        VastXml xml = new VastXml();
        try {
            XMLStreamReader reader = factory().createXMLStreamReader(new StringReader(document));
            while (reader.hasNext()) {
                xml.read(reader.next(), reader);
            }
        } catch (XMLStreamException broken) {
            throw new PlacementException("the document is not well-formed, in line "
                    + broken.getLocation().getLineNumber() + ", column "
                    + broken.getLocation().getColumnNumber() + ": " + reason(broken));
        }
        xml.closeText();
        return xml.parts;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("what is elsewhere is not loaded: " + systemId);
        });
        return factory;
    }

    private static String reason(XMLStreamException broken) {
        String message = String.valueOf(broken.getMessage());
        return message.substring(message.lastIndexOf('\n') + 1).replace("Message: ", "");
    }

    static boolean isStart(String part) {
        return part.startsWith("<") && !part.startsWith("<!") && !part.startsWith("<?");
    }

    static boolean isEnd(String part) {
        return part.equals(END);
    }

    /** A part's text; empty if it is none. */
    static Optional<String> text(String part) {
        return part.startsWith(TEXT) ? Optional.of(part.substring(TEXT.length())) : Optional.empty();
    }

    private void read(int event, XMLStreamReader reader) {
        switch (event) {
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                openText.append(reader.getText());
            case XMLStreamConstants.START_ELEMENT -> part(start(reader));
            case XMLStreamConstants.END_ELEMENT -> part(END);
            case XMLStreamConstants.COMMENT -> part("<!--" + reader.getText());
            case XMLStreamConstants.PROCESSING_INSTRUCTION ->
                part("<?" + reader.getPITarget() + " " + reader.getPIData());
            case XMLStreamConstants.DTD -> part(harmless(reader.getText()));
            case XMLStreamConstants.ENTITY_REFERENCE ->
                throw new PlacementException("entity " + reader.getLocalName() + ": is not put in, as VAST has none");
            default -> {}
        }
    }

    private static String harmless(String type) {
        if (!HARMLESS_TYPE.matcher(type).matches()) {
            throw new PlacementException(
                    "the document's DOCTYPE says more than a name: declarations, and types that are"
                            + " elsewhere, are neither read nor loaded; take it out");
        }
        return type;
    }

    private static String start(XMLStreamReader reader) {
        StringBuilder start = new StringBuilder("<").append(reader.getName());
        for (int at = 0; at < reader.getAttributeCount(); at++) {
            start.append(' ').append(reader.getAttributeName(at)).append('=').append(reader.getAttributeValue(at));
        }
        for (int at = 0; at < reader.getNamespaceCount(); at++) {
            start.append(" xmlns:")
                    .append(reader.getNamespacePrefix(at))
                    .append('=')
                    .append(reader.getNamespaceURI(at));
        }
        return start.toString();
    }

    private void part(String part) {
        closeText();
        parts.add(part);
    }

    private void closeText() {
        String text = openText.toString().strip();
        if (!text.isEmpty()) {
            parts.add(TEXT + text);
        }
        openText.setLength(0);
    }
}
