package io.segmentpixel.page;

/** The library that reads WARC files, which need not be there. */
final class WarcLibrary {
    private static final String NEEDED = "org.netpreserve.jwarc.WarcReader";

    private WarcLibrary() {}

    /**
     * Makes sure that it is there.
     *
     * @throws IllegalStateException if it is not; the message says what to do
     */
    static void require() {
        try {
            Class.forName(NEEDED, false, WarcLibrary.class.getClassLoader());
        } catch (ClassNotFoundException missing) {
            throw new IllegalStateException(
                    "warc: needs the library org.netpreserve:jwarc (0.36.0 or newer), which is missing at run time; add it to the"
                            + " class path, or to the module path with --add-modules jwarc",
                    missing);
        }
    }
}
