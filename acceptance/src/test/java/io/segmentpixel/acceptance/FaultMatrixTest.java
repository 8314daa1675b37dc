package io.segmentpixel.acceptance;

import static io.segmentpixel.acceptance.MatrixPosition.EVERY;
import static io.segmentpixel.acceptance.MatrixPosition.FIRST;
import static io.segmentpixel.acceptance.MatrixPosition.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.segmentpixel.testkit.ApiCall;
import io.segmentpixel.testkit.Fault;
import io.segmentpixel.testkit.HttpMethod;
import io.segmentpixel.testkit.Operation;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every operation under every fault of the sandbox, at the first call, the second, and every one: what the caller is told is held to
 * what stands at the backend.
 */
class FaultMatrixTest {
    private static final Path TABLE = Path.of("target", "fault-matrix.txt");

    private static final List<MatrixCell> CELLS = new ArrayList<>();
    private static final List<String> LEAKS_OF_LOGS = new ArrayList<>();
    private static final Set<String> LOGGED_OPERATIONS = new HashSet<>();

    @BeforeAll
    static void carry_out_every_cell() throws IOException {
        long start = System.nanoTime();
        try (LoudLoggers log = new LoudLoggers()) {
            FaultMatrix.of(MatrixRow.GET); // the first ones are slow, as classes are loaded
            Set<String> secretsBefore = Set.of();
            for (MatrixRow row : MatrixRow.values()) {
                List<MatrixCell> cells = FaultMatrix.of(row);
                CELLS.addAll(cells);
                Set<String> secrets = secrets(cells);
                listenTo(log.taken(), row, secrets, secretsBefore);
                secretsBefore = secrets;
            }
        }
        String table = FaultMatrix.table(CELLS)
                + "%d cells in %d s%n".formatted(CELLS.size(), (System.nanoTime() - start) / 1_000_000_000);
        Files.writeString(TABLE, table);
        System.out.print(table);
    }

    private static Set<String> secrets(List<MatrixCell> cells) {
        return cells.stream().flatMap(cell -> cell.secrets().all().stream()).collect(Collectors.toSet());
    }

    /** What is said of one row may be heard in the next. */
    private static void listenTo(List<String> logged, MatrixRow row, Set<String> secrets, Set<String> secretsBefore) {
        LEAKS_OF_LOGS.addAll(Leaks.of(logged, secrets));
        LEAKS_OF_LOGS.addAll(Leaks.of(logged, secretsBefore));
        if (logged.stream().anyMatch(line -> says(row, line))) {
            LOGGED_OPERATIONS.add(row.name());
        }
    }

    @Test
    void the_matrix_has_every_fault_that_there_is() {
        Set<String> kinds = Stream.of(MatrixColumn.values())
                .map(column -> MatrixColumn.kind(column.fault()))
                .collect(Collectors.toSet());

        assertThat(factories()).hasSizeGreaterThanOrEqualTo(18).allSatisfy(factory -> assertThat(kinds)
                .as(factory.toString())
                .contains(MatrixColumn.kind(made(factory))));
        assertThat(MatrixRow.values()).hasSize(14);
        assertThat(CELLS).hasSize(14 * 3 * MatrixColumn.values().length);
    }

    private static List<Method> factories() {
        return Stream.of(Fault.class.getDeclaredMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers()) && Modifier.isPublic(method.getModifiers()))
                .toList();
    }

    private static Fault made(Method factory) throws ReflectiveOperationException {
        Object[] arguments = Stream.of(factory.getParameterTypes())
                .map(type -> type == Duration.class ? Duration.ofSeconds(1) : "/segment")
                .toArray();
        return (Fault) factory.invoke(null, arguments);
    }

    @Test
    void nothing_is_lost_or_doubled_and_no_claim_is_untrue() {
        assertThat(CELLS.stream().flatMap(cell -> cell.rounds().stream()
                        .flatMap(round -> round.untruths().stream())
                        .map(untruth -> cell.name() + ": " + untruth)))
                .isEmpty();
    }

    @Test
    void the_fault_strikes_in_every_cell() {
        assertThat(named(cell -> cell.strikes() == 0)).isEmpty();
        assertThat(named(cell -> cell.position() != EVERY && !cell.column().isRefusal() && cell.strikes() != 1))
                .isEmpty();
    }

    @Test
    void the_journal_holds_what_the_listener_was_told() {
        assertThat(CELLS.stream()
                        .filter(cell -> cell.sent() != cell.journalled())
                        .map(cell -> cell.name() + ": told " + cell.sent() + ", came " + cell.journalled()))
                .isEmpty();
        assertThat(named(cell -> cell.unsent() < 0
                        || (cell.unsent() > 0 && !cell.column().isRefusal())))
                .isEmpty();
    }

    @Test
    void a_failure_says_what_was_tried() {
        assertThat(CELLS.stream().flatMap(cell -> cell.rounds().stream()
                        .flatMap(round -> round.told().failure().stream())
                        .filter(failure -> !says(cell.row(), String.valueOf(failure.getMessage())))
                        .map(failure -> cell.name() + ": " + failure)))
                .isEmpty();
    }

    private static boolean says(MatrixRow row, String message) {
        boolean namesIt = row == MatrixRow.PLAN
                ? Stream.of("list segments", "create segment", "update of").anyMatch(message::contains)
                : message.contains(row.words());
        return namesIt || message.startsWith("login");
    }

    @Test
    void after_one_fault_the_client_is_well_again() {
        assertThat(named(cell -> cell.position() == FIRST && !cell.round(2).isDone()))
                .isEmpty();
    }

    @Test
    void nothing_is_told_done_where_every_call_fails() {
        assertThat(named(cell ->
                        cell.position() == EVERY && cell.rounds().stream().anyMatch(MatrixRound::isDone)))
                .isEmpty();
    }

    @Test
    void what_can_be_said_twice_comes_through_a_fault_that_passes() {
        assertThat(named(cell -> cell.position() != EVERY
                        && cell.row().isRepeatable()
                        && passes(cell)
                        && !cell.rounds().stream().allMatch(MatrixRound::isDone)))
                .isEmpty();
    }

    /** A login that is refused is no passing fault. */
    private static boolean passes(MatrixCell cell) {
        return !cell.column().isNoAnswer() && !(cell.row().isLogin() && cell.column() == MatrixColumn.LOGGED_OUT);
    }

    @Test
    void everything_comes_through_a_fault_after_which_surely_nothing_was_done() {
        assertThat(named(cell -> cell.position() != EVERY
                        && cell.column().isSurelyNotDone()
                        && passes(cell)
                        && !cell.rounds().stream().allMatch(MatrixRound::isDone)))
                .isEmpty();
    }

    @Test
    void a_create_of_which_nobody_knows_goes_out_once() {
        assertThat(named(cell -> cell.row().isCreate()
                        && !cell.column().isSurelyNotDone()
                        && cell.rounds().stream().anyMatch(round -> round.calls(Operation.CREATE) != 1)))
                .isEmpty();
        assertThat(named(cell -> Set.of(MatrixRow.BULK_CREATE, MatrixRow.PLAN).contains(cell.row())
                        && !cell.column().isSurelyNotDone()
                        && cell.rounds().stream().anyMatch(FaultMatrixTest::isCreateRepeated)))
                .isEmpty();
    }

    private static boolean isCreateRepeated(MatrixRound round) {
        List<String> bodies = round.calls().stream()
                .filter(call -> call.operation() == Operation.CREATE)
                .map(ApiCall::body)
                .filter(body -> !body.isEmpty())
                .toList();
        return Set.copyOf(bodies).size() != bodies.size();
    }

    @Test
    void a_create_met_by_503_with_retry_after_0_or_by_307_goes_out_once() {
        List<MatrixCell> met = FaultMatrix.select(
                CELLS,
                EnumSet.of(MatrixRow.CREATE_WITH_CODE, MatrixRow.CREATE_WITHOUT_CODE),
                EnumSet.of(
                        MatrixColumn.UNAVAILABLE_AGAIN_AT_ONCE, MatrixColumn.REDIRECT, MatrixColumn.REDIRECT_BUT_DONE),
                EnumSet.allOf(MatrixPosition.class));

        assertThat(met).hasSize(18).allSatisfy(cell -> {
            assertThat(cell.doubtful(HttpMethod.POST)).as(cell.name()).isEqualTo(cell.position() == EVERY ? 2 : 1);
            assertThat(cell.rounds()).as(cell.name()).allMatch(round -> round.calls(Operation.CREATE) == 1);
        });
    }

    @Test
    void a_create_without_a_code_is_unknown_where_nobody_knows() {
        assertThat(named(cell -> cell.row() == MatrixRow.CREATE_WITHOUT_CODE
                        && cell.position() == FIRST
                        && !cell.column().isSurelyNotDone()
                        && !cell.round(1).code().equals(Told.UNKNOWN)))
                .isEmpty();
    }

    @Test
    void a_create_with_a_code_is_done_where_it_is_found() {
        List<MatrixCell> doneAllTheSame = CELLS.stream()
                .filter(cell -> cell.row() == MatrixRow.CREATE_WITH_CODE
                        && cell.position() == FIRST
                        && cell.column().isCarriedOut())
                .toList();

        assertThat(doneAllTheSame).hasSizeGreaterThan(10).allSatisfy(cell -> {
            assertThat(cell.round(1).code()).as(cell.name()).isEqualTo(Told.DONE);
            assertThat(cell.round(1).calls(Operation.CREATE)).as(cell.name()).isEqualTo(1);
            assertThat(cell.round(1).calls(Operation.READ)).as(cell.name()).isEqualTo(1);
        });
    }

    @Test
    void an_append_of_which_nobody_knows_goes_out_once_and_is_unknown() {
        List<MatrixCell> doubtful = CELLS.stream()
                .filter(cell -> cell.row() == MatrixRow.APPEND
                        && cell.position() == FIRST
                        && !cell.column().isSurelyNotDone())
                .toList();

        assertThat(doubtful).hasSizeGreaterThan(18).allSatisfy(cell -> {
            assertThat(cell.round(1).code()).as(cell.name()).isEqualTo(Told.UNKNOWN);
            assertThat(cell.round(1).calls(Operation.UPDATE)).as(cell.name()).isEqualTo(1);
        });
    }

    @Test
    void a_delete_that_was_done_under_a_fault_has_succeeded() {
        assertThat(cell(MatrixRow.DELETE, MatrixColumn.RESET_AFTER_REQUEST_BUT_DONE, FIRST))
                .satisfies(cell -> {
                    assertThat(cell.round(1).code()).isEqualTo(Told.DONE);
                    assertThat(cell.round(1).calls(Operation.DELETE)).isEqualTo(2);
                });
    }

    @Test
    void a_refused_login_is_not_repeated() {
        for (MatrixRow login : List.of(MatrixRow.LOGIN_BY_PASSWORD, MatrixRow.LOGIN_BY_KEY)) {
            assertThat(cell(login, MatrixColumn.LOGGED_OUT, FIRST).round(1).code())
                    .isEqualTo("no login");
            assertThat(cell(login, MatrixColumn.LOGGED_OUT, SECOND).round(2).code())
                    .isEqualTo("no login");
            assertThat(cell(login, MatrixColumn.LOGGED_OUT, EVERY).rounds())
                    .allMatch(round -> round.code().equals("no login") && round.calls(Operation.LOGIN) == 1);
        }
    }

    @Test
    void no_password_token_or_key_is_logged_or_shown() {
        assertThat(LOGGED_OPERATIONS).hasSize(MatrixRow.values().length);
        assertThat(CELLS).allMatch(cell -> cell.shown() > 10);
        assertThat(named(cell ->
                        cell.position() == FIRST && cell.secrets().tokens().isEmpty()))
                .isEmpty();
        assertThat(named(cell -> cell.row().logsInByKey()
                        && !cell.column().isRefusal()
                        && cell.secrets().signedLogins().isEmpty()))
                .isEmpty();

        assertThat(LEAKS_OF_LOGS).isEmpty();
        assertThat(CELLS.stream().flatMap(cell -> cell.leaks().stream())).isEmpty();
    }

    @Test
    void a_secret_that_is_shown_would_be_found() {
        SentSecrets known =
                cell(MatrixRow.LOGIN_BY_KEY, MatrixColumn.UNAVAILABLE, FIRST).secrets();

        assertThat(Stream.of(known.tokens(), known.signedLogins(), Set.copyOf(SigningKeys.secrets()))
                        .flatMap(Set::stream)
                        .map(secret -> "Authorization: " + secret))
                .hasSizeGreaterThan(20)
                .allMatch(text -> Leaks.of(List.of(text), known.all()).size() == 1);
    }

    private static List<String> named(Predicate<MatrixCell> wrong) {
        return CELLS.stream()
                .filter(wrong)
                .map(cell -> cell.name() + ": " + cell.code())
                .toList();
    }

    private static MatrixCell cell(MatrixRow row, MatrixColumn column, MatrixPosition position) {
        return FaultMatrix.select(CELLS, Set.of(row), Set.of(column), Set.of(position))
                .get(0);
    }
}
