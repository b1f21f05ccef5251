package io.drover.task.notification;

import io.drover.addin.notification.RunReport;
import io.drover.addin.notification.RunReport.RunError;
import io.drover.settings.Settings;
import io.drover.settings.secrets.Secrets;
import io.drover.store.Store;
import io.drover.store.event.Notification;
import io.drover.store.event.TaskEvent;
import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Executions;
import io.drover.store.task.TaskRun;
import io.drover.store.task.TaskRuns;
import io.drover.task.definition.TaskDefinition;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Gathers from the history what there is to tell. */
final class RunReports {
    private final Settings settings;
    private final TaskRuns runs;
    private final Executions executions;

    RunReports(Settings settings, Store store) {
        this.settings = settings;
        this.runs = new TaskRuns(store);
        this.executions = new Executions(store);
    }

    RunReport of(TaskDefinition task, TaskEvent event, Notification notification) {
        TaskRun run = event.taskRun() == null ? null : runs.get(event.taskRun());
        List<Execution> ofRun = run == null ? List.of() : executions.ofTaskRun(run.id());
        String message = event.message() != null || run == null ? event.message() : run.message();
        String url = settings.get("drover.http.public-url").replaceFirst("/+$", "");
        return new RunReport(
                new RunReport.Occasion(
                        notification.about().kind(),
                        message == null ? null : Secrets.hide(message),
                        event.occurred(),
                        notification.heldBack()),
                new RunReport.About(
                        task.name(), task.head().description(), task.schedule().zone()),
                run,
                ofRun,
                ofRun.stream()
                        .flatMap(execution -> executions.errors(execution.id()).stream()
                                .limit(RunReport.ERRORS)
                                .map(error -> new RunError(execution.job(), execution.id(), error)))
                        .limit(RunReport.ERRORS)
                        .toList(),
                new RunReport.Place(url.isEmpty() ? host() : url, url));
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "a machine without a name";
        }
    }
}
