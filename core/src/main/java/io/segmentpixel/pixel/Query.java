package io.segmentpixel.pixel;

/** Writes parameters one after the other, with what separates them. */
final class Query {
    private final StringBuilder target;
    private final int start;

    Query(StringBuilder target) {
        this.target = target;
        this.start = target.length();
    }

    /** Begins a parameter; its value, ready to stand in a call, is appended to what this gives. */
    StringBuilder name(String parameter) {
        if (target.length() > start) {
            target.append('&');
        }
        return target.append(parameter).append('=');
    }

    void add(String parameter, String value) {
        Percent.append(name(parameter), value);
    }
}
