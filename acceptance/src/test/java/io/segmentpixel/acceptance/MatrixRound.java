package io.segmentpixel.acceptance;

import io.segmentpixel.testkit.ApiCall;
import io.segmentpixel.testkit.Operation;
import java.util.List;

/**
 * What came of an operation that was done once in a cell.
 *
 * @param told what the caller was told
 * @param untruths what of that is not so
 * @param calls what came to the sandbox meanwhile
 */
record MatrixRound(Told told, List<String> untruths, List<ApiCall> calls) {
    boolean isDone() {
        return told.failure().isEmpty();
    }

    String code() {
        return told.code();
    }

    long calls(Operation operation) {
        return calls.stream().filter(call -> call.operation() == operation).count();
    }
}
