package io.segmentpixel.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A folder in which files can be kept from all other users, and the rules for them.
 *
 * <p>Nobody else may rename or replace what is in it: it belongs to us or to root, and others may write it only if its sticky
 * bit is set, as it is for {@code /tmp}. That is also why looking at a file before it is opened is enough.
 */
final class OwnerOnlyFolder {
    private static final Set<PosixFilePermission> OURS =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("---rwxrwx");
    private static final Set<PosixFilePermission> WRITING_OTHERS = PosixFilePermissions.fromString("----w--w-");
    private static final int STICKY = 0b001_000_000_000;
    private static final int ROOT = 0;

    private final Path folder;
    private final UserPrincipal user;

    OwnerOnlyFolder(Path folder, UserPrincipal user) {
        this.folder = folder;
        this.user = user;
    }

    /** The folder at a real path. Who we are is seen by a file that we make, as a name can mislead in a container. */
    static OwnerOnlyFolder at(Path folder) throws IOException {
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            throw unsuitable(folder, "knows no POSIX rights");
        }
        OwnerOnlyFolder found = new OwnerOnlyFolder(folder, ownerOfNewFile(folder));
        found.check();
        return found;
    }

    /** With this a file is made for its owner only; it never was open to others. */
    static FileAttribute<Set<PosixFilePermission>> rights() {
        return PosixFilePermissions.asFileAttribute(OURS);
    }

    /** The attributes of a file that is kept from others; empty if there is none. */
    Optional<PosixFileAttributes> checked(Path file) throws IOException {
        check();
        Optional<PosixFileAttributes> found = attributes(file);
        found.ifPresent(attributes -> check(file, attributes));
        return found;
    }

    private void check(Path file, PosixFileAttributes found) {
        if (!found.isRegularFile()) {
            String kind = found.isSymbolicLink() ? "is a symbolic link" : "is no regular file";
            throw refused("file " + file, kind, "remove it, or choose another path");
        }
        if (!found.owner().equals(user)) {
            String whose = "belongs to " + found.owner() + ", not to " + user;
            throw refused("file " + file, whose, "remove it, or choose another path");
        }
        if (!Collections.disjoint(found.permissions(), OTHERS)) {
            throw refused("file " + file, "is open to others, " + shown(found), "chmod 600 " + file);
        }
    }

    private void check() throws IOException {
        PosixFileAttributes found = attributes(folder).orElseThrow(() -> new NoSuchFileException(folder.toString()));
        if (!found.isDirectory()) {
            throw refused("folder " + folder, "is no folder", "choose another path");
        }
        if (!found.owner().equals(user) && unix("uid") != ROOT) {
            String whose = "belongs to " + found.owner() + ", not to " + user + " or root";
            throw refused("folder " + folder, whose, "use a folder of your own (mkdir -m 700)");
        }
        if (!Collections.disjoint(found.permissions(), WRITING_OTHERS) && (unix("mode") & STICKY) == 0) {
            throw refused(
                    "folder " + folder,
                    "can be written by others, " + shown(found),
                    "chmod go-w " + folder + ", or use a folder of your own (mkdir -m 700)");
        }
    }

    /** A number that only Unix knows of the folder. */
    private int unix(String attribute) throws IOException {
        Object value = Files.getAttribute(folder, "unix:" + attribute, LinkOption.NOFOLLOW_LINKS);
        return (Integer) Objects.requireNonNull(value, attribute);
    }

    private static Optional<PosixFileAttributes> attributes(Path path) throws IOException {
        try {
            return Optional.of(Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
    }

    private static UserPrincipal ownerOfNewFile(Path folder) throws IOException {
        Path probe = Files.createTempFile(folder, "session", ".probe", rights());
        try {
            PosixFileAttributes made =
                    Files.readAttributes(probe, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!OURS.containsAll(made.permissions())) {
                throw unsuitable(folder, "gave a new file the " + shown(made) + " instead of rw-------");
            }
            return made.owner();
        } finally {
            Files.delete(probe);
        }
    }

    private static String shown(PosixFileAttributes found) {
        return "rights " + PosixFilePermissions.toString(found.permissions());
    }

    private static IllegalStateException refused(String what, String why, String remedy) {
        return new IllegalStateException("session " + what + " " + why + ": " + remedy);
    }

    private static IllegalArgumentException unsuitable(Path folder, String why) {
        return new IllegalArgumentException("session folder " + folder + ": its file system " + why
                + "; sessions must be on one that can keep a file for its owner only");
    }
}
