package io.drover.addin.runjob;

import io.drover.addin.TaskWork;
import io.drover.job.Jobs;
import io.drover.job.definition.JobDefinition;
import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Execution.Status;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.Exchange;

/** Runs a task's jobs one after the other. Thread-safe. */
public final class JobRuns {
    private final Jobs jobs;
    private final Function<JobDefinition, Optional<String>> fetch;
    private final Function<JobDefinition, Optional<String>> send;

    /**
     * @param fetch fetches for a job what lies at its endpoint; gives what went wrong
     * @param send sends what a job has written to its endpoint; gives what went wrong
     */
    public JobRuns(
            Jobs jobs,
            Function<JobDefinition, Optional<String>> fetch,
            Function<JobDefinition, Optional<String>> send) {
        this.jobs = jobs;
        this.fetch = fetch;
        this.send = send;
    }

    /**
     * Runs the jobs of the variable jobs; reports what they did.
     *
     * @throws JobsFailedException when one failed; says which, and what the others did
     */
    public void run(Exchange exchange) throws IOException, JobsFailedException {
        TaskWork work = TaskWork.of(exchange);
        boolean goOn = Boolean.parseBoolean(exchange.getVariable("continueAfterFailure", String.class));
        List<String> names = Arrays.stream(
                        exchange.getVariable("jobs", "", String.class).split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
        if (names.isEmpty()) {
            throw new IllegalArgumentException("the task has no job to run; add a <job> to it");
        }
        List<String> said = new ArrayList<>();
        boolean failed = false;
        for (String name : names) {
            if (failed && !goOn) {
                said.add("job " + name + " was not run");
                continue;
            }
            failed |= run(jobs.definition(name), work.run().id(), said);
        }
        if (failed) {
            throw new JobsFailedException(String.join("; ", said));
        }
        said.forEach(work::report);
    }

    /** Whether it failed. */
    private boolean run(JobDefinition job, long taskRun, List<String> said) throws IOException {
        String name = "job " + job.name();
        List<Execution> executions = new ArrayList<>();
        Optional<String> problem = Optional.empty();
        if (jobs.readsFiles(job.name())) {
            problem = fetch.apply(job);
            executions.addAll(jobs.inboxes().runAll(job.name()));
        } else {
            executions.add(jobs.run(job.name(), taskRun));
        }
        problem = problem.or(() -> send.apply(job));
        executions.forEach(execution -> said.add(name + ": " + told(execution)));
        if (executions.isEmpty() && problem.isEmpty()) {
            said.add(name + ": nothing waited in its inbox");
        }
        problem.ifPresent(what -> said.add(name + ": " + what));
        return problem.isPresent() || executions.stream().anyMatch(JobRuns::failed);
    }

    private static boolean failed(Execution execution) {
        return execution.status() == Status.Failed || execution.status() == Status.Cancelled;
    }

    private static String told(Execution execution) {
        String message = execution.message() == null ? "" : ", " + execution.message();
        return "execution " + execution.id() + " " + execution.status() + (failed(execution) ? message : "");
    }
}
