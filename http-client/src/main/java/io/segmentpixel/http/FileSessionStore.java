package io.segmentpixel.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.crypto.SecretKey;

/**
 * A store of sessions in an encrypted file, for the processes of one machine that run as the same user.
 *
 * <pre>{@code
 * byte[] secret = Base64.getDecoder().decode(System.getenv("SEGMENT_SESSION_KEY")); // openssl rand -base64 32
 * SessionStore store = FileSessionStore.at(Path.of("/var/lib/shop/sessions"), new SecretKeySpec(secret, "AES"));
 * }</pre>
 *
 * <p>One file holds the sessions and leases of all users. Beside {@code sessions} there are {@code sessions.lock}, which
 * stays and must not be removed while it is in use, and for a moment {@code sessions.writing}. Names of those kinds belong
 * to the store.
 *
 * <p><b>Who can read it.</b> The content is sealed with the key (AES/GCM, a fresh nonce each time), and the files are made
 * for their owner only, {@code rw-------}. What is there is looked at each time before it is opened: a file that is a
 * symbolic link or otherwise no regular file, that belongs to another user, or that gives group or others any right, is
 * refused with {@link IllegalStateException}, which says what is wrong and what to do. So is a folder that belongs
 * neither to us nor to root, or that group or others can write, unless its sticky bit is set.
 *
 * <p><b>What can go wrong.</b> A file is replaced as a whole, so a crash at any time leaves the old or the new content. One
 * that was written with another key, or damaged, is refused with {@link IllegalStateException}; delete it: only a login is
 * lost. A process that dies with a lease leaves it to end by itself, and its lock on the file ends with it. One that
 * lives and keeps that lock for more than five seconds, or than the lease would last, makes the others fail. That, other
 * failures, and an interrupt of {@link #read} or {@link #lease}, are an {@link UncheckedIOException}, after which
 * nothing is changed; the thread stays interrupted. The clocks of the processes are taken to agree, as they do on one
 * machine. Network folders are not supported.
 */
public final class FileSessionStore implements SessionStore {
    /** For another process, which keeps the lock file as long as it takes to write a small file. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Path file;
    private final Path writing;
    private final OwnerOnlyFolder folder;
    private final FileTurn turn;
    private final Seal seal;
    private final Clock clock;

    private FileSessionStore(Path path, SecretKey key, Clock clock) throws IOException {
        this.seal = Seal.with(key);
        Path name = nameOf(path);
        Path real = folderOf(path);
        this.folder = OwnerOnlyFolder.at(real);
        this.file = real.resolve(name);
        this.writing = real.resolve(name + ".writing");
        Path lock = real.resolve(name + ".lock");
        folder.checked(lock);
        this.turn = new FileTurn(folder, lock);
        this.clock = clock;
    }

    /**
     * The store in a file, which is made when something is first kept.
     *
     * @param file its path; the folder must be there
     * @param key an AES key of 16, 24 or 32 bytes, the same for all processes; it is copied
     * @return the store
     * @throws IllegalArgumentException if the key is no such key, the folder is not there, or its file system cannot keep a
     *     file for its owner only
     * @throws IllegalStateException if the file or the folder is open to others, or the file was written with another key or
     *     damaged
     * @throws UncheckedIOException if the folder cannot be written or the file cannot be read
     */
    public static FileSessionStore at(Path file, SecretKey key) {
        return at(file, key, Clock.systemUTC());
    }

    static FileSessionStore at(Path file, SecretKey key, Clock clock) {
        try {
            FileSessionStore store = new FileSessionStore(file, key, clock);
            store.all();
            return store;
        } catch (IOException failed) {
            throw reported(file, failed);
        }
    }

    @Override
    public StoredSession read(String user) {
        Objects.requireNonNull(user, "user");
        try {
            return all().getOrDefault(user, Kept.nothing()).session();
        } catch (IOException failed) {
            throw reported(file, failed);
        }
    }

    @Override
    public Optional<Lease> lease(String user, Duration atMost) {
        Duration patience = LONGEST_WAIT.compareTo(atMost) < 0 ? LONGEST_WAIT : atMost;
        return HeldLease.take((whose, change) -> change(whose, change, patience), user, atMost);
    }

    private boolean change(String user, Entries.Change change, Duration patience) {
        try {
            return turn.take(patience, () -> changeNow(user, change));
        } catch (IOException failed) {
            throw reported(file, failed);
        }
    }

    private boolean changeNow(String user, Entries.Change change) throws IOException {
        Map<String, Kept> all = all();
        Instant now = clock.instant();
        Optional<Kept> changed = change.of(all.getOrDefault(user, Kept.nothing()), now);
        if (changed.isPresent()) {
            all.put(user, changed.get());
            all.values().removeIf(kept -> kept.isWorthless(now));
            write(all);
        }
        return changed.isPresent();
    }

    /** What the file says. No lock is needed, as the file is only ever replaced as a whole. */
    private Map<String, Kept> all() throws IOException {
        if (folder.checked(file).isEmpty()) {
            return new TreeMap<>();
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return SessionBytes.read(seal.opened(in.readAllBytes()).orElseThrow(this::unreadable));
        } catch (NoSuchFileException removedMeanwhile) {
            return new TreeMap<>();
        }
    }

    private void write(Map<String, Kept> all) throws IOException {
        // A process that died while it wrote has left this one. Nobody else writes now.
        Files.deleteIfExists(writing);
        try {
            writeNew(ByteBuffer.wrap(seal.sealed(SessionBytes.of(all))));
            Files.move(writing, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(writing);
        }
    }

    private void writeNew(ByteBuffer bytes) throws IOException {
        Set<StandardOpenOption> asNew = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(writing, asNew, OwnerOnlyFolder.rights())) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            // Else the machine could go down with the new name on the disk, and the content not yet.
            channel.force(true);
        }
    }

    private static Path nameOf(Path path) {
        Path name = path.toAbsolutePath().getFileName();
        if (name == null) {
            throw new IllegalArgumentException("session file " + path + ": must be the path of a file");
        }
        return name;
    }

    /** By its one real path, as all who share a file must lock the same one. */
    private static Path folderOf(Path path) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IllegalArgumentException(
                    "session file " + path + ": its folder must be there; make it with mkdir -m 700 " + folder);
        }
        return folder.toRealPath();
    }

    private IllegalStateException unreadable() {
        return new IllegalStateException("session file " + file
                + " was written with another key or another version, or is damaged: delete it, only a login is lost");
    }

    private static UncheckedIOException reported(Path file, IOException failed) {
        boolean isInterrupt =
                failed instanceof ClosedByInterruptException || failed instanceof FileLockInterruptionException;
        String what = isInterrupt ? "the thread was interrupted" : "cannot be used, " + failed;
        return new UncheckedIOException("session file " + file + ": " + what + "; nothing was changed", failed);
    }

    /** The path; no key and no content. */
    @Override
    public String toString() {
        return "FileSessionStore[" + file + "]";
    }
}
