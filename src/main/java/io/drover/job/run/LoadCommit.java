package io.drover.job.run;

import io.drover.job.load.LoadResult;
import io.drover.job.load.LoadRun;
import io.drover.job.run.OutputReceiver.OutputEntry;
import io.drover.store.Bookkeeping;
import io.drover.store.Crashpoint;
import io.drover.store.Store;
import io.drover.store.ledger.Delivery;
import io.drover.store.ledger.Ending;
import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Execution.Status;
import io.drover.store.ledger.Executions;
import io.drover.store.ledger.HeldDeliveries;
import io.drover.store.ledger.RunEndings;
import io.drover.store.ledger.Watermarks;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of a run: its rows, the ledger, the message and the history commit together where they can. */
final class LoadCommit {
    private static final Logger LOG = LoggerFactory.getLogger(LoadCommit.class);

    private final Store store;
    private final Executions executions;
    private final RunEndings endings;
    private final HeldDeliveries deliveries;
    private final Watermarks watermarks;
    private final Bookkeeping bookkeeping;

    LoadCommit(Store store) {
        this.store = store;
        this.executions = new Executions(store);
        this.endings = new RunEndings(store);
        this.deliveries = new HeldDeliveries(store);
        this.watermarks = new Watermarks(store);
        this.bookkeeping = store.bookkeeping();
    }

    /**
     * What is ready to be committed.
     *
     * @param load its transaction is open
     * @param ending of the run, when nothing goes wrong with the commit
     */
    record CommitContent(Run run, LoadRun load, LoadResult result, Ending ending) {
        Assignment assignment() {
            return run.assignment();
        }

        Delivery delivery() {
            return assignment().delivery();
        }

        String job() {
            return assignment().job().name();
        }
    }

    /** Commits the rows and ends the run. */
    Execution commit(CommitContent loaded, CommitTarget target) throws SQLException, IOException {
        if (target == CommitTarget.OWN_DATABASE) {
            return withRows(loaded);
        }
        if (target == CommitTarget.DATABASE_WITH_LEDGER) {
            TargetLedger.enter(loaded.load().connection(), loaded.delivery(), loaded.job());
        }
        bookkeeping.enter(() -> deliveries.requireHeld(loaded.delivery()));
        loaded.load().commit();
        Crashpoint.reached("import.betweenCommits");
        return loaded.assignment().options().receiver() == null ? afterRows(loaded) : withReceiver(loaded);
    }

    /** In Drover's own database all is one transaction. */
    private Execution withRows(CommitContent loaded) throws SQLException {
        Connection transaction = loaded.load().connection(); // only now: a load that starts over does so in a new one
        watermarks.save(transaction, loaded.job(), loaded.result().watermarks());
        Execution ended = executions.end(transaction, loaded.delivery(), loaded.ending());
        Crashpoint.reached("import.beforeCommit");
        loaded.load().commit();
        store.settle();
        Crashpoint.reached("import.afterCommit");
        noteAtSource(loaded).ifPresent(problem -> LOG.warn("{}  {}", loaded.job(), problem));
        return ended;
    }

    private Execution afterRows(CommitContent loaded) {
        Execution end = withFiles(loaded.ending().execution(), loaded.load().published());
        for (Optional<String> problem : List.of(noteAtSource(loaded), noteWatermarks(loaded))) {
            if (problem.isPresent()) {
                end = end.withMessage(end.message() == null ? problem.get() : problem.get() + "; " + end.message())
                        .withStatus(Status.CompletedWithErrors);
            }
        }
        return endings.end(loaded.delivery(), loaded.ending().with(end), null);
    }

    private Optional<String> noteWatermarks(CommitContent loaded) {
        return noted(() -> bookkeeping.enter(
                () -> watermarks.save(loaded.job(), loaded.result().watermarks())));
    }

    /**
     * The files are on the disk and are kept; only then are they entered as a message, in the one transaction that also notes how
     * far the source has been read and ends the run. A crash before it leaves files that nobody knows, and the next run reads the
     * same rows again; a crash after it leaves a message. The source is told last, for what it is told cannot be undone: a crash
     * before that exports the same rows once more, and none is lost.
     */
    private Execution withReceiver(CommitContent loaded) throws IOException {
        Ending ending = loaded.ending();
        OutputEntry kept = loaded.assignment()
                .options()
                .receiver()
                .keep(loaded.load().published(), ending.execution().inserted());
        Crashpoint.reached("export.afterPayload");
        Ending withPayload = ending.with(kept.of(ending.message()));
        Execution ended = endings.end(
                loaded.delivery(),
                withPayload,
                transaction -> watermarks.save(
                        transaction, loaded.job(), loaded.result().watermarks()));
        Crashpoint.reached("export.afterEnqueue");
        if (ended.status() == withPayload.execution().status()) { // else a smaller end was entered, and no message
            noteAtSource(loaded).ifPresent(problem -> LOG.warn("{}  {}", loaded.job(), problem));
        }
        return ended;
    }

    private static Optional<String> noteAtSource(CommitContent loaded) {
        return noted(loaded.load()::noteAtSource);
    }

    /** What comes after the rows are committed. */
    private interface Note {
        void enter() throws IOException;
    }

    /** Nothing that happens then makes a failure of the run: its rows are loaded. */
    private static Optional<String> noted(Note note) {
        try {
            note.enter();
            return Optional.empty();
        } catch (Throwable e) {
            return Optional.of(
                    "everything is loaded, but the source could not be told, so that the same rows will be read"
                            + " again: " + FailureMessages.of(e));
        }
    }

    private static Execution withFiles(Execution end, List<Path> published) {
        if (published.isEmpty()) {
            return end;
        }
        String written = "wrote " + published.stream().map(Path::toString).collect(Collectors.joining(", "));
        return end.withMessage(end.message() == null ? written : end.message() + "; " + written);
    }
}
