package io.segmentpixel.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One after the other, of all threads of all processes of a machine: each locks the same file.
 *
 * <p>Such a lock is the whole process's: a second one within it is an error, and whatever closes the lock file anywhere in
 * the process ends the lock. So the threads of a process come one by one before they open it. Those of other class loaders,
 * which have this class once more, share a text of the JVM's pool with them, because that is the same object for all.
 */
final class FileTurn {
    /** What is done when it is one's turn. */
    interface Work {
        boolean done() throws IOException;
    }

    private static final Map<Path, ReentrantLock> TURNS = new ConcurrentHashMap<>();

    private final OwnerOnlyFolder folder;
    private final Path lockFile;
    private final String threads;
    private final ReentrantLock turn;
    private final Time time = new SystemTime();

    FileTurn(OwnerOnlyFolder folder, Path lockFile) {
        this.folder = folder;
        this.lockFile = lockFile;
        this.threads = ("io.segmentpixel.http.FileTurn:" + lockFile).intern();
        this.turn = TURNS.computeIfAbsent(lockFile, any -> new ReentrantLock());
    }

    /** Waits for the turn, so long at most that another process keeps it, and does the work. */
    boolean take(Duration patience, Work work) throws IOException {
        Instant end = time.now().plus(patience);
        comeBeforeOtherThreads(patience);
        try {
            synchronized (threads) {
                FileChannel locked = locked(Duration.between(time.now(), end));
                try {
                    return work.done();
                } finally {
                    locked.close();
                }
            }
        } finally {
            turn.unlock();
        }
    }

    private void comeBeforeOtherThreads(Duration patience) throws IOException {
        try {
            if (!turn.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw keptTooLong("thread");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new FileLockInterruptionException();
        }
    }

    private FileChannel locked(Duration patience) throws IOException {
        Optional<FileChannel> locked = Optional.empty();
        while (locked.isEmpty()) {
            locked = attempt(patience);
        }
        return locked.get();
    }

    /** Empty if the lock file was removed meanwhile: who comes next would make and lock another. */
    private Optional<FileChannel> attempt(Duration patience) throws IOException {
        createIfAbsent();
        Optional<Object> before = identity();
        FileChannel channel;
        try {
            channel = FileChannel.open(lockFile, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException removed) {
            return Optional.empty();
        }
        boolean isOurs = false;
        try {
            lock(channel, patience);
            isOurs = before.isPresent() && before.equals(identity());
        } finally {
            if (!isOurs) {
                channel.close();
            }
        }
        return isOurs ? Optional.of(channel) : Optional.empty();
    }

    private void lock(FileChannel channel, Duration patience) throws IOException {
        if (channel.tryLock() != null) {
            return;
        }
        if (patience.isNegative() || patience.isZero()) {
            throw keptTooLong("process");
        }
        CompletableFuture<Void> timer = time.after(patience);
        CompletableFuture<Void> unusedEnd = timer.thenRun(() -> close(channel));
        try {
            channel.lock();
        } catch (IOException failed) {
            throw timer.cancel(false) ? failed : keptTooLong("process");
        }
        if (!timer.cancel(false)) {
            throw keptTooLong("process");
        }
    }

    /** Ends the wait for its lock. */
    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static IOException keptTooLong(String byWhom) {
        return new IOException("another " + byWhom + " keeps its lock file locked");
    }

    private Optional<Object> identity() throws IOException {
        return folder.checked(lockFile).map(PosixFileAttributes::fileKey);
    }

    private void createIfAbsent() throws IOException {
        if (folder.checked(lockFile).isPresent()) {
            return;
        }
        try {
            Set<StandardOpenOption> asNew = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            FileChannel.open(lockFile, asNew, OwnerOnlyFolder.rights()).close();
        } catch (FileAlreadyExistsException anotherProcessWasFaster) {
            // it is looked at like any other
        }
    }
}
