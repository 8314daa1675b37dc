package io.segmentpixel.page;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/** A WARC file as the records lie in it, compressed or not: stretches of records, within which it is read on and on. */
interface WarcSource extends ReadableByteChannel {
    /**
     * Goes on to the next stretch.
     *
     * @return false if there is none
     * @throws IOException if it is damaged; the next call goes on behind that
     */
    boolean nextStretch() throws IOException;

    /** Reads as long as the stretch surely goes on; {@link #read} goes as far as it may. -1 at the end. */
    int readWithin(ByteBuffer target) throws IOException;

    /** Where in the file that is which was read so many bytes ago, as far as it can be told: of a compressed file, where the stretch begins. */
    long offset(int unread);

    /** How far the file has been read, in bytes. */
    long position();

    /**
     * Looks whether a record may end at a place of the file.
     *
     * @throws IOException if it does not for sure
     */
    void checkEnd(long end) throws IOException;

    /** Whether the stretch is damaged, so that nothing more of it can be read. */
    boolean isBroken();

    /** Goes back to a place within the stretch, where that can be done; else what is unread stays. */
    boolean goBack(long offset);
}
