package io.segmentpixel.export;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/** Writes tags to a file, all or none. */
final class FileDelivery implements TagDelivery {
    private final Path file;

    FileDelivery(Path file) {
        this.file = file;
    }

    @Override
    public void deliver(ExportFormat format, Stream<PixelExport> exports) throws IOException {
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(exports, "exports");
        Path target = target();
        // Not Files.createTempFile, whose files only their owner may read: a web server may have to.
        Path fresh = target.resolveSibling("." + UUID.randomUUID() + ".tmp");
        try {
            try (Writer writer =
                    Files.newBufferedWriter(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                format.write(exports, writer);
            }
            keepPermissions(target, fresh);
            replace(target, fresh);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** A link stays a link: what it points at is replaced, or made. */
    private Path target() throws IOException {
        if (Files.exists(file)) {
            return file.toRealPath();
        }
        Path absolute = file.toAbsolutePath();
        return Files.isSymbolicLink(file) ? absolute.resolveSibling(Files.readSymbolicLink(file)) : absolute;
    }

    private static void keepPermissions(Path target, Path fresh) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(fresh, PosixFileAttributeView.class);
        if (view != null && Files.exists(target)) {
            view.setPermissions(Files.getPosixFilePermissions(target));
        }
    }

    private static void replace(Path target, Path fresh) throws IOException {
        try {
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException unsupported) {
            Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
