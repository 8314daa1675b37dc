package io.segmentpixel.page;

import java.util.regex.Pattern;

/** What keeps caches from answering, as people name it: the platform passes over it. */
final class CacheBuster {
    static final String NAMES = "(?i:cb|cachebuster|cachebust|cache|ord|rnd|rand|random|ts|_)";

    private static final Pattern NAME = Pattern.compile(NAMES);

    private CacheBuster() {}

    static boolean isNamed(String parameter) {
        return NAME.matcher(parameter).matches();
    }
}
