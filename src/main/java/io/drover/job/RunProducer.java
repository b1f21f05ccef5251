package io.drover.job;

import io.drover.job.inbox.InboxOutcome;
import io.drover.job.inbox.SettledReadLock;
import io.drover.store.ledger.Execution;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.Exchange;

/** Runs jobs on a body: a file that lies in the job's inbox is filed away with it, any other stays where it is. */
final class RunProducer extends JobProducer {
    RunProducer(JobEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    void process(Exchange exchange, List<String> names) throws Exception {
        if (names.size() == 1 && !jobs().readsFiles(names.get(0))) {
            Execution execution = jobs().run(names.get(0), parameters(exchange), taskRunId(exchange));
            answer(exchange, execution, execution);
            return;
        }
        try (BodyFile body = BodyFile.of(exchange, fileName(exchange, names.get(0)))) {
            for (String name : names) {
                run(exchange, name, body.path());
            }
        }
    }

    private void run(Exchange exchange, String job, Path file) throws IOException, JobFailedException {
        if (jobs().inboxes().holds(job, file)) {
            boolean grew = exchange.getProperty(SettledReadLock.GREW, false, Boolean.class);
            InboxOutcome outcome = jobs().inboxes().run(job, file, grew);
            exchange.setProperty(SettledReadLock.FATE, outcome.fate());
        } else {
            Execution execution = jobs().run(job, file, fileName(exchange, job), taskRunId(exchange));
            answer(exchange, execution, execution);
        }
    }
}
