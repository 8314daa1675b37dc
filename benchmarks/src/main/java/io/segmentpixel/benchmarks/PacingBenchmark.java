package io.segmentpixel.benchmarks;

import io.segmentpixel.testkit.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * How much of what a backend allows is used, and how often a client is turned away: 300 creates from 8 threads, of which 60 are
 * allowed in 5 s, with and without a budget, with fixed and with sliding windows, and beside another client of the same user.
 *
 * <pre>{@code
 * mvn -q -Pbench -DskipTests -Dbench.main=io.segmentpixel.benchmarks.PacingBenchmark -pl benchmarks -am package exec:exec
 * }</pre>
 *
 * <p>Allowed is 60 x (1 + time from the first request to the last answer / 5 s). The other client creates 30 in 5 s; what it uses
 * counts as used. Each case has a sandbox of its own. They run in real time, about a minute in all, and side by side, but begin half a second
 * apart, so that their windows do not open at the same time.
 */
public final class PacingBenchmark {
    private PacingBenchmark() {}

    /**
     * Measures, and prints the figures and the verdict.
     *
     * @param arguments none
     * @throws Exception if a case fails
     */
    public static void main(String[] arguments) throws Exception {
        new PacingCase("warm-up", Limits.documented(), false, true).call();
        List<PacingCase.Figures> measured = measured(cases());
        System.out.printf("%-52s %8s %7s %5s %9s%n", "case", "seconds", "used %", "429s", "requests");
        for (PacingCase.Figures figures : measured) {
            System.out.printf(
                    Locale.ROOT,
                    "%-52s %8.1f %7.1f %5d %9d%n",
                    figures.of().name(),
                    figures.seconds(),
                    figures.used() * 100,
                    figures.turnedAway(),
                    figures.requests());
        }
        measured.forEach(PacingBenchmark::judge);
    }

    private static List<PacingCase> cases() {
        Limits fixed = Limits.documented().withWrites(PacingCase.WRITES, PacingCase.WINDOW);
        List<PacingCase> cases = new ArrayList<>();
        for (boolean hasBudget : new boolean[] {true, false}) {
            String client = hasBudget ? "budget" : "no budget";
            cases.add(new PacingCase(client + ", fixed", fixed, hasBudget, true));
            cases.add(new PacingCase(client + ", sliding", fixed.sliding(), hasBudget, true));
            cases.add(new PacingCase(client + ", fixed, wrong counters", fixed.withWrongCounters(), hasBudget, true));
            cases.add(new PacingCase(client + ", fixed, another client", fixed, hasBudget, false));
            cases.add(new PacingCase(client + ", sliding, another client", fixed.sliding(), hasBudget, false));
        }
        return cases;
    }

    private static List<PacingCase.Figures> measured(List<PacingCase> cases)
            throws InterruptedException, ExecutionException {
        ScheduledExecutorService threads = Executors.newScheduledThreadPool(cases.size());
        try {
            long apart = PacingCase.WINDOW.toMillis() / cases.size();
            List<Future<PacingCase.Figures>> running = new ArrayList<>();
            for (PacingCase each : cases) {
                running.add(threads.schedule(each, running.size() * apart, TimeUnit.MILLISECONDS));
            }
            List<PacingCase.Figures> measured = new ArrayList<>();
            for (Future<PacingCase.Figures> figures : running) {
                measured.add(figures.get());
            }
            return measured;
        } finally {
            threads.shutdown();
        }
    }

    private static void judge(PacingCase.Figures figures) {
        PacingCase of = figures.of();
        print(Aim.atLeast(1), of, "of 300 stand there", (double) figures.standing() / PacingCase.CREATES);
        if (of.isAlone()) {
            print(Aim.atLeast(of.hasBudget() ? 0.95 : 0.8), of, "used", figures.used());
            print(Aim.atMost(of.hasBudget() ? 0 : 0.05), of, "429s in a request", figures.turnedAwayShare());
        }
    }

    private static void print(Aim aim, PacingCase of, String what, double figure) {
        System.out.println(aim.verdict(of.name() + ": " + what, List.of(figure)));
    }
}
