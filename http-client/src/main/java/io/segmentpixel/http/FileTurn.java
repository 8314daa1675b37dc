package io.segmentpixel.http;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Optional;
import java.util.Set;

/**
 * One after the other, of all threads of all processes of a machine: each locks the same file.
 *
 * <p>Such a lock is the whole process's: a second one within it is an error, and whatever closes the lock file anywhere in
 * the process ends the lock. So the threads of a process come one by one before they open it. They share a text of the
 * JVM's pool for that, because that is the same object also for classes that two class loaders loaded.
 */
final class FileTurn {
    /** What is done when it is one's turn. */
    interface Work {
        boolean done() throws IOException;
    }

    private final OwnerOnlyFolder folder;
    private final Path lockFile;
    private final String threads;

    FileTurn(OwnerOnlyFolder folder, Path lockFile) {
        this.folder = folder;
        this.lockFile = lockFile;
        this.threads = ("io.segmentpixel.http.FileTurn:" + lockFile).intern();
    }

    boolean take(Work work) throws IOException {
        synchronized (threads) {
            FileChannel locked = locked();
            try {
                return work.done();
            } finally {
                locked.close();
            }
        }
    }

    private FileChannel locked() throws IOException {
        Optional<FileChannel> locked = Optional.empty();
        while (locked.isEmpty()) {
            locked = attempt();
        }
        return locked.get();
    }

    /** Empty if the lock file was removed meanwhile: who comes next would make and lock another. */
    private Optional<FileChannel> attempt() throws IOException {
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
            channel.lock();
            isOurs = before.isPresent() && before.equals(identity());
        } finally {
            if (!isOurs) {
                channel.close();
            }
        }
        return isOurs ? Optional.of(channel) : Optional.empty();
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
