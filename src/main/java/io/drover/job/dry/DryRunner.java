package io.drover.job.dry;

import io.drover.job.control.LoadStoppedException;
import io.drover.job.control.RunAdmission;
import io.drover.job.control.RunsUnderWay;
import io.drover.job.control.StopSwitch;
import io.drover.job.definition.JobDefinition;
import io.drover.job.load.LoadPlan;
import io.drover.job.load.LoadRejectedException;
import io.drover.job.load.LoadResult;
import io.drover.job.load.LoadRun;
import io.drover.job.load.Openings;
import io.drover.job.load.RunCounts;
import io.drover.job.run.CommitTarget;
import io.drover.job.run.FailureMessages;
import io.drover.job.run.MappingContexts;
import io.drover.provider.DeliveryException;
import io.drover.store.ledger.Execution.Status;
import io.drover.store.ledger.ExecutionError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Runs a job up to its commit, and undoes it: no row, no file, no entry in the ledger or in the history is left. */
public final class DryRunner {
    private final Openings providers;
    private final MappingContexts contexts;
    private final RunAdmission admission;
    private final RunsUnderWay underWay;
    /** In the place of the id of an execution. */
    private final AtomicLong numbers = new AtomicLong();

    public DryRunner(Openings providers, MappingContexts contexts, RunAdmission admission, RunsUnderWay underWay) {
        this.providers = providers;
        this.contexts = contexts;
        this.admission = admission;
        this.underWay = underWay;
    }

    /**
     * Runs the job when it is its turn, as any run of it.
     *
     * @param file what to read; null when the job's source is no file
     * @param limit the most records to read; null for all
     */
    public DryRun run(JobDefinition job, Path file, String fileName, Long limit) throws IOException {
        Path folder = Files.createTempDirectory("drover-dry-run-");
        try {
            return admission.runDry(job, () -> run(job, file, fileName, limit, folder));
        } finally {
            delete(folder);
        }
    }

    private DryRun run(JobDefinition job, Path file, String fileName, Long limit, Path folder) {
        DryProviders dry = new DryProviders(providers, limit, folder);
        RunCounts counts = new RunCounts();
        StopSwitch stop = new StopSwitch();
        long number = numbers.decrementAndGet();
        underWay.add(number, stop, job.limits().time());
        String message;
        List<ExecutionError> errors;
        LoadPlan plan = new LoadPlan(job, file, folder.resolve("rejects"), contexts.trial(job, fileName), dry);
        try (LoadRun run = new LoadRun(plan, counts, stop, () -> {})) {
            LoadResult result = load(run, job, stop);
            return new Outcome(job, fileName, counts, dry, limit)
                    .of(result.status(), result.message(), result.errors());
        } catch (LoadRejectedException e) {
            message = e.getMessage();
            errors = e.errors();
        } catch (DeliveryException e) {
            message = e.getMessage();
            errors = List.of(ExecutionError.unreadable(e.line(), message));
        } catch (LoadStoppedException e) {
            message = e.getMessage();
            errors = List.of(ExecutionError.ofDelivery(0, message));
        } catch (SQLException | IOException | RuntimeException e) {
            message = FailureMessages.of(e);
            errors = List.of(ExecutionError.ofDelivery(0, message));
        } finally {
            underWay.remove(number);
        }
        return new Outcome(job, fileName, counts, dry, limit).of(Status.Failed, message, errors);
    }

    private static LoadResult load(LoadRun run, JobDefinition job, StopSwitch stop)
            throws IOException, SQLException, LoadStoppedException {
        try {
            return run.load(CommitTarget.of(job, run.connection()).mayRepeat());
        } catch (SQLException | IOException | RuntimeException e) {
            stop.check(); // it may have failed only because it was to end
            throw e;
        }
    }

    /** What is said of a run. */
    private record Outcome(JobDefinition job, String file, RunCounts counts, DryProviders dry, Long limit) {

        private String removals() {
            return job.mappings().stream()
                            .anyMatch(mapping -> mapping.options().missing().change())
                    ? ", so it is not known which rows would be removed"
                    : "";
        }

        DryRun of(Status status, String message, List<ExecutionError> errors) {
            boolean failed = status == Status.Failed;
            List<String> notes = new ArrayList<>();
            if (dry.isCut()) {
                notes.add("only the first " + limit + " records were read" + removals());
            }
            dry.preview().addedColumns().forEach(column -> notes.add("the column " + column + " would be added"));
            if (message != null) {
                notes.add(message);
            }
            String said = notes.isEmpty() ? null : String.join("; ", notes);
            return DryRun.of(
                    job.name(),
                    file,
                    failed ? counts.endWithoutLoad(0, status, said) : counts.end(0, status, said),
                    failed ? List.of() : dry.preview().changes(),
                    errors);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
