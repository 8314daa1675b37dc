package io.segmentpixel.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Changes of one text, in its order; none reaches into another.
 *
 * @param all the changes, whose places are those of the text as it was
 */
record Edits(List<Edit> all) {
    static final Edits NONE = new Edits(List.of());

    Edits {
        all = all.stream()
                .sorted(Comparator.comparing(Edit::start).thenComparing(Edit::end))
                .toList();
    }

    static Edits of(Edit... edits) {
        return new Edits(List.of(edits));
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    String applyTo(String text) {
        int added = all.stream().mapToInt(edit -> edit.text().length()).sum();
        StringBuilder changed = new StringBuilder(text.length() + added);
        int copied = 0;
        for (Edit edit : all) {
            changed.append(text, copied, edit.start()).append(edit.text());
            copied = edit.end();
        }
        return changed.append(text, copied, text.length()).toString();
    }

    /** These changes, and then an insertion into the text that they make. None of them may bring any text. */
    Edits then(Edit insertion) {
        List<Edit> before = new ArrayList<>();
        int shift = 0;
        for (Edit removal : all) {
            if (removal.start() - shift > insertion.start()) {
                break;
            }
            before.add(removal);
            shift += removal.end() - removal.start();
        }
        Edit moved = Edit.insertion(insertion.start() + shift, insertion.text());
        return new Edits(Stream.of(before, List.of(moved), all.subList(before.size(), all.size()))
                .flatMap(List::stream)
                .toList());
    }
}
