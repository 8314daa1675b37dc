package io.segmentpixel.acceptance;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** Carries cells out, and prints what came out of them. */
final class FaultMatrix {
    /** They keep the machine busy. */
    private static final int AT_A_TIME = 3;

    /** They wait in real time for an answer that never comes. */
    private static final int STALLING_AT_A_TIME = 9;

    private FaultMatrix() {}

    /** All cells of a row; those whose port is closed for a while come alone, as another sandbox could get that port. */
    static List<MatrixCell> of(MatrixRow row) {
        List<MatrixCell> cells = new ArrayList<>(sideBySide(row));
        for (MatrixPosition position : MatrixPosition.values()) {
            cells.add(MatrixCell.of(row, MatrixColumn.REFUSED, position));
        }
        return cells;
    }

    private static List<MatrixCell> sideBySide(MatrixRow row) {
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
        ExecutorService stalling = Executors.newFixedThreadPool(STALLING_AT_A_TIME);
        try {
            List<CompletableFuture<MatrixCell>> cells = new ArrayList<>();
            for (MatrixColumn column : EnumSet.complementOf(EnumSet.of(MatrixColumn.REFUSED))) {
                for (MatrixPosition position : MatrixPosition.values()) {
                    cells.add(CompletableFuture.supplyAsync(
                            () -> MatrixCell.of(row, column, position), column.stalls() ? stalling : threads));
                }
            }
            return cells.stream().map(CompletableFuture::join).toList();
        } finally {
            threads.shutdown();
            stalling.shutdown();
        }
    }

    /** A line for each operation and fault, with what came out where the first, the second and every call had it. */
    static String table(List<MatrixCell> cells) {
        Map<String, Map<MatrixPosition, String>> lines = cells.stream()
                .collect(Collectors.groupingBy(
                        cell -> "%-20s %-34s".formatted(cell.row(), cell.column()),
                        LinkedHashMap::new,
                        Collectors.toMap(MatrixCell::position, MatrixCell::code)));
        StringBuilder table = new StringBuilder("%-20s %-34s %-36s %-36s %s%n"
                .formatted("operation", "fault", "first call", "second call", "every call"));
        lines.forEach((name, codes) -> table.append("%s %-36s %-36s %s%n"
                .formatted(
                        name,
                        codes.getOrDefault(MatrixPosition.FIRST, ""),
                        codes.getOrDefault(MatrixPosition.SECOND, ""),
                        codes.getOrDefault(MatrixPosition.EVERY, ""))));
        return table.toString();
    }

    /** Those of these rows, columns and positions. */
    static List<MatrixCell> select(
            List<MatrixCell> cells, Set<MatrixRow> rows, Set<MatrixColumn> columns, Set<MatrixPosition> positions) {
        return cells.stream()
                .filter(cell -> cell.isOf(rows, columns, positions))
                .toList();
    }
}
