package io.segmentpixel.http;

/** A thread of our own, which keeps no program from ending. */
final class Daemon {
    private Daemon() {}

    static Thread thread(String does, Runnable work) {
        Thread thread = new Thread(work, "segment-pixel " + does);
        thread.setDaemon(true);
        return thread;
    }
}
