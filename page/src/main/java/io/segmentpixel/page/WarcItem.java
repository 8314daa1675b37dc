package io.segmentpixel.page;

import java.util.Iterator;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A record of a WARC file that holds a page, or that cannot be read. */
final class WarcItem {
    private final String name;
    private final Optional<String> problem;
    private final long end;
    private final boolean isHttp;
    private final String contentType;
    private final byte[] block;

    private WarcItem(
            String name, Optional<String> problem, long end, boolean isHttp, String contentType, byte[] block) {
        this.name = name;
        this.problem = problem;
        this.end = end;
        this.isHttp = isHttp;
        this.contentType = contentType;
        this.block = block;
    }

    static WarcItem page(String name, long end, boolean isHttp, String contentType, byte[] block) {
        return new WarcItem(name, Optional.empty(), end, isHttp, contentType, block);
    }

    static WarcItem unreadable(String name, long end, String problem) {
        return new WarcItem(name, Optional.of(problem), end, false, "", new byte[0]);
    }

    static Stream<WarcItem> stream(Iterator<WarcItem> items) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(items, Spliterator.ORDERED), false);
    }

    /** The page's address, or where in which file the record is. */
    String name() {
        return name;
    }

    /** Why it cannot be read. */
    Optional<String> problem() {
        return problem;
    }

    /** How far the file has been read with it, in bytes. */
    long end() {
        return end;
    }

    /** Whether the block is a response with its HTTP header, or the page alone. */
    boolean isHttp() {
        return isHttp;
    }

    /** What the record says of its block. */
    String contentType() {
        return contentType;
    }

    /** What is in it; empty if it cannot be read. */
    byte[] block() {
        return block;
    }
}
