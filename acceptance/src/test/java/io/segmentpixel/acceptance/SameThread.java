package io.segmentpixel.acceptance;

/** Runs each task within the call that hands it over. */
final class SameThread extends EndlessExecutor {
    @Override
    public void execute(Runnable task) {
        task.run();
    }
}
