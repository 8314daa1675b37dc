package io.segmentpixel.examples.showcase;

import io.segmentpixel.examples.web.WebRequest;
import io.segmentpixel.page.PlacementException;
import io.segmentpixel.segment.SegmentServiceException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** One step of the showcase: a section of the page, and the forms in it. */
abstract class Part {
    private final String id;
    private final Map<String, Map<String, String>> typed = new LinkedHashMap<>();
    private String said = "";
    private boolean isWrong;

    /**
     * A part.
     *
     * @param id that of its section, with which the addresses of its forms begin
     */
    Part(String id) {
        this.id = id;
    }

    final String id() {
        return id;
    }

    /** Carries out one of its forms; what goes wrong is told in the section, and what was typed stays there. */
    final void post(WebRequest request) {
        String form = request.path();
        typed.put(form, request.fields());
        try {
            said = carryOut(form.substring(id.length() + 2), request);
            isWrong = false;
            if (isEmptiedBy(form)) {
                typed.remove(form);
            }
        } catch (IllegalArgumentException | PlacementException | SegmentServiceException | IOException wrong) {
            said = String.valueOf(wrong.getMessage());
            isWrong = true;
        }
    }

    /** Puts what is so now into its section. */
    final void show(Document page) {
        fill(page);
        typed.forEach((form, fields) -> Typed.into(page, form, fields));
        Element line = Elements.byId(page, id + "-said").text(said);
        if (isWrong) {
            line.addClass("wrong");
        }
    }

    /**
     * Carries out a form.
     *
     * @param action which one, as its address says behind the part's id
     * @return what was done, in a sentence
     * @throws IllegalArgumentException if what was typed breaks a rule of the library
     */
    abstract String carryOut(String action, WebRequest request) throws IOException;

    /** Fills the elements of its section. */
    abstract void fill(Document page);

    /** Whether a form is empty again once it was carried out. */
    boolean isEmptiedBy(String form) {
        return false;
    }

    static IllegalArgumentException unknown(String action) {
        return new IllegalArgumentException("action \"" + action + "\": there is no such form");
    }
}
