package io.drover.job.run;

import io.drover.job.control.LoadStoppedException;
import io.drover.job.run.OutputReceiver.Kept;
import io.drover.provider.DeliveryException;
import io.drover.provider.sql.load.SqlDestination;
import io.drover.store.Bookkeeping;
import io.drover.store.Crashpoint;
import io.drover.store.Store;
import io.drover.store.ledger.Deliveries;
import io.drover.store.ledger.Delivery;
import io.drover.store.ledger.Delivery.State;
import io.drover.store.ledger.Ending;
import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Execution.Status;
import io.drover.store.ledger.ExecutionError;
import io.drover.store.ledger.Executions;
import io.drover.store.ledger.RunEndings;
import io.drover.store.ledger.Watermarks;
import io.drover.store.queue.MessageChange;
import io.drover.store.queue.MessageStatus;
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
    private final Deliveries deliveries;
    private final Watermarks watermarks;
    private final Bookkeeping bookkeeping;

    LoadCommit(Store store) {
        this.store = store;
        this.executions = new Executions(store);
        this.endings = new RunEndings(store);
        this.deliveries = new Deliveries(store);
        this.watermarks = new Watermarks(store);
        this.bookkeeping = store.bookkeeping();
    }

    /** Loads and commits. */
    Execution of(LoadRun run, Assignment given, long id, RunCounts counts)
            throws SQLException, IOException, LoadStoppedException {
        boolean database = given.job().destination() instanceof SqlDestination;
        boolean own = given.job().destination() instanceof SqlDestination sql
                && sql.dataSource().equals(Store.OWN);
        boolean targetLedger = database && !own && TargetLedger.exists(run.connection());
        if (targetLedger && TargetLedger.holds(run.connection(), given.delivery())) {
            String message = "had been loaded just before the server stopped; nothing to do";
            return enter(given.delivery(), loaded(counts.end(id, Status.Completed, message), List.of(), counts));
        }
        LoadRun.Result result = run.load(database && !own && !targetLedger);
        requireOwnTables(run, given, counts);
        given.requireUnchanged();
        if (given.message().trial()) {
            return enter(given.delivery(), tried(id, result, counts));
        }
        Status status = result.complete() ? Status.Completed : Status.CompletedWithErrors;
        Ending ending = loaded(counts.end(id, status, result.message()), errors(given, result), counts);
        if (own) {
            return withRows(run, given, result, ending);
        }
        if (targetLedger) {
            TargetLedger.enter(run.connection(), given.delivery(), given.job().name());
        }
        bookkeeping.enter(() -> deliveries.requireHeld(given.delivery()));
        run.commit();
        Crashpoint.reached("import.betweenCommits");
        return given.message().handover() == null
                ? afterRows(run, given, result, ending)
                : withHandover(run, given, result, ending);
    }

    /** A file of other tables is none of the job's; of a file in an inbox the history says so and that is all. */
    private static void requireOwnTables(LoadRun run, Assignment given, RunCounts counts) throws DeliveryException {
        if (given.delivery().message() != null
                && given.file() != null
                && counts.read == 0
                && !run.foreignTables().isEmpty()) {
            throw new DeliveryException(
                    "the file has no table that the job loads: it has " + String.join(", ", run.foreignTables())
                            + "; the mappings of the job are for "
                            + given.job().mappings().stream()
                                    .map(mapping -> mapping.sourceTable())
                                    .distinct()
                                    .collect(Collectors.joining(", ")),
                    0,
                    0,
                    false);
        }
    }

    private static Ending loaded(Execution end, List<ExecutionError> errors, RunCounts counts) {
        boolean good = end.status() == Status.Completed;
        MessageChange change = MessageChange.to(
                        good ? MessageStatus.Processed : MessageStatus.ProcessedWithErrors, good ? null : end.message())
                .asAttempt();
        return new Ending(end, errors, counts.tables(true), State.Loaded, change, false);
    }

    /** Clients that are told of errors ask for them: there is at least one then. */
    private static List<ExecutionError> errors(Assignment given, LoadRun.Result result) {
        return given.delivery().message() != null
                        && !result.complete()
                        && result.errors().isEmpty()
                ? List.of(ExecutionError.ofDelivery(0, result.message()))
                : result.errors();
    }

    /** All is undone when the run is closed. */
    private static Ending tried(long id, LoadRun.Result result, RunCounts counts) {
        String message = "tried only, nothing was loaded" + (result.message() == null ? "" : "; " + result.message());
        Status status = result.complete() ? Status.Completed : Status.CompletedWithErrors;
        return loaded(counts.endWithoutLoad(id, status, message), result.errors(), counts);
    }

    /** In Drover's own database all is one transaction. */
    private Execution withRows(LoadRun run, Assignment given, LoadRun.Result result, Ending ending)
            throws SQLException {
        Connection transaction = run.connection(); // only now: a load that starts over does so in a new one
        watermarks.save(transaction, given.job().name(), result.watermarks());
        Execution ended = executions.end(transaction, given.delivery(), ending);
        Crashpoint.reached("import.beforeCommit");
        run.commit();
        store.settle();
        Crashpoint.reached("import.afterCommit");
        noteAtSource(run).ifPresent(problem -> LOG.warn("{}  {}", given.job().name(), problem));
        return ended;
    }

    private Execution afterRows(LoadRun run, Assignment given, LoadRun.Result result, Ending ending) {
        Execution end = withFiles(ending.execution(), run.published());
        for (Optional<String> problem : List.of(noteAtSource(run), noteWatermarks(given, result))) {
            if (problem.isPresent()) {
                end = end.withMessage(end.message() == null ? problem.get() : problem.get() + "; " + end.message())
                        .withStatus(Status.CompletedWithErrors);
            }
        }
        return enter(given.delivery(), ending.with(end));
    }

    private Optional<String> noteWatermarks(Assignment given, LoadRun.Result result) {
        return noted(() -> bookkeeping.enter(() -> watermarks.save(given.job().name(), result.watermarks())));
    }

    /**
     * The files are on the disk and are kept; only then are they entered as a message, in the one transaction that also notes how
     * far the source has been read and ends the run. A crash before it leaves files that nobody knows, and the next run reads the
     * same rows again; a crash after it leaves a message. The source is told last, for what it is told cannot be undone: a crash
     * before that exports the same rows once more, and none is lost.
     */
    private Execution withHandover(LoadRun run, Assignment given, LoadRun.Result result, Ending ending)
            throws IOException {
        Kept kept = given.message()
                .handover()
                .keep(run.published(), ending.execution().inserted());
        Crashpoint.reached("export.afterPayload");
        Ending withPayload = ending.with(kept.of(ending.message()));
        Execution ended = endings.end(given.delivery(), withPayload, transaction -> {
            watermarks.save(transaction, given.job().name(), result.watermarks());
            kept.enter(transaction, ending.execution().id());
        });
        Crashpoint.reached("export.afterEnqueue");
        if (ended.status() == withPayload.execution().status()) { // else a smaller end was entered, and no message
            noteAtSource(run)
                    .ifPresent(problem -> LOG.warn("{}  {}", given.job().name(), problem));
        }
        return ended;
    }

    private static Optional<String> noteAtSource(LoadRun run) {
        return noted(run::noteAtSource);
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
                            + " again: " + Reasons.of(e));
        }
    }

    private static Execution withFiles(Execution end, List<Path> published) {
        if (published.isEmpty()) {
            return end;
        }
        String written = "wrote " + published.stream().map(Path::toString).collect(Collectors.joining(", "));
        return end.withMessage(end.message() == null ? written : end.message() + "; " + written);
    }

    /** Enters an end for which no rows have to be committed. */
    Execution enter(Delivery delivery, Ending ending) {
        return endings.end(delivery, ending, null);
    }
}
