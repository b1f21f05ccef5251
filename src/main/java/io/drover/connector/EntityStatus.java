package io.drover.connector;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.drover.store.Execution;
import io.drover.store.ExecutionError;
import io.drover.store.Message;
import java.util.List;
import java.util.Optional;

/** What a run did to one entity, as jobstatus tells it (facts 1.5). */
record EntityStatus(
        @JsonProperty("EntityName") String entityName,
        @JsonProperty("Company") String company,
        @JsonProperty("StagingRecords") long stagingRecords,
        @JsonProperty("StagingStatus") int stagingStatus,
        @JsonProperty("StagingErrorCount") long stagingErrorCount,
        @JsonProperty("TargetRecords") long targetRecords,
        @JsonProperty("TargetStatus") int targetStatus,
        @JsonProperty("TargetErrorCount") long targetErrorCount,
        @JsonProperty("ExecutionStartedDateTime") String started,
        @JsonProperty("ExecutionCompletedDateTime") String completed) {

    /** EntityExecutionState. */
    private static final int EXECUTING = 2;

    private static final int ERROR = 3;
    private static final int FINISHED = 4;
    private static final int NOT_RUN = 6;

    /** @return null before a run has begun */
    static List<EntityStatus> of(Message message, Optional<Execution> execution, List<ExecutionError> errors) {
        return execution.map(run -> List.of(whole(message, run, errors))).orElse(null);
    }

    private static EntityStatus whole(Message message, Execution run, List<ExecutionError> errors) {
        boolean running = run.ended() == null;
        boolean failed = run.status() == Execution.Status.Failed || run.status() == Execution.Status.Cancelled;
        return new EntityStatus(
                message.entity() == null ? message.job() : message.entity(),
                message.company() == null ? "" : message.company(),
                run.read(),
                running ? EXECUTING : failed ? ERROR : FINISHED,
                failed ? Math.max(1, errors.size()) : 0,
                run.inserted() + run.updated() + run.unchanged(),
                failed ? NOT_RUN : running ? EXECUTING : run.rejected() > 0 ? ERROR : FINISHED,
                failed ? 0 : run.rejected(),
                WireTime.of(run.started()),
                WireTime.of(run.ended()));
    }
}
