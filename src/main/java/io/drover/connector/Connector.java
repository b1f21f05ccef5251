package io.drover.connector;

import io.drover.definition.Catalog;
import io.drover.job.Jobs;
import io.drover.queue.PayloadStore;
import io.drover.queue.QueueRuns;
import io.drover.queue.Queues;
import io.drover.store.Store;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;

/** The bean that routes/connector.camel.yaml calls (facts 1). */
public final class Connector {
    private final Answers answers = new Answers(Connector::error);
    private final Enqueue enqueue;
    private final Dequeue dequeue;
    private final Download download;
    private final JobStatus jobStatus;

    public Connector(Catalog catalog, Queues queues, QueueRuns runs, PayloadStore payloads, Jobs jobs, Store store) {
        this.enqueue = new Enqueue(catalog, queues, runs, payloads, jobs);
        this.dequeue = new Dequeue(catalog, queues);
        this.download = new Download(catalog, queues, payloads);
        this.jobStatus = new JobStatus(catalog, queues, store);
    }

    public void enqueue(Exchange exchange) {
        answers.answer(exchange, () -> enqueue.answer(exchange));
    }

    public void dequeue(Exchange exchange) {
        answers.answer(exchange, () -> dequeue.answer(exchange));
    }

    public void acknowledge(Exchange exchange) {
        answers.answer(exchange, () -> dequeue.acknowledge(exchange));
    }

    public void download(Exchange exchange) {
        answers.answer(exchange, () -> download.answer(exchange));
    }

    public void jobStatus(Exchange exchange) {
        answers.answer(exchange, () -> jobStatus.answer(exchange));
    }

    /** As the Web API of Dynamics 365 writes it; a 401 as its AOS does (facts 1.1, 3). */
    private static Answer error(Refusal refusal) {
        int status = refusal.status();
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("Message", refusal.getMessage());
        if (status == 401) {
            error.put("StackTrace", null);
        }
        if (status == 401 || status == 500) {
            error.put("ExceptionType", "System.InvalidOperationException");
        }
        return Answer.json(status, error, refusal.headers());
    }
}
