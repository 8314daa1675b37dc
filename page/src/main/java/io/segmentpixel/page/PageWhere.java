package io.segmentpixel.page;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a page is, as the rules of a funnel ask for it.
 *
 * @param path from the root
 * @param root the address of the root, with a slash at its end, if it is known
 */
record PageWhere(Path path, Optional<String> root) {
    private static final String GZ = ".gz";
    private static final Path NOWHERE = Path.of("");

    /** A file; one that is compressed is served under the name of what is in it. */
    static PageWhere ofFile(Path path, Optional<String> servedAt) {
        String name = path.getFileName().toString();
        return isCompressed(name)
                ? new PageWhere(path.resolveSibling(name.substring(0, name.length() - GZ.length())), servedAt)
                : new PageWhere(path, servedAt);
    }

    /** Whether a file's name says that its content is compressed. */
    static boolean isCompressed(String name) {
        int length = name.length() - GZ.length();
        return length > 0 && name.regionMatches(true, length, GZ, 0, GZ.length());
    }

    /**
     * A page by its address. What ends with a slash is the index of a directory, as it would be as a file.
     *
     * @param servedAt the root, if somebody said so; else, and for pages elsewhere, it is that of their own server
     */
    static PageWhere ofUrl(String url, Optional<String> servedAt) {
        try {
            String address = SiteAddress.of("url", url.split("[?#]", 2)[0]);
            String root = servedAt.filter(address::startsWith)
                    .orElseGet(() -> address.substring(0, address.indexOf('/', "https://".length()) + 1));
            String rest = address.substring(root.length());
            return new PageWhere(
                    Path.of(rest.isEmpty() || rest.endsWith("/") ? rest + "index.html" : rest), Optional.of(root));
        } catch (IllegalArgumentException noAddress) {
            // A path that the system cannot have is one of these, too.
            return new PageWhere(NOWHERE, Optional.empty());
        }
    }
}
