package io.drover.connector.data;

import io.drover.connector.wire.ConnectorRefusal;
import io.drover.definition.Catalog;
import io.drover.job.definition.JobDefinition;
import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.security.Caller;
import io.drover.security.Role;
import io.drover.store.queue.Direction;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The jobs, which are Dynamics 365's data projects, that an application may use by data management actions: those of the recurring
 * jobs whose authorization policy lists it, in their direction; with the role operator all.
 */
final class DataProjects {
    private static final int MOST_OF_COMPANY = 20;

    private final Catalog catalog;

    DataProjects(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * The job that an action names.
     *
     * @throws ConnectorRefusal 404 when there is none that the caller may use; it cannot tell that from one that there is not
     */
    JobDefinition of(ActionCall call, Direction direction) {
        String name = name(call);
        Optional<JobDefinition> job = catalog.current()
                .find(JobDefinition.class, name)
                .filter(found -> mayUse(call.caller(), found.name(), direction));
        return job.orElseThrow(() -> unknown(call.caller(), name, direction));
    }

    /** Whether an action names a data project that does not exist, and comes from an application that imports packages here. */
    boolean isNew(ActionCall call) {
        boolean imports = call.caller().roles().contains(Role.OPERATOR)
                || catalog.current().all(RecurringJobDefinition.class).values().stream()
                        .filter(RecurringJobDefinition::enabled)
                        .filter(recurring -> recurring.direction() == Direction.IMPORT)
                        .anyMatch(recurring -> lists(recurring, call.caller()));
        return imports && !catalog.current().all(JobDefinition.class).containsKey(name(call));
    }

    /** The name of the data project that an action is about. */
    static String name(ActionCall call) {
        return call.required("definitionGroupId", 255);
    }

    private static ConnectorRefusal unknown(Caller caller, String name, Direction direction) {
        String way = direction == Direction.IMPORT ? "import" : "export";
        return ConnectorRefusal.unknown("The data project '" + name + "' was not found for " + way
                + " by the application "
                + caller.clientId() + ": it must be the name of a job, and a recurring job of that job for " + way
                + " must list the application in its authorization policy (drover recurring-job new --job NAME --direction "
                + way + " --app " + caller.clientId() + "), or the application must have the role operator.");
    }

    /** Whether an application may run a job. */
    boolean mayUse(Caller caller, String job, Direction direction) {
        return caller.roles().contains(Role.OPERATOR)
                || !recurringJobs(caller, job, direction).isEmpty();
    }

    /** The recurring jobs by which an application may run a job. */
    private List<RecurringJobDefinition> recurringJobs(Caller caller, String job, Direction direction) {
        return catalog.current().all(RecurringJobDefinition.class).values().stream()
                .filter(RecurringJobDefinition::enabled)
                .filter(recurring -> recurring.job().equalsIgnoreCase(job) && recurring.direction() == direction)
                .filter(recurring -> lists(recurring, caller))
                .toList();
    }

    /**
     * The legal entity that an action names, in the form of the recurring jobs by which the caller may run the job, else in upper case.
     *
     * @return null when it names none
     * @throws ConnectorRefusal 400 when those list others
     */
    String legalEntity(ActionCall call, JobDefinition job, Direction direction) {
        String named = call.text("legalEntityId", MOST_OF_COMPANY);
        if (named == null) {
            return null;
        }
        List<RecurringJobDefinition> recurringJobs = recurringJobs(call.caller(), job.name(), direction);
        if (recurringJobs.isEmpty()) {
            return named.toUpperCase(Locale.ROOT);
        }
        return recurringJobs.stream()
                .flatMap(recurring -> recurring.naming().legalEntity(named).stream())
                .findFirst()
                .orElseThrow(() -> ConnectorRefusal.invalid("Target legal entity is not valid: legalEntityId is '"
                        + named + "', and the data project '" + job.name() + "' takes "
                        + recurringJobs.stream()
                                .flatMap(recurring -> recurring.naming().listed().stream())
                                .distinct()
                                .collect(Collectors.joining(", "))
                        + "."));
    }

    static boolean lists(RecurringJobDefinition recurring, Caller caller) {
        return recurring.applications().getOrDefault(caller.clientId(), false);
    }
}
