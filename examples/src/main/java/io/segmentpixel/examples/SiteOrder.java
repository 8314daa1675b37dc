package io.segmentpixel.examples;

import io.segmentpixel.page.Funnel;
import io.segmentpixel.page.PageContext;
import io.segmentpixel.page.PagePlacer;
import io.segmentpixel.page.SitePlacer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** What the command line of {@link PlaceOnSite} says. */
final class SiteOrder {
    private final CommandLine line;
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

    private SiteOrder(CommandLine line) {
        this.line = line;
    }

    /**
     * Reads the arguments.
     *
     * @throws IllegalArgumentException if they make no sense, in one sentence
     */
    static SiteOrder of(List<String> arguments) {
        SiteOrder order = new SiteOrder(new CommandLine(arguments));
        while (order.line.hasNext()) {
            order.take(order.line.next());
        }
        order.check();
        return order;
    }

    private void take(String argument) {
        switch (argument) {
            case "--dry-run" -> flags.add(Flag.DRY_RUN);
            case "--remove" -> flags.add(Flag.REMOVE);
            case "--https" -> flags.add(Flag.HTTPS);
            case "--format" -> form = TagForm.named(line.value());
            case "--at" -> placer = placer(line.value());
            case "--served-at" -> servedAt(line.value());
            case "--pages" -> set(line.value(), SitePlacer::withPages);
            case "--threads" -> set(line.number(), SitePlacer::withThreads);
            default -> paths.add(line.path());
        }
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
        set(address, SitePlacer::servedAt);
    }

    private <V> void set(V value, BiFunction<SitePlacer, V, SitePlacer> with) {
        settings.add(line.setting(ordered -> with.apply(ordered, value)));
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
