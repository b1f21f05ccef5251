package io.drover.connector.data;

import io.drover.connector.wire.ConnectorRefusal;
import io.drover.definition.Catalog;
import io.drover.job.definition.JobDefinition;
import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.security.Caller;
import io.drover.security.Role;
import io.drover.store.queue.Direction;
import java.util.Optional;

/**
 * The jobs, which are Dynamics 365's data projects, that an application may use by data management actions: those of the recurring
 * jobs whose authorization policy lists it, in their direction; with the role operator all.
 */
final class DataProjects {
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
        String name = call.required("definitionGroupId", 255);
        Optional<JobDefinition> job = Optional.ofNullable(
                        catalog.current().all(JobDefinition.class).get(name))
                .filter(found -> mayUse(call.caller(), found.name(), direction));
        return job.orElseThrow(() -> unknown(call.caller(), name, direction));
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
                || catalog.current().all(RecurringJobDefinition.class).values().stream()
                        .filter(RecurringJobDefinition::enabled)
                        .filter(recurring ->
                                recurring.job().equalsIgnoreCase(job) && recurring.direction() == direction)
                        .anyMatch(recurring -> lists(recurring, caller));
    }

    static boolean lists(RecurringJobDefinition recurring, Caller caller) {
        return recurring.applications().getOrDefault(caller.clientId(), false);
    }
}
