package io.drover.cli.job;

import static io.drover.cli.session.Output.cell;

import io.drover.api.JobOperations;
import io.drover.api.JobOperations.JobView;
import io.drover.cli.session.Output;
import io.drover.cli.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "jobs", description = "List the jobs.")
public final class JobsCommand implements Callable<Integer> {
    @Mixin
    private Output output;

    @Override
    public Integer call() {
        try (Session session = Session.open()) {
            List<JobView> jobs = session.ask(JobOperations.class).jobs();
            output.print(jobs, () -> text(jobs));
            return 0;
        }
    }

    private static String text(List<JobView> jobs) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("JOB", "DATA SOURCE", "WAITING", "LAST RUN", "STATUS", "DESCRIPTION"));
        for (JobView job : jobs) {
            lines.add(List.of(
                    job.name(),
                    cell(job.dataSource()),
                    cell(job.waiting()),
                    job.lastExecution() == null ? "" : cell(job.lastExecution().started()),
                    job.lastExecution() == null ? "" : cell(job.lastExecution().status()),
                    cell(job.description())));
        }
        return Output.table(lines);
    }
}
