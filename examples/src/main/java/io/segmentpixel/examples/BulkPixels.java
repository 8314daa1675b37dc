package io.segmentpixel.examples;

import io.segmentpixel.export.ExportFormat;
import io.segmentpixel.export.ExportFormats;
import io.segmentpixel.export.GoogleTagManagerContainer;
import io.segmentpixel.export.PixelExport;
import io.segmentpixel.export.TagDelivery;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.segment.LoginRefusedException;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.segment.SegmentService;
import io.segmentpixel.segment.SegmentServiceException;
import io.segmentpixel.sync.SegmentPlan;
import io.segmentpixel.testkit.Sandbox;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Segment pixels in bulk: a CSV of names, codes and retention in, the plan shown and carried out, the tags of all out.
 *
 * <pre>{@code
 * BulkPixels pixels.csv --out tags.html --format html
 * }</pre>
 *
 * <p>It works on a stand-in backend of its own, or on that which {@code SEGMENT_API_URL} and its companions name. Stopped in
 * the middle and started again it goes on: what stands there already is not made again.
 */
public final class BulkPixels {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int WRONG_INPUT = 2;
    private static final int NOT_CONFIRMED = 3;
    private static final int IN_CONFLICT = 4;
    private static final int MOST_LINES = 40;
    private static final String HELP =
            """
            usage: BulkPixels FILE.csv [--out FILE] [--format csv|html|url|gtm] [--yes]

            FILE.csv  columns name, code, retention; a retention is as in 30d, 12h, 90m, max or call (the ad call only)
            --out     where the tags go, tags.csv if it is not said
            --format  csv (the usual), html, url, or gtm (a container for Google Tag Manager)
            --yes     carries the plan out without asking

            The backend is that of SEGMENT_API_URL, SEGMENT_API_USERNAME, SEGMENT_API_PASSWORD and SEGMENT_API_MEMBER,
            or a stand-in that ends with the program.
            Exit codes: 0 done, 1 the backend failed, 2 wrong input or settings, 3 not confirmed, 4 done but for rows in
            conflict with what stands there.""";

    private final PrintStream out;
    private final InputStream in;
    private final boolean isTerminal;

    private BulkPixels(InputStream in, PrintStream out, boolean isTerminal) {
        this.in = in;
        this.out = out;
        this.isTerminal = isTerminal;
    }

    /** What the command line says. */
    private record Options(Path input, Path output, ExportFormat format, boolean isConfirmed) {
        static Options of(List<String> arguments) throws IOException {
            Optional<Path> input = Optional.empty();
            Path output = Path.of("tags.csv");
            ExportFormat format = ExportFormats.csv();
            boolean isConfirmed = false;
            CommandLine line = new CommandLine(arguments);
            while (line.hasNext()) {
                switch (line.next()) {
                    case "--out" -> output = Path.of(line.value());
                    case "--format" -> format = format(line.value());
                    case "--yes" -> isConfirmed = true;
                    default -> input = Optional.of(input(line.path(), input));
                }
            }
            Path file = input.orElseThrow(() -> new IllegalArgumentException("the CSV file must be named; see --help"));
            refuseWhatCannotBeWritten(output, file);
            return new Options(file, output, format, isConfirmed);
        }

        /** Before anything is changed, since the tags are written last. */
        private static void refuseWhatCannotBeWritten(Path output, Path input) throws IOException {
            Path file = Files.isSymbolicLink(output)
                    ? output.toAbsolutePath().resolveSibling(Files.readSymbolicLink(output))
                    : output.toAbsolutePath();
            Path directory = file.getParent();
            if (Files.exists(file) && Files.exists(input) && Files.isSameFile(file, input)) {
                throw new IllegalArgumentException("--out " + output + ": must not be the file that is read");
            }
            if (directory == null || !Files.isWritable(directory) || Files.isDirectory(file)) {
                throw new IllegalArgumentException(
                        "--out " + output + ": must be a file in a directory that can be written");
            }
        }

        private static Path input(Path argument, Optional<Path> before) {
            if (before.isPresent()) {
                throw new IllegalArgumentException(argument + ": is not understood; see --help");
            }
            return argument;
        }

        private static ExportFormat format(String name) {
            return switch (name.toLowerCase(Locale.ROOT)) {
                case "csv" -> ExportFormats.csv();
                case "html" -> ExportFormats.htmlTag();
                case "url" -> ExportFormats.url();
                case "gtm" -> GoogleTagManagerContainer.named("Segment pixels");
                default -> throw new IllegalArgumentException("--format " + name + ": must be csv, html, url or gtm");
            };
        }
    }

    /**
     * Runs it.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        int code = run(System.getenv(), List.of(arguments), Progress.isOnTerminal(), System.in, System.out, System.err);
        if (code != DONE) {
            System.exit(code);
        }
    }

    static int run(
            Map<String, String> environment,
            List<String> arguments,
            boolean isTerminal,
            InputStream in,
            PrintStream out,
            PrintStream err) {
        if (arguments.contains("--help")) {
            out.println(HELP);
            return DONE;
        }
        try {
            Options options = Options.of(arguments);
            List<NewSegment> rows = PixelRows.in(options.input());
            BulkPixels bulk = new BulkPixels(in, out, isTerminal);
            if (Settings.areIn(environment)) {
                try (SegmentClient segments = Settings.from(environment).client()) {
                    return bulk.run(segments, rows, options);
                }
            }
            try (Sandbox sandbox = Sandbox.start();
                    SegmentClient segments = new Settings(
                                    sandbox.url(), sandbox.username(), sandbox.password(), sandbox.memberId())
                            .client()) {
                return bulk.run(segments, rows, options);
            }
        } catch (IllegalArgumentException | LoginRefusedException wrong) {
            err.println("bulk pixels: " + wrong.getMessage());
            return WRONG_INPUT;
        } catch (SegmentServiceException | IOException failure) {
            err.println("bulk pixels: " + failure.getMessage() + "\nWhat was done stays; start again to go on.");
            return FAILED;
        }
    }

    private int run(SegmentService segments, List<NewSegment> rows, Options options) throws IOException {
        SegmentPlan plan =
                SegmentPlan.between(rows, segments.list(SegmentQuery.all().ownOnly()));
        show(plan);
        if (!plan.isEmpty() && !options.isConfirmed() && !isYes()) {
            out.println("Nothing was changed.");
            return NOT_CONFIRMED;
        }
        Progress progress =
                new Progress(out, "Done", plan.creates().size() + plan.updates().size(), isTerminal);
        List<Segment> standing = plan.applyTo(segments, (step, segment) -> progress.step());
        Progress exported = new Progress(out, "Exported", standing.size(), isTerminal);
        TagDelivery.toFile(options.output())
                .deliver(
                        options.format(), standing.stream().map(PixelExport::of).peek(tag -> exported.step()));
        out.println(standing.size() + " tags in " + options.output());
        return plan.conflicts().isEmpty() ? DONE : conflicts(plan.conflicts());
    }

    private int conflicts(List<SegmentPlan.Conflict> conflicts) {
        out.println(
                conflicts.size() + " rows in conflict with what stands there, which were left alone and have no tag:");
        conflicts.forEach(conflict -> out.println("! " + conflict.reason()));
        return IN_CONFLICT;
    }

    /** The plan, but for what does not fit on a screen. */
    private void show(SegmentPlan plan) {
        List<String> lines = plan.toString().lines().toList();
        Stream<String> shown = lines.size() <= MOST_LINES
                ? lines.stream()
                : Stream.of(
                                lines.subList(0, MOST_LINES).stream(),
                                Stream.of("… " + (lines.size() - MOST_LINES - 1) + " lines more"),
                                lines.subList(lines.size() - 1, lines.size()).stream())
                        .flatMap(part -> part);
        shown.forEach(out::println);
    }

    private boolean isYes() throws IOException {
        out.print("Carry it out? [y/N] ");
        out.flush();
        String answer = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
        return answer != null && List.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT));
    }
}
