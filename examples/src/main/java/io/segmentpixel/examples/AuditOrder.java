package io.segmentpixel.examples;

import io.segmentpixel.page.FindingCode;
import io.segmentpixel.page.PageContext;
import io.segmentpixel.page.Severity;
import io.segmentpixel.page.SiteAudit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** What the command line of {@link AuditSite} says. */
final class AuditOrder {
    private final CommandLine line;
    private final List<Path> paths = new ArrayList<>();
    private final Set<Flag> flags = EnumSet.noneOf(Flag.class);
    private final List<UnaryOperator<SiteAudit>> settings = new ArrayList<>();
    private PageContext context;
    private ReportForm form = ReportForm.TEXT;
    private Optional<Path> target = Optional.empty();
    private Optional<Path> funnel = Optional.empty();
    private boolean hasAddress;
    private Optional<Severity> failing = Optional.of(Severity.ERROR);

    private enum Flag {
        MEND,
        ACCOUNT
    }

    private AuditOrder(List<String> arguments) {
        this.line = new CommandLine(arguments);
        this.context = scheme(arguments);
    }

    /**
     * Reads the arguments.
     *
     * @throws IllegalArgumentException if they make no sense, in one sentence
     */
    static AuditOrder of(List<String> arguments) {
        AuditOrder order = new AuditOrder(arguments);
        while (order.line.hasNext()) {
            order.take(order.line.next());
        }
        order.check();
        return order;
    }

    private static PageContext scheme(List<String> arguments) {
        boolean isSecure = arguments.contains("--https");
        if (isSecure && arguments.contains("--http")) {
            throw new IllegalArgumentException("--https: does not go together with --http");
        }
        if (isSecure) {
            return PageContext.https();
        }
        return arguments.contains("--http") ? PageContext.http() : PageContext.anyScheme();
    }

    private void take(String argument) {
        switch (argument) {
            case "--https", "--http" -> {}
            case "--mend" -> flags.add(Flag.MEND);
            case "--account" -> flags.add(Flag.ACCOUNT);
            case "--consent" -> context = context.requiringConsent();
            case "--policy" -> context = context.withContentSecurityPolicy(line.value());
            case "--also-from" -> context = servedAlsoFrom(line.value());
            case "--funnel" -> funnel = Optional.of(Path.of(line.value()));
            case "--leave-out" -> context = context.leavingOut(codes(line.value()));
            case "--report" -> form = ReportForm.named(line.value());
            case "--out" -> target = Optional.of(Path.of(line.value()));
            case "--fail-on" -> failing = severity(line.value());
            case "--served-at" -> servedAt(line.value());
            case "--pages" -> set(line.value(), SiteAudit::withPages);
            case "--threads" -> set(line.number(), SiteAudit::withThreads);
            default -> paths.add(line.path());
        }
    }

    private PageContext servedAlsoFrom(String hosts) {
        return line.<PageContext>setting(known -> known.servedAlsoFrom(hosts.split(",")))
                .apply(context);
    }

    private static FindingCode[] codes(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .map(code -> FindingCode.of(code)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "--leave-out " + code + ": is no finding; docs/findings.md names all")))
                .toArray(FindingCode[]::new);
    }

    private static Optional<Severity> severity(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "error" -> Optional.of(Severity.ERROR);
            case "warning" -> Optional.of(Severity.WARNING);
            case "note" -> Optional.of(Severity.NOTE);
            case "never" -> Optional.empty();
            default ->
                throw new IllegalArgumentException("--fail-on " + name + ": must be error, warning, note or never");
        };
    }

    private void servedAt(String address) {
        hasAddress = true;
        set(address, SiteAudit::servedAt);
    }

    private <V> void set(V value, BiFunction<SiteAudit, V, SiteAudit> with) {
        settings.add(line.setting(audit -> with.apply(audit, value)));
    }

    private void check() {
        if (paths.size() != 1) {
            throw new IllegalArgumentException("the directory of a site, or one WARC file, must be named; see --help");
        }
        if (!Files.exists(site())) {
            throw new IllegalArgumentException(site() + ": must be a directory or a WARC file");
        }
        if (isMending() && !isDirectory()) {
            throw new IllegalArgumentException("--mend: needs the directory of a site; a WARC file is left as it is");
        }
        if (form.needsFile() && target.isEmpty()) {
            throw new IllegalArgumentException("--report " + form + ": is a file; say --out FILE");
        }
        target.ifPresent(AuditOrder::checkTarget);
    }

    /** Before anything is audited. */
    private static void checkTarget(Path target) {
        if (Files.isDirectory(target)) {
            throw new IllegalArgumentException("--out " + target + ": is a directory; name the file");
        }
        if (!Files.isDirectory(target.toAbsolutePath().resolveSibling(""))) {
            throw new IllegalArgumentException("--out " + target + ": its directory is not there");
        }
    }

    /** The directory or the file. */
    Path site() {
        return paths.get(0);
    }

    boolean isDirectory() {
        return Files.isDirectory(site());
    }

    boolean isMending() {
        return flags.contains(Flag.MEND);
    }

    /** Whether the account's segments are wanted. */
    boolean asksBackend() {
        return flags.contains(Flag.ACCOUNT);
    }

    /** The CSV file of the steps whose pages must bear their pixels. */
    Optional<FunnelFile> funnel() {
        return funnel.map(file -> FunnelFile.read(file, hasAddress || !isDirectory()));
    }

    ReportForm form() {
        return form;
    }

    /** Where the report goes, empty for standard output. */
    Optional<Path> target() {
        return target;
    }

    /** The least severity that makes the audit fail. */
    Optional<Severity> failing() {
        return failing;
    }

    PageContext context() {
        return context;
    }

    /**
     * The audit, as it was ordered.
     *
     * @throws IllegalArgumentException if a value breaks a rule; it names the option
     */
    SiteAudit audit(PageContext known) {
        SiteAudit ordered = SiteAudit.on(known);
        for (UnaryOperator<SiteAudit> setting : settings) {
            ordered = setting.apply(ordered);
        }
        return ordered;
    }
}
