package io.drover.store.ledger;

import io.drover.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;

/** Makes statements on Drover's own tables fail, of those that the threads of certain names execute. */
final class StatementFaults implements SqlLogger {
    private final List<String> seen = new ArrayList<>();
    private String threads = "";
    private Predicate<String> failing = sql -> false;
    private Supplier<? extends Throwable> failure;
    private boolean once;
    private boolean failed;

    static StatementFaults in(Store store) {
        StatementFaults faults = new StatementFaults();
        store.jdbi().setSqlLogger(faults);
        return faults;
    }

    /** The n-th statement from now on fails, once. */
    synchronized void failNth(String ofThreads, int number, Supplier<? extends Throwable> with) {
        arm(ofThreads, sql -> seen.size() == number, with);
        once = true;
    }

    /** Statements that begin so fail from now on, each time. */
    synchronized void failAll(String ofThreads, String beginning, Supplier<? extends Throwable> with) {
        arm(ofThreads, sql -> sql.startsWith(beginning), with);
        once = false;
    }

    /** Statements that begin so fail from now on, the first and every second one after it. */
    synchronized void failEveryOther(String ofThreads, String beginning, Supplier<? extends Throwable> with) {
        int[] met = {0};
        arm(ofThreads, sql -> sql.startsWith(beginning) && ++met[0] % 2 == 1, with);
        once = false;
    }

    private void arm(String ofThreads, Predicate<String> which, Supplier<? extends Throwable> with) {
        seen.clear();
        threads = ofThreads;
        failing = which;
        failure = with;
        failed = false;
    }

    /** Nothing fails any more; gives whether something has. */
    synchronized boolean disarm() {
        failing = sql -> false;
        return failed;
    }

    @Override
    public synchronized void logBeforeExecution(StatementContext context) {
        if (!Thread.currentThread().getName().contains(threads)) {
            return;
        }
        seen.add(context.getRawSql());
        if (failing.test(context.getRawSql()) && !(once && failed)) {
            failed = true;
            StatementFaults.<RuntimeException>sneak(failure.get());
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable failure) throws T {
        throw (T) failure;
    }

    /** What was executed since the last call that armed it. */
    synchronized List<String> seen() {
        return List.copyOf(seen);
    }
}
