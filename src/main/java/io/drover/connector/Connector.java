package io.drover.connector;

import io.drover.connector.wire.Answer;
import io.drover.connector.wire.ConnectorAnswers;
import io.drover.connector.wire.ConnectorRefusal;
import io.drover.definition.Catalog;
import io.drover.http.ErrorShape;
import io.drover.queue.QueueRuns;
import io.drover.queue.Queues;
import io.drover.queue.payload.PayloadStore;
import io.drover.store.Store;
import org.apache.camel.Exchange;

/** The bean that routes/connector.camel.yaml calls (wire contract 1). */
public final class Connector {
    private final ConnectorAnswers answers = new ConnectorAnswers(Connector::error);
    private final Enqueue enqueue;
    private final Dequeue dequeue;
    private final Download download;
    private final JobStatus jobStatus;

    public Connector(Catalog catalog, Queues queues, QueueRuns runs, PayloadStore payloads, Store store) {
        this.enqueue = new Enqueue(catalog, queues, runs, payloads);
        this.dequeue = new Dequeue(catalog, queues);
        this.download = new Download(catalog, queues);
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

    static Answer error(ConnectorRefusal refusal) {
        String body =
                ErrorShape.CONNECTOR.of(refusal.status(), refusal.getMessage()).encode();
        return Answer.of(refusal.status(), Answer.JSON, body, refusal.headers());
    }
}
