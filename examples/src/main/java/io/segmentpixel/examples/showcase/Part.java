package io.segmentpixel.examples.showcase;

import io.segmentpixel.examples.web.WebRequest;
import io.segmentpixel.page.PlacementException;
import io.segmentpixel.segment.SegmentServiceException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** One step of the showcase: a section of the page, and the forms in it. */
abstract class Part {
    private static final int MOST_SAID = 500;

    private final String id;
    private final Set<String> actions;
    private final Map<String, Map<String, String>> typed = new LinkedHashMap<>();
    private String said = "";
    private boolean isWrong;

    /**
     * A part.
     *
     * @param id that of its section, with which the addresses of its forms begin
     * @param actions the ends of these addresses
     */
    Part(String id, String... actions) {
        this.id = id;
        this.actions = Set.of(actions);
    }

    final String id() {
        return id;
    }

    /** Whether it has the form that goes to an address. */
    final boolean has(String path) {
        return path.startsWith("/" + id + "/") && actions.contains(path.substring(id.length() + 2));
    }

    /** Carries out one of its forms; what goes wrong is told in the section, and what was typed stays there. */
    final void post(WebRequest request) {
        String form = request.path();
        typed.put(form, request.fields());
        try {
            say(carryOut(form.substring(id.length() + 2), request), false);
            if (isEmptiedBy(form)) {
                typed.remove(form);
            }
        } catch (IllegalArgumentException | PlacementException | SegmentServiceException | IOException wrong) {
            say(String.valueOf(wrong.getMessage()), true);
        }
    }

    private void say(String sentence, boolean wrong) {
        said = sentence.length() <= MOST_SAID ? sentence : sentence.substring(0, MOST_SAID) + " …";
        isWrong = wrong;
    }

    /** Puts what is so now into its section; what cannot be shown is told there, and takes nothing else away. */
    final void show(Document page) {
        try {
            fill(page);
        } catch (IllegalArgumentException unfit) {
            say(String.valueOf(unfit.getMessage()), true);
        }
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
}
