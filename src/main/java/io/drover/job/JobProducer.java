package io.drover.job;

import io.drover.job.delivery.FileNames;
import io.drover.job.run.FailureMessages;
import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Execution.Status;
import io.drover.store.task.TaskRun;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/**
 * What all that is sent to {@code job:NAME} has in common. What becomes of a body the endpoint's options say: {@link InboxProducer} with
 * {@code inbox}, {@link HandoverProducer} with {@code handover}, {@link RunProducer} without either.
 */
abstract class JobProducer extends DefaultProducer {
    private final JobEndpoint endpoint;

    JobProducer(JobEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    public JobEndpoint getEndpoint() {
        return endpoint;
    }

    /** Camel's consumers do not expect an Error: it would end their polling, and they would not let go of their file. */
    @Override
    public final void process(Exchange exchange) throws Exception {
        try {
            List<String> names = endpoint.nameList();
            jobs().awaitDefinitions(names);
            process(exchange, names);
        } catch (Error e) {
            throw new IllegalStateException(endpoint.getNames() + ": " + FailureMessages.of(e), e);
        }
    }

    /** @param names of the jobs; there are definitions of all of them */
    abstract void process(Exchange exchange, List<String> names) throws Exception;

    Jobs jobs() {
        return endpoint.jobs();
    }

    @SuppressWarnings("unchecked")
    static Map<String, String> parameters(Exchange exchange) {
        Map<String, String> given = exchange.getMessage().getHeader(JobConstants.PARAMETERS, Map.class);
        return given == null ? Map.of() : given;
    }

    /** The id of the task's run on whose behalf the exchange works, or null. */
    static Long taskRunId(Exchange exchange) {
        TaskRun run = exchange.getProperty(JobConstants.TASK_RUN, TaskRun.class);
        return run == null ? null : (Long) run.id();
    }

    /** The name that came with the body, or one of the job's own. */
    static String fileName(Exchange exchange, String job) {
        String name = exchange.getMessage().getHeader(Exchange.FILE_NAME, String.class);
        return name == null ? FileNames.of(job, Instant.now()) : name;
    }

    /** Lets the exchange go on with a run's end, and fails it when the run has failed. */
    static void answer(Exchange exchange, Execution execution, Object body) throws JobFailedException {
        exchange.getMessage().setHeader(JobConstants.EXECUTION_ID, execution.id());
        exchange.getMessage()
                .setHeader(JobConstants.EXECUTION_STATUS, execution.status().name());
        if (execution.status() == Status.Failed || execution.status() == Status.Cancelled) {
            throw new JobFailedException(execution);
        }
        exchange.getMessage().setBody(body);
    }
}
