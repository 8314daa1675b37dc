package io.segmentpixel.rules;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A call, and what the message must name: the field and the value at its start, and the rule. */
record Bad(String call, ThrowingCallable made, String fieldAndValue, String rule) {
    static Bad bad(String call, ThrowingCallable made, String fieldAndValue, String rule) {
        return new Bad(call, made, fieldAndValue, rule);
    }

    @Override
    public String toString() {
        return call + " refused as " + fieldAndValue;
    }
}
