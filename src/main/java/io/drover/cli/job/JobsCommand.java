package io.drover.cli.job;

import io.drover.api.JobOperations;
import io.drover.api.JobOperations.JobView;
import io.drover.cli.session.Output;
import io.drover.cli.session.Session;
import io.drover.cli.session.TextTable;
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
        return TextTable.of(jobs)
                .column("JOB", JobView::name)
                .column("DATA SOURCE", JobView::dataSource)
                .column("WAITING", JobView::waiting)
                .column(
                        "LAST RUN",
                        job -> job.lastExecution() == null
                                ? null
                                : job.lastExecution().started())
                .column(
                        "STATUS",
                        job -> job.lastExecution() == null
                                ? null
                                : job.lastExecution().status())
                .column("DESCRIPTION", JobView::description)
                .toString();
    }
}
