package io.segmentpixel.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What {@code get} costs against bare OkHttp and Jackson's tree: CPU of the whole client process, and bytes, building the
 * {@code Segment} included.
 *
 * <pre>{@code
 * mvn -q -Pbench -DskipTests -Dbench.main=io.segmentpixel.benchmarks.GetCostBenchmark -pl benchmarks -am package exec:exec
 * }</pre>
 *
 * <p>The bare client has the timeouts of ours, builds the URL from the id, and logs in once. Each pair of clients, one of each
 * sort, has a sandbox of its own, and each of the three a JVM of its own. A client makes 100,000 calls on one thread to warm up,
 * and then 30,000 that are measured. {@code -Djmh.args=-XX:+UseG1GC} names other JVM options for the clients, in place of
 * {@code -XX:+UseSerialGC -Xmx256m}.
 */
public final class GetCostBenchmark {
    private static final int PAIRS = 7;
    private static final int CALLS = 30_000;

    private GetCostBenchmark() {}

    /** What a call cost. */
    private record Cost(double micros, double bytes) {}

    /** The same, of both sorts of client. */
    private record Pair(Cost bare, Cost client) {}

    /**
     * Measures, and prints the figures and the verdict.
     *
     * @param options JVM options for the clients; {@code -XX:+UseSerialGC -Xmx256m} if none
     */
    public static void main(String[] options) {
        List<String> used = options.length == 0 ? List.of("-XX:+UseSerialGC", "-Xmx256m") : List.of(options);
        System.out.println("get against bare OkHttp and Jackson, clients with " + String.join(" ", used));
        List<Pair> pairs = new ArrayList<>();
        for (int number = 0; number < PAIRS; number++) {
            Pair pair = pair(used, number % 2 == 0);
            pairs.add(pair);
            System.out.printf(
                    Locale.ROOT,
                    "bare %.1f us, %.0f bytes; client %.1f us, %.0f bytes%n",
                    pair.bare.micros,
                    pair.bare.bytes,
                    pair.client.micros,
                    pair.client.bytes);
        }
        System.out.printf(
                Locale.ROOT,
                "least CPU, which other load disturbs least: bare %.1f us, client %.1f us%n",
                pairs.stream().mapToDouble(pair -> pair.bare.micros).min().orElseThrow(),
                pairs.stream().mapToDouble(pair -> pair.client.micros).min().orElseThrow());
        System.out.println(Aim.atMost(1.15)
                .verdict(
                        "CPU",
                        pairs.stream()
                                .map(pair -> pair.client.micros / pair.bare.micros)
                                .toList()));
        System.out.println(Aim.atMost(1.5)
                .verdict(
                        "bytes",
                        pairs.stream()
                                .map(pair -> pair.client.bytes / pair.bare.bytes)
                                .toList()));
    }

    private static Pair pair(List<String> options, boolean isBareFirst) {
        try (OwnJvm server = OwnJvm.running(GetCostServer.class, List.of("-Xmx1g"))) {
            String[] place = server.line();
            Cost first = cost(isBareFirst ? "bare" : "client", options, place);
            Cost second = cost(isBareFirst ? "client" : "bare", options, place);
            return isBareFirst ? new Pair(first, second) : new Pair(second, first);
        }
    }

    private static Cost cost(String sort, List<String> options, String[] place) {
        List<String> quiet = new ArrayList<>(options);
        quiet.add("-Dslf4j.internal.verbosity=ERROR");
        try (OwnJvm client =
                OwnJvm.running(GetCostClient.class, quiet, sort, place[0], place[1], Integer.toString(CALLS))) {
            String[] figures = client.line();
            return new Cost(Double.parseDouble(figures[0]) / CALLS / 1000, Double.parseDouble(figures[1]) / CALLS);
        }
    }
}
