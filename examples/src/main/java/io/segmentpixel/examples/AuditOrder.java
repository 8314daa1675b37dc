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
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What the command line of {@link AuditSite} says. */
final class AuditOrder {
    private final List<Path> paths = new ArrayList<>();
    private final Set<Flag> flags = EnumSet.noneOf(Flag.class);
    private final List<UnaryOperator<SiteAudit>> settings = new ArrayList<>();
    private PageContext context = PageContext.anyScheme();
    private ReportForm form = ReportForm.TEXT;
    private Optional<Path> target = Optional.empty();
    private Optional<Path> funnel = Optional.empty();
    private boolean hasAddress;
    private Optional<Severity> failing = Optional.of(Severity.ERROR);

    private enum Flag {
        MEND,
        ACCOUNT
    }

    private AuditOrder() {}

    /**
     * Reads the arguments.
     *
     * @throws IllegalArgumentException if they make no sense, in one sentence
     */
    static AuditOrder of(List<String> arguments) {
        AuditOrder order = new AuditOrder();
        order.context = scheme(arguments);
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            order.take(rest.next(), rest);
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

    private void take(String argument, Iterator<String> rest) {
        switch (argument) {
            case "--https", "--http" -> {}
            case "--mend" -> flags.add(Flag.MEND);
            case "--account" -> flags.add(Flag.ACCOUNT);
            case "--consent" -> context = context.requiringConsent();
            case "--policy" -> context = context.withContentSecurityPolicy(value(argument, rest));
            case "--also-from" -> context = servedAlsoFrom(value(argument, rest));
            case "--funnel" -> funnel = Optional.of(Path.of(value(argument, rest)));
            case "--leave-out" -> context = context.leavingOut(codes(value(argument, rest)));
            case "--report" -> form = ReportForm.named(value(argument, rest));
            case "--out" -> target = Optional.of(Path.of(value(argument, rest)));
            case "--fail-on" -> failing = severity(value(argument, rest));
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

    private PageContext servedAlsoFrom(String hosts) {
        try {
            return context.servedAlsoFrom(hosts.split(","));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("--also-from: " + wrong.getMessage(), wrong);
        }
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
        set("--served-at", audit -> audit.servedAt(address));
    }

    private void pages(String glob) {
        set("--pages", audit -> audit.withPages(glob));
    }

    private void threads(String text) {
        try {
            int threads = Integer.parseInt(text);
            set("--threads", audit -> audit.withThreads(threads));
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException("--threads " + text + ": must be a whole number", noNumber);
        }
    }

    private void set(String option, UnaryOperator<SiteAudit> setting) {
        settings.add(audit -> {
            try {
                return setting.apply(audit);
            } catch (IllegalArgumentException wrong) {
                throw new IllegalArgumentException(option + ": " + wrong.getMessage(), wrong);
            }
        });
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
