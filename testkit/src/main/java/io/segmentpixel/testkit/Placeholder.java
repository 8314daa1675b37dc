package io.segmentpixel.testkit;

/** Keeps the package from being empty until its first type arrives. */
public final class Placeholder {
    private Placeholder() {}
}
