package io.segmentpixel.page;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A program that places the tags of {@link Sites#FUNNEL} on a site, removes them, or audits it, and prints a line for each page. It is
 * started in a Java of its own, to be killed or to have little memory.
 */
final class SiteProgram {
    private SiteProgram() {}

    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments[1]);
        if (arguments[0].equals("audit")) {
            audit(root);
            return;
        }
        SitePlacer placer = SitePlacer.of(Sites.FUNNEL).withListener((done, of, page) -> System.out.println(page));
        SiteReport report =
                switch (arguments[0]) {
                    case "place" -> placer.place(root);
                    case "remove" -> placer.remove(root);
                    case "diff" -> placer.dryRun(root, PrintStream.nullOutputStream());
                    default -> throw new IllegalArgumentException(arguments[0]);
                };
        System.out.println("end " + report.count(PageOutcome.CHANGED) + " " + report.count(PageOutcome.UNCHANGED));
    }

    private static void audit(Path root) throws IOException {
        AuditReport lines = new AuditReport() {
            @Override
            public void page(AuditedPage page) {
                page.findings().forEach(finding -> System.out.println(page.name() + ": " + finding));
            }

            @Override
            public void end(AuditSummary summary) {
                System.out.println(summary);
            }
        };
        SiteAudit audit = SiteAudit.on(PageContext.https()).withFunnel(Sites.FUNNEL);
        AuditSummary summary = Files.isDirectory(root) ? audit.directory(root, lines) : audit.warc(root, lines);
        System.out.println("end " + summary.pages() + " " + summary.findings());
    }

    static Process start(String what, Path root, String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Stream.of(System.getProperty("segmentpixel.jvm", "").split(" ", -1))
                .filter(option -> !option.isEmpty())
                .forEach(command::add);
        command.addAll(List.of(options));
        command.addAll(List.of(
                "-cp", System.getProperty("java.class.path"), SiteProgram.class.getName(), what, root.toString()));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
