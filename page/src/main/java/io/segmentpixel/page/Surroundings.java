package io.segmentpixel.page;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** What elements stand in that keeps them from being live, each element looked at once however deep it is. */
final class Surroundings {
    private static final State NOTHING = new State("", false);

    private final IdentityHashMap<Element, State> within = new IdentityHashMap<>();

    /**
     * What it is.
     *
     * @param inert the nearest template or noscript around; empty if there is none
     * @param mayBeNone whether it stands in a shadow root that cannot be
     */
    record State(String inert, boolean mayBeNone) {}

    State around(Element element) {
        Deque<Element> unknown = new ArrayDeque<>();
        @Nullable Element outer = element.parent();
        while (outer != null && !within.containsKey(outer)) {
            unknown.push(outer);
            outer = outer.parent();
        }
        State state = outer == null ? NOTHING : within.getOrDefault(outer, NOTHING);
        while (!unknown.isEmpty()) {
            Element next = unknown.pop();
            state = in(next, state);
            within.put(next, state);
        }
        return state;
    }

    private static State in(Element element, State outer) {
        String name = element.normalName();
        boolean isRoot = ShadowRoots.isOne(element);
        boolean isInert = name.equals("noscript") || (name.equals("template") && !isRoot);
        boolean mayBeNone = outer.mayBeNone || (isRoot && !ShadowRoots.hasHost(element));
        return new State(isInert ? name : outer.inert, mayBeNone);
    }
}
