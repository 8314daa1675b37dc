package io.segmentpixel.page;

import io.segmentpixel.pixel.ParsedCall;
import io.segmentpixel.pixel.PixelCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;

/** What changes in one VAST document. */
final class VastUpdate {
    private final VastTarget target;
    private final VastDocument document;
    private final Set<String> otherHosts;
    private final Predicate<PixelCall> isMeant;

    /**
     * The changes of a document.
     *
     * @param otherHosts hosts that take calls, beside the platform's
     * @param isMeant the calls that this is about
     */
    VastUpdate(VastTarget target, VastDocument document, Set<String> otherHosts, Predicate<PixelCall> isMeant) {
        this.target = target;
        this.document = document;
        this.otherHosts = otherHosts;
        this.isMeant = isMeant;
    }

    Edits place(String url) {
        List<Edit> edits = requiredHomes()
                .filter(home -> versions(home).isEmpty())
                .map(home -> insertion(home, url))
                .toList();
        return checked(edits);
    }

    Edits remove() {
        return checked(homes().flatMap(home -> versions(home).stream())
                .map(element -> VastPlaces.removal(element, document))
                .toList());
    }

    Edits replace(String url) {
        List<Edit> edits = new ArrayList<>();
        requiredHomes().forEach(home -> {
            List<Element> versions = versions(home);
            Optional<Element> kept = versions.stream()
                    .filter(element -> url(element).equals(url))
                    .findFirst();
            List<Element> others = versions.stream()
                    .filter(element -> !kept.equals(Optional.of(element)))
                    .toList();
            if (kept.isPresent()) {
                others.forEach(element -> edits.add(VastPlaces.removal(element, document)));
            } else if (others.isEmpty()) {
                edits.add(insertion(home, url));
            } else {
                VastPlaces.exchange(others.get(0), url, document).forEach(edits::add);
                others.stream().skip(1).forEach(element -> edits.add(VastPlaces.removal(element, document)));
            }
        });
        return checked(edits);
    }

    private Stream<Element> homes() {
        return document.ads().stream().flatMap(ad -> target.homes(document, ad).stream());
    }

    private Stream<Element> requiredHomes() {
        if (homes().findFirst().isEmpty() && !document.ads().isEmpty()) {
            throw new PlacementException(target + ": no ad of the document has a linear creative");
        }
        return homes();
    }

    private List<Element> versions(Element home) {
        return target.standing(home).stream()
                .filter(element -> element.childrenSize() == 0 && isMeant(url(element)))
                .toList();
    }

    private boolean isMeant(String url) {
        return Address.call(url, otherHosts)
                .flatMap(ParsedCall::call)
                .filter(isMeant)
                .isPresent();
    }

    private static String url(Element element) {
        return element.wholeText().strip();
    }

    private Edit insertion(Element home, String url) {
        return target.insertion(document, home, target.written(VastDocument.prefix(home), url));
    }

    /** Changes after which the document says the same as before, but for what this is about. */
    private Edits checked(List<Edit> all) {
        Edits edits = new Edits(all);
        if (!edits.isEmpty()) {
            VastDocument after = new VastDocument(edits.applyTo(document.text()));
            if (!others(document.parts()).equals(others(after.parts()))) {
                throw new PlacementException(
                        target + ": something else in the document would come to mean something else");
            }
        }
        return edits;
    }

    /** The parts of a document without the elements that make these calls, and without the events that hold nothing else. */
    private List<String> others(List<String> parts) {
        List<String> others = new ArrayList<>();
        for (int at = 0; at < parts.size(); at++) {
            int end = endOfCall(parts, at);
            if (end > at) {
                at = end;
            } else if (VastXml.isEnd(parts.get(at)) && !others.isEmpty() && isEvents(others.get(others.size() - 1))) {
                others.remove(others.size() - 1);
            } else {
                others.add(parts.get(at));
            }
        }
        return others;
    }

    /** Where the element that starts here ends, if it has no elements in it and makes such a call; else here. */
    private int endOfCall(List<String> parts, int start) {
        if (!VastXml.isStart(parts.get(start))) {
            return start;
        }
        StringBuilder text = new StringBuilder();
        int end = start + 1;
        while (!VastXml.isStart(parts.get(end)) && !VastXml.isEnd(parts.get(end))) {
            VastXml.text(parts.get(end)).ifPresent(text::append);
            end++;
        }
        return VastXml.isEnd(parts.get(end)) && isMeant(text.toString()) ? end : start;
    }

    private static boolean isEvents(String part) {
        return VastXml.isStart(part) && part.endsWith("TrackingEvents");
    }
}
