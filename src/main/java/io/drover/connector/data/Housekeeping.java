package io.drover.connector.data;

import io.drover.connector.wire.Answer;
import io.drover.connector.wire.ConnectorRefusal;
import io.drover.definition.Catalog;
import io.drover.job.definition.JobDefinition;
import io.drover.mapping.definition.MappingDefinition;
import io.drover.queue.Queues;
import io.drover.security.Caller;
import io.drover.security.Role;
import io.drover.store.Store;
import io.drover.store.ledger.Watermarks;
import io.drover.store.queue.Direction;
import io.drover.store.queue.Message;
import java.util.List;

/** The actions that move no data (wire contract 2.1). */
final class Housekeeping {
    private final Catalog catalog;
    private final Watermarks watermarks;
    private final DataProjects projects;
    private final ExecutionIds ids;
    private final Queues queues;

    Housekeeping(Catalog catalog, Store store, DataProjects projects, ExecutionIds ids, Queues queues) {
        this.catalog = catalog;
        this.watermarks = new Watermarks(store);
        this.projects = projects;
        this.ids = ids;
        this.queues = queues;
    }

    /** DeleteExecutionHistoryJob: the message with its payload goes; the run stays in the history of its job. */
    Answer deleteHistory(ActionCall call) {
        Message message = ids.execution(call);
        boolean own = call.caller().clientId().equals(message.properties().application());
        if (!own && !call.caller().roles().contains(Role.OPERATOR)) {
            throw new ConnectorRefusal(
                    403,
                    "The execution " + message.ids().executionUid() + " was not begun by the application "
                            + call.caller().clientId() + ": another one's history needs the role operator.");
        }
        queues.remove(message);
        return OData.done();
    }

    /** GetEntitySequence: the entities in the order in which a job that has them all loads them. */
    Answer sequence(ActionCall call) {
        List<String> asked = call.names("listOfDataEntities");
        if (asked.isEmpty()) {
            throw ConnectorRefusal.invalid(
                    "The body has no listOfDataEntities: labels of entities, separated by commas.");
        }
        List<String> sequence = catalog.current().all(JobDefinition.class).values().stream()
                .filter(job -> mayUse(call.caller(), job))
                .map(job -> job.mappings().stream()
                        .map(MappingDefinition::sourceTable)
                        .filter(table -> asked.stream().anyMatch(table::equalsIgnoreCase))
                        .distinct()
                        .toList())
                .filter(tables ->
                        asked.stream().allMatch(name -> tables.stream().anyMatch(name::equalsIgnoreCase)))
                .findFirst()
                .orElseThrow(() -> ConnectorRefusal.unknown(
                        "No data project that this application may use has all of these entities: "
                                + String.join(", ", asked) + "."));
        return OData.text(call, String.join(",", sequence));
    }

    private boolean mayUse(Caller caller, JobDefinition job) {
        return projects.mayUse(caller, job.name(), Direction.IMPORT)
                || projects.mayUse(caller, job.name(), Direction.EXPORT);
    }

    /** ResetVersionToken: the next export of the entity reads all of it. */
    Answer resetVersionToken(ActionCall call) {
        JobDefinition job = projects.of(call, Direction.EXPORT);
        String entity = call.text("entityName", 255);
        if (entity == null) {
            watermarks.reset(job.name());
            return OData.done();
        }
        List<String> sources = job.mappings().stream()
                .filter(mapping -> mapping.destinationTable().equalsIgnoreCase(entity)
                        || mapping.sourceTable().equalsIgnoreCase(entity))
                .map(MappingDefinition::sourceTable)
                .toList();
        if (sources.isEmpty()) {
            throw ConnectorRefusal.invalid(
                    "Entity " + entity + " does not exist in the data project '" + job.name() + "'.");
        }
        sources.forEach(source -> watermarks.reset(job.name(), source));
        return OData.done();
    }
}
