package io.segmentpixel.page;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * How much memory the pages of a site may take.
 *
 * @param largest how many bytes a page may have at most, if somebody said so
 */
record SiteLimits(OptionalLong largest) {
    /**
     * The memory that a page takes, as a multiple of its size: its tree with all positions has about 42 times its bytes, and
     * there are two of them where the changed page is parsed again.
     */
    private static final long MEMORY_FOR_A_BYTE = 100;

    private static long memory() {
        return Runtime.getRuntime().maxMemory();
    }

    /** How many bytes a page may have at most. */
    long largestPage() {
        return Math.min(largest.orElse(memory() / MEMORY_FOR_A_BYTE), Integer.MAX_VALUE - 64);
    }

    /** How many bytes the pages that are at work at one time may have together. */
    long budget() {
        return Math.max(memory() / MEMORY_FOR_A_BYTE, largestPage());
    }

    /** The memory that the trees of the pages at work may take together: what Java may take, but for some room beside them. */
    static PageMemory memoryForTrees() {
        return new PageMemory(memory() / 100 * 85);
    }

    /** Why a page of few bytes takes too much memory all the same, empty if it does not, or somebody said that it may. */
    Optional<String> tooManyTags(long need, PageMemory memory) {
        return largest.isPresent() || need <= memory.bytes()
                ? Optional.empty()
                : Optional.of(String.format(
                        "too many tags: they take about %,d bytes of memory, and there are %,d; give Java more (-Xmx%dm), or"
                                + " say withLargestPage",
                        need, memory.bytes(), need / 85 * 100 / (1 << 20) + 1));
    }

    /** Why a page is too large, with both figures and what to do. */
    String tooLarge(long size) {
        String figures = String.format("too large: %,d bytes, and a page may have %,d at most", size, largestPage());
        return largest.isPresent()
                ? figures + ", as withLargestPage says; allow more there"
                : figures
                        + String.format(
                                ", a hundredth of the memory that Java may take; give it more (-Xmx%dm), or say"
                                        + " withLargestPage",
                                size * MEMORY_FOR_A_BYTE / (1 << 20) + 1);
    }
}
