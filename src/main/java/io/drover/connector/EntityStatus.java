package io.drover.connector;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.drover.connector.wire.WirePeriod;
import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.store.ledger.Execution;
import io.drover.store.ledger.ExecutionTable;
import io.drover.store.queue.Message;
import java.util.List;
import java.util.Map;

/** What a run did to one entity, as jobstatus tells it (wire contract 1.5). */
record EntityStatus(
        @JsonProperty("EntityName") String entityName,
        @JsonProperty("Company") String company,
        @JsonUnwrapped(prefix = "Staging") Step staging,
        @JsonUnwrapped(prefix = "Target") Step target,
        @JsonUnwrapped(prefix = "Execution") WirePeriod period) {

    /** What became of the records on their way to the staging table, or from there to the target. */
    record Step(
            @JsonProperty("Records") long records,
            @JsonProperty("Status") int status,
            @JsonProperty("ErrorCount") long errorCount) {}

    /** EntityExecutionState. */
    private static final int EXECUTING = 2;

    private static final int ERROR = 3;
    private static final int FINISHED = 4;
    private static final int NOT_RUN = 6;

    /**
     * One for each entity.
     *
     * @param tables of the run; empty while it runs, and when it failed before it read one: it is then told as a whole, for
     *     clients write their log of errors from this
     * @param errors of the run
     */
    static List<EntityStatus> of(
            RecurringJobDefinition recurring, Message message, Execution run, List<ExecutionTable> tables, int errors) {
        if (tables.isEmpty()) {
            return List.of(whole(message, run, errors));
        }
        return tables.stream()
                .map(table -> of(label(recurring, table.table()), message, run, table))
                .toList();
    }

    /** The name by which clients know a table. */
    private static String label(RecurringJobDefinition recurring, String table) {
        return recurring.naming().entities().entrySet().stream()
                .filter(entity -> entity.getValue().equalsIgnoreCase(table))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(table);
    }

    private static EntityStatus of(String name, Message message, Execution run, ExecutionTable table) {
        boolean nothing = nothingLoaded(run);
        return new EntityStatus(
                name,
                company(message),
                new Step(table.read(), FINISHED, 0),
                new Step(
                        nothing ? 0 : table.inserted() + table.updated() + table.unchanged(),
                        nothing ? NOT_RUN : table.rejected() > 0 ? ERROR : FINISHED,
                        table.rejected()),
                WirePeriod.of(run.started(), run.ended()));
    }

    private static EntityStatus whole(Message message, Execution run, int errors) {
        boolean running = run.ended() == null;
        boolean nothing = nothingLoaded(run);
        return new EntityStatus(
                message.properties().entity() == null
                        ? message.queue().job()
                        : message.properties().entity(),
                company(message),
                new Step(
                        run.read(),
                        running ? EXECUTING : nothing ? ERROR : FINISHED,
                        nothing ? Math.max(1, errors) : 0),
                new Step(0, running || nothing ? NOT_RUN : FINISHED, 0),
                WirePeriod.of(run.started(), run.ended()));
    }

    private static boolean nothingLoaded(Execution run) {
        return run.status() == Execution.Status.Failed || run.status() == Execution.Status.Cancelled;
    }

    private static String company(Message message) {
        return message.properties().company() == null
                ? ""
                : message.properties().company();
    }
}
