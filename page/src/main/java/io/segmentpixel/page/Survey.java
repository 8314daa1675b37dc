package io.segmentpixel.page;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

/** What one walk through a page's tree finds. */
final class Survey {
    private final List<Element> carriers = new ArrayList<>();
    private final List<Element> texts = new ArrayList<>();
    private final List<Comment> comments = new ArrayList<>();
    private final List<Element> formatting = new ArrayList<>();

    private Survey() {}

    static Survey of(Document tree) {
        Survey survey = new Survey();
        Deque<Element> next = new ArrayDeque<>();
        next.push(tree);
        while (!next.isEmpty()) {
            Element element = next.pop();
            survey.add(element);
            for (int at = element.childNodeSize() - 1; at >= 0; at--) {
                Node child = element.childNode(at);
                if (child instanceof Element inner) {
                    next.push(inner);
                } else if (child instanceof Comment comment) {
                    survey.comments.add(comment);
                }
            }
        }
        return survey;
    }

    private void add(Element element) {
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
