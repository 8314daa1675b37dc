package io.segmentpixel.examples.docs;

import java.io.IOException;
import java.io.StringReader;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** What can be taken from the build, by group, artifact and version; what a page says is held to it. */
final class Coordinates {
    private static final List<String> MODULES = List.of("core", "http-client", "page", "testkit");
    private static final Pattern GRADLE = Pattern.compile(
            "implementation\\(\"([^:\"]+):([^:\"]+):([^:\"]+)\"\\)(?:\\s*\\{\\s*exclude\\(group = \"([^\"]+)\", module ="
                    + " \"([^\"]+)\"\\)\\s*\\})?");

    private final Set<String> published = new HashSet<>();
    private final Set<String> required = new HashSet<>();

    static Coordinates ofTheBuild() {
        Coordinates all = new Coordinates();
        for (String module : MODULES) {
            Element pom = xml(Page.read(module + "/pom.xml").text()).orElseThrow();
            Element parent = child(pom, "parent").orElseThrow();
            all.published.add(text(parent, "groupId") + ":" + text(pom, "artifactId") + ":" + text(parent, "version"));
            children(child(pom, "dependencies").orElseThrow(), "dependency")
                    .map(Coordinates::name)
                    .forEach(all.required::add);
        }
        return all;
    }

    /** Whether a piece of a pom says nothing but dependencies on what is published, without some of what that brings. */
    boolean areIn(String pom) {
        Optional<Element> dependency = xml(pom).filter(root -> root.getTagName().equals("dependency"));
        return dependency.isPresent()
                && published.contains(name(dependency.get()) + ":" + text(dependency.get(), "version"))
                && childrenOfAll(dependency.get(), "exclusions", "exclusion")
                        .allMatch(one -> required.contains(name(one)));
    }

    /** The same of a line for Gradle. */
    boolean areInGradle(String line) {
        Matcher said = GRADLE.matcher(line.strip());
        return said.matches()
                && published.contains(said.group(1) + ":" + said.group(2) + ":" + said.group(3))
                && (said.group(4) == null || required.contains(said.group(4) + ":" + said.group(5)));
    }

    private static Optional<Element> xml(String text) {
        try {
            DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler()); // the usual one prints
            return Optional.of(
                    builder.parse(new InputSource(new StringReader(text))).getDocumentElement());
        } catch (SAXException none) {
            return Optional.empty();
        } catch (IOException | ParserConfigurationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Stream<Element> children(Element parent, String name) {
        NodeList nodes = parent.getChildNodes();
        return IntStream.range(0, nodes.getLength())
                .<Node>mapToObj(nodes::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .filter(child -> child.getTagName().equals(name));
    }

    private static Stream<Element> childrenOfAll(Element parent, String name, String below) {
        return children(parent, name).flatMap(child -> children(child, below));
    }

    private static Optional<Element> child(Element parent, String name) {
        return children(parent, name).findFirst();
    }

    private static String text(Element parent, String name) {
        return child(parent, name).map(child -> child.getTextContent().strip()).orElse("");
    }

    private static String name(Element dependency) {
        return text(dependency, "groupId") + ":" + text(dependency, "artifactId");
    }
}
