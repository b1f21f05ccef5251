package io.drover.api.local;

import io.drover.api.ExecutionOperations;
import io.drover.api.OperationException;
import io.drover.job.Jobs;
import io.drover.queue.Queues;
import io.drover.store.ledger.Execution;
import io.drover.store.ledger.ExecutionError;
import io.drover.store.ledger.Executions;
import java.util.List;
import java.util.regex.Pattern;

/** The operations on executions in the server of this process. */
public final class LocalExecutionOperations implements ExecutionOperations {
    private static final long CANCEL_POLL_MILLIS = 100;
    private static final int CANCEL_POLLS = 300;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private final Jobs jobs;
    private final Executions executions;
    private final ExecutionsOfMessages ofMessages;

    public LocalExecutionOperations(Jobs jobs, Executions executions, Queues queues) {
        this.jobs = jobs;
        this.executions = executions;
        this.ofMessages = new ExecutionsOfMessages(queues);
    }

    @Override
    public List<Execution> executions(String job, Long before, int limit) {
        return executions.list(job, before, limit);
    }

    @Override
    public Execution execution(String id) {
        return NUMBER.matcher(id).matches() ? execution(Long.parseLong(id)) : execution(ofMessages.execution(id));
    }

    @Override
    public Execution execution(long id) {
        return executions.find(id).orElseThrow(() -> new OperationException(404, "there is no execution " + id));
    }

    @Override
    public List<ExecutionError> errors(String id) {
        return executions.errors(execution(id).id());
    }

    @Override
    public Execution cancel(String id) throws InterruptedException {
        Execution execution = execution(id);
        long number = execution.id();
        if (!executions.requestCancel(number)) {
            throw new OperationException(
                    409,
                    "execution " + number + " is not running: it is "
                            + execution(number).status());
        }
        jobs.cancel(number);
        for (int i = 0; i < CANCEL_POLLS && execution.ended() == null; i++) {
            Thread.sleep(CANCEL_POLL_MILLIS); // it may run on another node; there is nothing to be told by
            execution = execution(number);
        }
        return execution;
    }
}
