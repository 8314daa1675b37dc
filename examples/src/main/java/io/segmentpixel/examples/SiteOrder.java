package io.segmentpixel.examples;

import io.segmentpixel.page.Funnel;
import io.segmentpixel.page.PageContext;
import io.segmentpixel.page.PagePlacer;
import io.segmentpixel.page.SitePlacer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What the command line of {@link PlaceOnSite} says. */
final class SiteOrder {
    private final List<Path> paths = new ArrayList<>();
    private final Set<Flag> flags = EnumSet.noneOf(Flag.class);
    private final List<UnaryOperator<SitePlacer>> settings = new ArrayList<>();
    private PagePlacer placer = PagePlacer.atEndOfBody();
    private TagForm form = TagForm.HTML;
    private boolean isInHead;
    private boolean hasAddress;

    private enum Flag {
        DRY_RUN,
        REMOVE,
        HTTPS
    }

    private SiteOrder() {}

    /**
     * Reads the arguments.
     *
     * @throws IllegalArgumentException if they make no sense, in one sentence
     */
    static SiteOrder of(List<String> arguments) {
        SiteOrder order = new SiteOrder();
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            order.take(rest.next(), rest);
        }
        order.check();
        return order;
    }

    private void take(String argument, Iterator<String> rest) {
        switch (argument) {
            case "--dry-run" -> flags.add(Flag.DRY_RUN);
            case "--remove" -> flags.add(Flag.REMOVE);
            case "--https" -> flags.add(Flag.HTTPS);
            case "--format" -> form = TagForm.named(value(argument, rest));
            case "--at" -> placer = placer(value(argument, rest));
            case "--served-at" -> servedAt(value(argument, rest));
            case "--pages" -> pages(value(argument, rest));
            case "--threads" -> threads(value(argument, rest));
            default -> paths.add(path(argument));
        }
    }

    private static String value(String option, Iterator<String> rest) {
        String value = rest.hasNext() ? rest.next() : "";
        if (value.isBlank() || value.startsWith("--")) {
            throw new IllegalArgumentException(option + ": must be followed by a value");
        }
        return value;
    }

    private static Path path(String argument) {
        if (argument.startsWith("--")) {
            throw new IllegalArgumentException(argument + ": is not understood; see --help");
        }
        return Path.of(argument);
    }

    private PagePlacer placer(String place) {
        isInHead = place.equals("head");
        return switch (place) {
            case "end" -> PagePlacer.atEndOfBody();
            case "start" -> PagePlacer.atStartOfBody();
            case "head" -> PagePlacer.inHead();
            default -> throw new IllegalArgumentException("--at " + place + ": must be end, start or head");
        };
    }

    private void servedAt(String address) {
        hasAddress = true;
        set("--served-at", placer -> placer.servedAt(address));
    }

    private void pages(String glob) {
        set("--pages", placer -> placer.withPages(glob));
    }

    private void threads(String text) {
        int threads;
        try {
            threads = Integer.parseInt(text);
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException("--threads " + text + ": must be a whole number", noNumber);
        }
        set("--threads", placer -> placer.withThreads(threads));
    }

    private void set(String option, UnaryOperator<SitePlacer> setting) {
        settings.add(placer -> {
            try {
                return setting.apply(placer);
            } catch (IllegalArgumentException wrong) {
                throw new IllegalArgumentException(option + ": " + wrong.getMessage(), wrong);
            }
        });
    }

    private void check() {
        if (paths.size() != 2) {
            throw new IllegalArgumentException("a CSV file and the directory of a site must be named; see --help");
        }
        if (isDryRun() && isRemoval()) {
            throw new IllegalArgumentException("--remove: does not go together with --dry-run");
        }
        if (isInHead && !form.isScript()) {
            throw new IllegalArgumentException(
                    "--at head: does not go together with --format " + form + ", as an image would end the head");
        }
        if (!Files.isDirectory(root())) {
            throw new IllegalArgumentException(root() + ": must be a directory, that of the site");
        }
    }

    /** The CSV file. */
    Path funnel() {
        return paths.get(0);
    }

    /** The site's directory. */
    Path root() {
        return paths.get(1);
    }

    boolean isDryRun() {
        return flags.contains(Flag.DRY_RUN);
    }

    boolean isRemoval() {
        return flags.contains(Flag.REMOVE);
    }

    /** Whether a rule about addresses can be answered, or is not asked. */
    boolean knowsAddresses() {
        return hasAddress || isRemoval();
    }

    TagForm form() {
        return form;
    }

    /**
     * The placer of a funnel, as it was ordered.
     *
     * @throws IllegalArgumentException if a value breaks a rule; it names the option
     */
    SitePlacer placer(Funnel funnel) {
        SitePlacer ordered = SitePlacer.of(funnel)
                .withFormat(form.format())
                .withPlacer(flags.contains(Flag.HTTPS) ? placer.on(PageContext.https()) : placer);
        for (UnaryOperator<SitePlacer> setting : settings) {
            ordered = setting.apply(ordered);
        }
        return ordered;
    }
}
