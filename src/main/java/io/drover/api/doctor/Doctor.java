package io.drover.api.doctor;

import io.drover.api.Diagnosis;
import io.drover.api.DiagnosisOperations;
import io.drover.definition.Catalog;
import io.drover.definition.problem.Problem;
import io.drover.definition.text.ClientId;
import io.drover.queue.Queues;
import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.security.application.Applications;
import io.drover.security.token.IssuerCheck;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tells which of the five steps of the set-up is missing: the application, its token, the recurring job, its authorization
 * policy, the processing of its queue; and what else is wrong with the installation. Says nothing that a caller with the role
 * reader may not know: no secrets, no folders of the machine.
 */
public final class Doctor {
    private static final String NO_ACTIVITY = "say of which recurring job: activity=ID (--activity ID)";
    private static final String NO_APPLICATION =
            "say of which application: application=CLIENT_ID (--application CLIENT_ID)";

    private final Catalog catalog;
    private final AccessSteps access;
    private final RecurringJobSteps recurringJobs;
    private final InstallationSteps installation;
    private final Troubles troubles;

    /**
     * What stands in the way now.
     *
     * @param definitions what is wrong with definition files
     * @param blocked why queues stand still, by activity
     * @param tasks what is wrong with scheduled tasks: those that are late, and what nobody could be told of them
     * @param waiting the runs of jobs that wait for long: for what, since when, and who has it
     * @param consumers of routes that are down
     */
    public record Troubles(
            Supplier<List<Problem>> definitions,
            Supplier<Map<String, String>> blocked,
            Supplier<List<String>> tasks,
            Supplier<List<String>> waiting,
            Supplier<List<String>> consumers) {}

    /** A doctor for this process. */
    public Doctor(
            Catalog catalog,
            Queues queues,
            Applications applications,
            IssuerCheck issuers,
            InstallationSteps installation,
            Troubles troubles) {
        this.catalog = catalog;
        this.access = new AccessSteps(applications, issuers);
        this.recurringJobs = new RecurringJobSteps(catalog, queues, troubles.definitions, troubles.blocked);
        this.installation = installation;
        this.troubles = troubles;
    }

    /** As {@link DiagnosisOperations#diagnose}. */
    public Diagnosis diagnose(String application, String activity) {
        return diagnose(application, activity, false);
    }

    /**
     * The same for an application about itself, which may read nothing else: of recurring jobs it learns only whether it may use
     * the one whose id it knows, and how that one stands when it may; nothing of the installation.
     */
    public Diagnosis diagnoseOwn(String application, String activity) {
        return diagnose(application, activity, true);
    }

    private Diagnosis diagnose(String application, String activity, boolean own) {
        Steps steps = new Steps();
        Optional<RecurringJobDefinition> recurring = activity == null
                ? Optional.empty()
                : RecurringJobs.ifThere(catalog, activity).filter(found -> !own || RecurringJobs.isId(found, activity));
        if (application == null) {
            steps.skipped(1, "application", NO_APPLICATION);
        } else {
            access.application(steps, application);
        }
        access.token(steps, application);
        if (activity == null) {
            steps.skipped(3, "recurring job", NO_ACTIVITY);
        } else {
            recurringJobs.recurringJob(steps, activity, recurring, own);
        }
        if (application == null || recurring.isEmpty()) {
            steps.skipped(4, "authorization policy", application == null ? NO_APPLICATION : NO_ACTIVITY);
        } else {
            access.policy(steps, ClientId.canonical(application), recurring.get());
        }
        if (recurring.isEmpty() || (own && !mayUse(application, recurring.get()))) {
            steps.skipped(5, "queue", recurring.isEmpty() ? NO_ACTIVITY : "the steps before come first");
        } else {
            recurringJobs.job(steps, recurring.get());
            recurringJobs.queue(steps, recurring.get());
        }
        if (!own) {
            installation.add(steps);
            tasks(steps);
            waiting(steps);
            consumers(steps);
            recurringJobs.definitionFiles(steps);
        }
        return Diagnosis.of(steps.all());
    }

    private void tasks(Steps steps) {
        List<String> troubles = this.troubles.tasks.get();
        if (troubles.isEmpty()) {
            steps.ok(0, "tasks", "none is late, and all that happened to them is told");
        } else {
            steps.warning(
                    0,
                    "tasks",
                    String.join("; ", troubles),
                    "look at the log; for mails at drover.mail.*, for webhooks at their receiver");
        }
    }

    private void waiting(Steps steps) {
        List<String> runs = troubles.waiting.get();
        if (runs.isEmpty()) {
            steps.ok(0, "jobs", "none waits long for another");
        } else {
            steps.warning(
                    0,
                    "jobs",
                    String.join("; ", runs),
                    "see whether the run that has the table goes on, and cancel it if it does not: drover cancel ID");
        }
    }

    private void consumers(Steps steps) {
        List<String> down = troubles.consumers.get();
        if (down.isEmpty()) {
            steps.ok(0, "routes", "all consumers are up");
        } else {
            steps.warning(
                    0,
                    "routes",
                    String.join("; ", down),
                    "look whether what they fetch from answers; they go on by themselves when it does");
        }
    }

    private static boolean mayUse(String application, RecurringJobDefinition recurring) {
        return recurring.applications().getOrDefault(ClientId.canonical(application), false);
    }
}
