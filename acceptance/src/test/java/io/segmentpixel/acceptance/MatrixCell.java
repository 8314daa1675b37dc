package io.segmentpixel.acceptance;

import io.segmentpixel.testkit.ApiCall;
import io.segmentpixel.testkit.Fault;
import io.segmentpixel.testkit.HttpMethod;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A cell of the matrix, and what came out in it.
 *
 * @param row the operation
 * @param column the fault
 * @param position which of its calls had the fault
 * @param rounds the operation twice
 * @param sent how many requests the listener was told were sent
 * @param unsent how many requests found no connection
 * @param journalled how many requests came to the sandbox
 * @param secrets what the client knew and must not show
 * @param shown how many texts could be printed: what was told, what failed, what events say
 * @param leaks those of these texts that hold a secret
 */
record MatrixCell(
        MatrixRow row,
        MatrixColumn column,
        MatrixPosition position,
        List<MatrixRound> rounds,
        int sent,
        int unsent,
        int journalled,
        SentSecrets secrets,
        int shown,
        List<String> leaks) {
    private static final int ROUNDS = 2;

    static MatrixCell of(MatrixRow row, MatrixColumn column, MatrixPosition position) {
        try (MatrixStage stage = new MatrixStage(row, column, position)) {
            stage.let(column, position, row.isLogin());
            List<MatrixRound> rounds = new ArrayList<>();
            for (int round = 1; round <= ROUNDS; round++) {
                rounds.add(round(stage, row, round));
                if (!column.isRefusal()) { // a closed port is to stay closed for the next call
                    stage.rest();
                }
            }
            RequestCount requests = stage.requests();
            List<String> shown = shown(stage, rounds);
            return new MatrixCell(
                    row,
                    column,
                    position,
                    rounds,
                    requests.sent(),
                    requests.unsent(),
                    stage.sandbox().journal().calls().size(),
                    stage.secrets(),
                    shown.size(),
                    Leaks.of(shown, stage.secrets().all()));
        }
    }

    private static MatrixRound round(MatrixStage stage, MatrixRow row, int round) {
        int callsBefore = stage.sandbox().journal().calls().size();
        var before = stage.standing();
        Told told = row.in(stage, round);
        stage.awaitJournal();
        List<ApiCall> calls = stage.sandbox().journal().calls();
        return new MatrixRound(
                told,
                Truth.untruths(before, stage.standing(), told.claims()),
                calls.subList(callsBefore, calls.size()));
    }

    private static List<String> shown(MatrixStage stage, List<MatrixRound> rounds) {
        List<String> shown = new ArrayList<>(stage.words());
        stage.requests().words().forEach(shown::add);
        for (MatrixRound round : rounds) {
            shown.add(round.toString());
            round.told().failure().map(MatrixCell::trace).ifPresent(shown::add);
        }
        return shown;
    }

    private static String trace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    /** By number, from 1. */
    MatrixRound round(int number) {
        return rounds.get(number - 1);
    }

    boolean isOf(Set<MatrixRow> someRows, Set<MatrixColumn> someColumns, Set<MatrixPosition> somePositions) {
        return someRows.contains(row) && someColumns.contains(column) && somePositions.contains(position);
    }

    /** How often the fault struck; a refused connection shows in no journal. */
    long strikes() {
        return column.isRefusal() ? unsent : calls().filter(this::isStruck).count();
    }

    private boolean isStruck(ApiCall call) {
        return call.fault().equals(Optional.<Fault>of(column.fault()));
    }

    private Stream<ApiCall> calls() {
        return rounds.stream().flatMap(round -> round.calls().stream());
    }

    /** How many calls of a method were struck, of which nobody can know whether they were carried out. */
    long doubtful(HttpMethod method) {
        return calls().filter(call -> call.method() == method && isStruck(call)).count();
    }

    String name() {
        return row + " under " + column + ", " + position;
    }

    /** What came out of each round, or of both. */
    String code() {
        String first = round(1).code();
        String second = round(2).code();
        return first.equals(second) ? first : first + " / " + second;
    }
}
