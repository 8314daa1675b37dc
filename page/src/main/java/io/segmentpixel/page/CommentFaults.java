package io.segmentpixel.page;

import io.segmentpixel.page.Wrappers.Wrapper;
import io.segmentpixel.pixel.ConversionCall;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What is wrong with pairs of comments, and with what stands between them. */
final class CommentFaults {
    private final Page page;
    private final Branches branches;
    private final NavigableMap<Integer, FoundPixel> pixels = new TreeMap<>();
    private final List<Misplaced> found = new ArrayList<>();

    private CommentFaults(Page page, List<FoundPixel> pixels, Branches branches) {
        this.page = page;
        this.branches = branches;
        pixels.forEach(pixel -> this.pixels.put(pixel.placed().region().offset(), pixel));
    }

    static List<Misplaced> on(Page page, List<FoundPixel> pixels, Branches branches) {
        CommentFaults faults = new CommentFaults(page, pixels, branches);
        faults.wrappers();
        return faults.found;
    }

    private void add(Wrapper wrapper, FindingCode code, String explanation) {
        found.add(new Misplaced(wrapper.start(), wrapper.startOfContent(), new Fault(code, explanation)));
    }

    private void wrappers() {
        for (Wrapper wrapper : page.wrappers().all()) {
            String kind = wrapper.opening().kind();
            Collection<FoundPixel> inside = pixels.subMap(wrapper.startOfContent(), wrapper.endOfContent())
                    .values();
            if (!kind.equals(wrapper.closing().kind())) {
                add(
                        wrapper,
                        FindingCode.DAMAGED_COMMENT,
                        "The comment opens a " + kind + " pixel, and the one behind it closes a "
                                + wrapper.closing().kind() + " pixel.");
            } else if (inside.isEmpty() && !mayHoldCall(wrapper)) {
                boolean isBlank = page.isBlank(wrapper.startOfContent(), wrapper.endOfContent());
                add(
                        wrapper,
                        FindingCode.FOREIGN_COMMENT,
                        isBlank
                                ? "Nothing stands between the pixel's comments."
                                : "What stands between the pixel's comments is no call of the platform.");
            } else if (!inside.isEmpty() && inside.stream().noneMatch(pixel -> isOfKind(pixel, kind))) {
                add(
                        wrapper,
                        FindingCode.FOREIGN_COMMENT,
                        "The comment names a " + kind + " pixel, and stands around a call of the other kind.");
            }
            if (wrapper.name().isEmpty()) {
                add(wrapper, FindingCode.DAMAGED_COMMENT, "The comment does not say which pixel it is.");
            }
        }
    }

    /** Whether a server or a script puts the call there, which is not to be seen. */
    private boolean mayHoldCall(Wrapper wrapper) {
        String inside = page.text().substring(wrapper.startOfContent(), wrapper.endOfContent());
        return branches.areBetween(wrapper.startOfContent(), wrapper.endOfContent())
                || inside.contains("{{")
                || Mention.of("<script>", inside);
    }

    private static boolean isOfKind(FoundPixel pixel, String kind) {
        return pixel.placed().call().isEmpty()
                || pixel.placed().call().get() instanceof ConversionCall == kind.equals("conversion");
    }
}
