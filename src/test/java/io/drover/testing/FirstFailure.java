package io.drover.testing;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Leaves out the tests of a class that come after one that failed. For {@link RoomUnits} alone: a mutant is found by one failure,
 * and each further test would wait for what will not come. Switched on by a parameter, since extensions in META-INF/services are
 * not looked for otherwise.
 */
public final class FirstFailure implements ExecutionCondition, TestWatcher {
    private static final AtomicBoolean FAILED = new AtomicBoolean();

    /** Another class begins. */
    static void forget() {
        FAILED.set(false);
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return FAILED.get()
                ? ConditionEvaluationResult.disabled("an earlier test has failed")
                : ConditionEvaluationResult.enabled("none has failed");
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        FAILED.set(true);
    }
}
