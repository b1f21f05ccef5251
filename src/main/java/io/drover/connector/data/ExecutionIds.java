package io.drover.connector.data;

import io.drover.connector.wire.ConnectorRefusal;
import io.drover.connector.wire.Guids;
import io.drover.definition.Catalog;
import io.drover.queue.Queues;
import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.security.Caller;
import io.drover.security.Role;
import io.drover.store.queue.Message;
import java.util.Optional;
import java.util.UUID;

/** Finds what an id means: an execution id, or a message id where an execution id is expected (wire contract 1.5, 4.1). */
final class ExecutionIds {
    private static final int MOST = 300;

    private final Catalog catalog;
    private final Queues queues;
    private final DataProjects projects;

    ExecutionIds(Catalog catalog, Queues queues, DataProjects projects) {
        this.catalog = catalog;
        this.queues = queues;
        this.projects = projects;
    }

    /**
     * The message of an execution.
     *
     * @throws ConnectorRefusal 404 when there is none that the caller may see
     */
    Message execution(ActionCall call) {
        String id = call.required("executionId", MOST);
        return find(call.caller(), id)
                .orElseThrow(() -> ConnectorRefusal.unknown("The execution id '" + Guids.bare(id)
                        + "' or its records were not found: it must be one that an action has returned to this"
                        + " application, or the message id or execution id of a recurring job that lists it."));
    }

    /**
     * The message of a message id.
     *
     * @param member that holds it
     */
    Message message(ActionCall call, String member) {
        String id = call.required(member, MOST);
        return find(call.caller(), id)
                .orElseThrow(() -> ConnectorRefusal.unknown("Message with id '" + Guids.bare(id)
                        + "' was not found in the message table: it must be one that enqueue has returned, of a"
                        + " recurring job that lists this application."));
    }

    private Optional<Message> find(Caller caller, String id) {
        return queues.find(id).filter(message -> maySee(caller, message));
    }

    private boolean maySee(Caller caller, Message message) {
        if (caller.roles().contains(Role.OPERATOR) || caller.roles().contains(Role.READER)) {
            return true;
        }
        if (message.queue().activity() == null) {
            return caller.clientId().equals(message.properties().application())
                    && projects.mayUse(
                            caller, message.queue().job(), message.queue().direction());
        }
        return RecurringJobDefinition.find(UUID.fromString(message.queue().activity()), catalog.current())
                .map(recurring -> DataProjects.lists(recurring, caller))
                .orElse(false);
    }
}
