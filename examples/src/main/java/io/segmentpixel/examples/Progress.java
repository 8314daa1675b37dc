package io.segmentpixel.examples;

import java.io.PrintStream;

/** How far a long work has come: one line that is written over on a terminal, a line each hundredth of the work elsewhere. */
final class Progress {
    private final PrintStream out;
    private final String what;
    private final int all;
    private final boolean isTerminal;
    private int done;

    Progress(PrintStream out, String what, int all, boolean isTerminal) {
        this.out = out;
        this.what = what;
        this.all = all;
        this.isTerminal = isTerminal;
    }

    /** From JDK 22 on there is a console even without a terminal; then the line ends are written over in a file, no more. */
    @SuppressWarnings("SystemConsoleNull")
    static boolean isOnTerminal() {
        return System.console() != null;
    }

    void step() {
        done++;
        int hundredth = Math.max(1, all / 100);
        if (done % hundredth == 0 || done == all) {
            String line = what + " " + done + " of " + all;
            out.print(isTerminal ? "\r" + line + (done == all ? "\n" : "") : line + "\n");
            out.flush();
        }
    }
}
