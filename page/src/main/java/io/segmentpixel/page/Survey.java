package io.segmentpixel.page;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.select.NodeVisitor;

/** What one walk through a page's tree finds. */
final class Survey implements NodeVisitor {
    private final List<Element> carriers = new ArrayList<>();
    private final List<Element> texts = new ArrayList<>();
    private final List<Comment> comments = new ArrayList<>();
    private final List<Element> formatting = new ArrayList<>();

    private Survey() {}

    static Survey of(Node tree) {
        Survey survey = new Survey();
        tree.traverse(survey);
        return survey;
    }

    @Override
    public void head(Node node, int depth) {
        if (node instanceof Element element) {
            switch (element.normalName()) {
                case "img", "script", "amp-pixel", "iframe", "object", "embed" -> carriers.add(element);
                case "noscript" -> {
                    carriers.add(element);
                    texts.add(element);
                }
                case "title", "textarea" -> texts.add(element);
                case "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u" ->
                    formatting.add(element);
                default -> {}
            }
        } else if (node instanceof Comment comment) {
            comments.add(comment);
        }
    }

    private static boolean isClosed(Element element) {
        return Page.written(element.sourceRange()).isPresent()
                && Page.written(element.endSourceRange()).isPresent();
    }

    /** The elements that may make a call. */
    List<Element> carriers() {
        return carriers;
    }

    /** The elements whose content browsers take for text, whatever it is. */
    List<Element> texts() {
        return texts;
    }

    List<Comment> comments() {
        return comments;
    }

    /** Whether every element that browsers would open again behind the place where others closed it has its own end tag. */
    boolean isFormattingClosed() {
        return formatting.stream().allMatch(Survey::isClosed);
    }
}
