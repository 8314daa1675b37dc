package io.segmentpixel.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A file as it was read, which can be replaced at one stroke as long as it stays so. */
final class SiteFile {
    private static final Pattern LEFTOVER = Pattern.compile("\\.segmentpixel-[0-9a-f-]{36}\\.tmp");

    private final Path file;
    private final BasicFileAttributes attributes;
    private final byte[] bytes;

    private SiteFile(Path file, BasicFileAttributes attributes, byte[] bytes) {
        this.file = file;
        this.attributes = attributes;
        this.bytes = bytes;
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read, is too large, or is no file any more; the message says so in words
     */
    static SiteFile read(Path file, SiteLimits limits) throws IOException {
        BasicFileAttributes attributes = attributes(file);
        if (!attributes.isRegularFile()) {
            throw changed("read");
        }
        if (attributes.size() > limits.largestPage()) {
            throw new IOException(limits.tooLarge(attributes.size()));
        }
        byte[] bytes = bytes(file, attributes.size());
        if (bytes.length != attributes.size()) {
            throw changed("read");
        }
        return new SiteFile(file, attributes, bytes);
    }

    private static BasicFileAttributes attributes(Path file) throws IOException {
        @Nullable PosixFileAttributeView posix = posix(file);
        return posix == null
                ? Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                : posix.readAttributes();
    }

    private static @Nullable PosixFileAttributeView posix(Path file) {
        return Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    }

    /** One byte more than it should have shows that it has grown, without reading all of it. */
    private static byte[] bytes(Path file, long size) throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return in.readNBytes(Math.toIntExact(size) + 1);
        }
    }

    private static IOException changed(String when) {
        return new IOException("somebody else changed it while it was " + when + "; run again");
    }

    byte[] bytes() {
        return bytes;
    }

    /**
     * Why the file must stay as it is, empty if it may be replaced.
     *
     * @throws IOException if it is gone
     */
    Optional<String> protection() throws IOException {
        boolean isReadOnlyForOwner = attributes(file) instanceof PosixFileAttributes posix
                && !posix.permissions().contains(PosixFilePermission.OWNER_WRITE);
        if (isReadOnlyForOwner || !Files.isWritable(file)) {
            return Optional.of("read-only: allow writing it first");
        }
        return Files.isWritable(file.toAbsolutePath().getParent())
                ? Optional.empty()
                : Optional.of("its directory is read-only, so that no file in it can be replaced at one stroke");
    }

    /**
     * Replaces the file: with the new bytes written whole beside it, which then take its place.
     *
     * @throws IOException if that fails, or the file is not as it was read; it is as it was then
     */
    void replaceWith(byte[] changed) throws IOException {
        Path fresh = file.resolveSibling(".segmentpixel-" + UUID.randomUUID() + ".tmp");
        try (FileChannel channel =
                FileChannel.open(fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), privately())) {
            hold(channel);
            write(changed, channel);
            keepOwnerAndPermissions(fresh);
            channel.force(true);
            if (!isAsItWas()) {
                throw changed("at work");
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** Nobody else reads the new text before it has the permissions of the old one. */
    private FileAttribute<?>[] privately() {
        return attributes instanceof PosixFileAttributes
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE))
                }
                : new FileAttribute<?>[0];
    }

    /** Shows other runs that this is no leftover, where the system has locks; it ends with the channel, or the program. */
    private static void hold(FileChannel channel) {
        try {
            channel.tryLock();
        } catch (IOException | UnsupportedOperationException withoutLocks) {
            // The worst that can happen is that a run at the same time deletes it, and the page is reported.
        }
    }

    private static void write(byte[] changed, FileChannel channel) throws IOException {
        for (ByteBuffer rest = ByteBuffer.wrap(changed); rest.hasRemaining(); ) {
            channel.write(rest);
        }
    }

    /** The owner first: a system may take permissions away when the owner changes. */
    private void keepOwnerAndPermissions(Path fresh) throws IOException {
        if (attributes instanceof PosixFileAttributes old) {
            PosixFileAttributeView view = Objects.requireNonNull(posix(fresh));
            PosixFileAttributes now = view.readAttributes();
            if (!now.owner().equals(old.owner())) {
                whereAllowed(() -> view.setOwner(old.owner()));
            }
            if (!now.group().equals(old.group())) {
                whereAllowed(() -> view.setGroup(old.group()));
            }
            view.setPermissions(old.permissions());
        }
    }

    /** Only root can give files away, and others can give them to groups of their own. */
    private static void whereAllowed(Change change) {
        try {
            change.make();
        } catch (IOException notAllowed) {
            // The page then belongs to whoever replaced it, as it would after an editor.
        }
    }

    private interface Change {
        void make() throws IOException;
    }

    /** By its content too, as a clock may be too coarse to show a change. */
    private boolean isAsItWas() throws IOException {
        BasicFileAttributes now = attributes(file);
        return now.isRegularFile()
                && now.size() == attributes.size()
                && now.lastModifiedTime().equals(attributes.lastModifiedTime())
                && Objects.equals(now.fileKey(), attributes.fileKey())
                && Arrays.equals(bytes(file, now.size()), bytes);
    }

    /** Whether a file has a name as only we give it. */
    static boolean isLeftover(Path file) {
        return LEFTOVER.matcher(file.getFileName().toString()).matches();
    }

    /** Deletes what a killed run left; what another run is about to write, it leaves alone. */
    static void deleteLeftover(Path leftover) throws IOException {
        try (FileChannel channel = FileChannel.open(leftover, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                @Nullable FileLock lock = channel.tryLock()) {
            if (lock != null) {
                Files.delete(leftover);
            }
        } catch (OverlappingFileLockException written) {
            // By another thread of this program.
        }
    }
}
