package io.segmentpixel.page;

import java.util.concurrent.Semaphore;

/**
 * The memory for the trees of the pages at work at one time. What a tree takes goes by its tags more than by its bytes: a page
 * of nothing but short tags takes four times what a usual page of that size does, and two such pages at a time would end each
 * other's work.
 */
final class PageMemory {
    /**
     * What a tag takes at least in two trees, as there are while a changed page is checked. Measured: 450 to 870 bytes in one
     * tree, 750 on a usual page.
     */
    private static final long BYTES_FOR_A_TAG = 1_500;

    private static final int BLOCK = 1_024;

    private final int blocks;
    private final Semaphore free;

    /** Memory of so many bytes in all. */
    PageMemory(long bytes) {
        this.blocks = (int) Math.max(1, Math.min(bytes / BLOCK, Integer.MAX_VALUE));
        this.free = new Semaphore(blocks, true);
    }

    /** What a page is expected to take, in bytes. */
    static long need(String text) {
        return BYTES_FOR_A_TAG
                * text.chars().filter(character -> character == '<').count();
    }

    long bytes() {
        return (long) blocks * BLOCK;
    }

    private int blocks(long need) {
        return (int) Math.min(need / BLOCK, blocks);
    }

    /** Waits until there is so much left, or all, if that is less. */
    void take(long need) {
        free.acquireUninterruptibly(blocks(need));
    }

    void giveBack(long need) {
        free.release(blocks(need));
    }
}
