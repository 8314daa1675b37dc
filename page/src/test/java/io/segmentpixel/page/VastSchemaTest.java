package io.segmentpixel.page;

import static io.segmentpixel.page.VastPixels.COMPLETE;
import static io.segmentpixel.page.VastPixels.HALF;
import static io.segmentpixel.page.VastPixels.IMPRESSION;
import static io.segmentpixel.page.VastPixels.PIXEL;
import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.page.VastDocuments.Vast;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** By the schemas of VAST 2.0 and 3.0 a document has the errors that it had before, and no others. */
class VastSchemaTest {
    private static final Schema TWO = schema("vast_2.0.1.xsd");
    private static final Schema THREE = schema("vast3_draft.xsd");

    /** An ad of nothing at all has one error, and an ad of one impression another. */
    private static final String NOTHING = "an ad as one tag";

    static Stream<Vast> documents() {
        return VastDocuments.all().stream().filter(vast -> schema(vast).isPresent());
    }

    static Stream<Arguments> placings() {
        return documents().flatMap(vast -> Stream.of(IMPRESSION, COMPLETE, HALF)
                .filter(placer -> placer == IMPRESSION ? !vast.name().equals(NOTHING) : vast.linears() > 0)
                .map(placer -> Arguments.of(vast, placer)));
    }

    /** Where an ad had no impression, its lack is the one error that goes; 2.0 has no event that is named progress. */
    @ParameterizedTest
    @MethodSource("placings")
    void a_document_is_as_wrong_as_before(Vast vast, VastPlacer placer) throws Exception {
        Schema schema = schema(vast).orElseThrow();
        List<String> expected = errors(vast.text(), schema);
        if (placer == IMPRESSION) {
            expected.removeIf(error -> error.contains("One of '{Impression}' is expected"));
        }
        List<String> actual = errors(placer.place(vast.text(), PIXEL), schema);
        if (placer == HALF && schema == TWO) {
            actual.removeIf(error -> error.contains("'progress'") || error.contains("'offset'"));
        }

        assertThat(actual).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void most_documents_have_no_error() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Vast vast : documents().toList()) {
            if (!errors(vast.text(), schema(vast).orElseThrow()).isEmpty()) {
                wrong.add(vast.name());
            }
        }

        assertThat(documents()).hasSizeGreaterThan(30);
        assertThat(wrong)
                .containsExactlyInAnyOrder(
                        "no impression, 3.0",
                        "all before impressions, 3.0",
                        "not in the order of the schema, 3.0",
                        NOTHING);
    }

    @Test
    void the_schemas_find_what_is_wrong() throws Exception {
        String end = "<Creatives/><Impression>https://a.example/</Impression></InLine></Ad></VAST>";
        String start = "\"><Ad id=\"1\"><InLine><AdSystem>S</AdSystem><AdTitle>T</AdTitle>";

        assertThat(errors("<VAST version=\"2.0" + start + end, TWO)).isNotEmpty();
        assertThat(errors("<VAST version=\"3.0" + start + end, THREE)).isNotEmpty();
    }

    private static Optional<Schema> schema(Vast vast) {
        if (vast.name().startsWith("VMAP")) {
            return Optional.empty();
        }
        if (vast.text().contains("<VAST version=\"2.")) {
            return Optional.of(TWO);
        }
        return vast.text().contains("<VAST version=\"3.") ? Optional.of(THREE) : Optional.empty();
    }

    private static Schema schema(String name) {
        try {
            SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
            return factory.newSchema(VastSchemaTest.class.getResource("/vast/schema/" + name));
        } catch (SAXException broken) {
            throw new AssertionError(name, broken);
        }
    }

    private static List<String> errors(String vast, Schema schema) throws Exception {
        List<String> errors = new ArrayList<>();
        Validator validator = schema.newValidator();
        validator.setErrorHandler(new ErrorHandler() {
            @Override
            public void warning(SAXParseException warning) {
                errors.add(warning.getMessage());
            }

            @Override
            public void error(SAXParseException error) {
                errors.add(error.getMessage());
            }

            @Override
            public void fatalError(SAXParseException error) throws SAXException {
                throw error;
            }
        });
        String text = vast.startsWith("\ufeff") ? vast.substring(1) : vast;
        validator.validate(new StreamSource(new StringReader(text)));
        return errors;
    }
}
