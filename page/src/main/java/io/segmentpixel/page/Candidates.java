package io.segmentpixel.page;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The addresses of a {@code srcset}, of which a browser asks for one. */
final class Candidates {
    /** An address, and behind a blank its descriptor; a comma ends either. */
    private static final Pattern CANDIDATE =
            Pattern.compile("[\\s,]*+([^\\s,]\\S*?)(?:,++(?=\\s|\\z)|\\s([^,]*+)|\\z)");

    private Candidates() {}

    /**
     * One of them.
     *
     * @param address the address
     * @param descriptor for which screens it is, empty for plain ones
     */
    record Candidate(String address, String descriptor) {
        /** Whether the image's own src is no candidate beside it. */
        boolean isForPlainScreens() {
            return descriptor.isEmpty() || descriptor.endsWith("w") || descriptor.matches("1(?:\\.0*)?x");
        }
    }

    static List<Candidate> in(String srcset) {
        return CANDIDATE.matcher(srcset).results().map(Candidates::candidate).toList();
    }

    /** Whether there is more than one in a stretch of a text. */
    static boolean areSeveral(String text, int start, int end) {
        Matcher candidates = CANDIDATE.matcher(text).region(start, end);
        boolean isOne = candidates.find();
        return isOne && candidates.find();
    }

    static List<String> of(String srcset) {
        return in(srcset).stream().map(Candidate::address).toList();
    }

    private static Candidate candidate(MatchResult found) {
        String descriptor = found.group(2);
        return new Candidate(found.group(1), descriptor == null ? "" : descriptor.strip());
    }
}
