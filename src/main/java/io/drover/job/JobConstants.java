package io.drover.job;

import io.drover.job.inbox.SourceCheck;
import org.apache.camel.spi.Metadata;

/** Headers that {@code job:} sets. */
public final class JobConstants {
    @Metadata(label = "producer", description = "The id of the execution that ran", javaType = "long")
    public static final String EXECUTION_ID = "DroverExecutionId";

    @Metadata(
            label = "producer",
            description = "How the execution ended: Completed or CompletedWithErrors",
            javaType = "String")
    public static final String EXECUTION_STATUS = "DroverExecutionStatus";

    @Metadata(
            label = "producer",
            description = "Values for this run of parameters that the queries of the job's SQL source have, by name",
            javaType = "java.util.Map<String, String>")
    public static final String PARAMETERS = "DroverParameters";

    @Metadata(
            label = "producer",
            description = "How many records are in the file, for the endpoint of the option handover",
            javaType = "long")
    public static final String RECORDS = "DroverRecords";

    /** Exchange property: the run of the scheduled task on whose behalf the exchange works, a {@code TaskRun}. */
    public static final String TASK_RUN = "DroverTaskRun";

    /** Exchange property: tells whether what was read is still what lies at the source, a {@link SourceCheck}. */
    public static final String SOURCE_CHECK = "DroverSourceCheck";

    /** Exchange property: whether what it brings was put into the inbox before, and has only to be taken away at its source. */
    public static final String FETCHED_BEFORE = "DroverFetchedBefore";

    private JobConstants() {}
}
