package io.drover.job;

import io.drover.job.run.FailureMessages;
import io.drover.store.ledger.Execution;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.service.ServiceHelper;

/** Runs a job and sends what it has written to the endpoint of the option {@code handover}, within the run. */
final class HandoverProducer extends JobProducer {
    private ProducerTemplate receivers;

    HandoverProducer(JobEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        receivers = getEndpoint().getCamelContext().createProducerTemplate();
    }

    @Override
    protected void doStop() throws Exception {
        ServiceHelper.stopService(receivers);
        super.doStop();
    }

    /** What the receiver failed with is what the exchange fails with: it knows more than the history of the run. */
    @Override
    void process(Exchange exchange, List<String> names) throws Exception {
        if (names.size() != 1) {
            throw new IllegalArgumentException("one job can be handed over, not " + names);
        }
        Map<String, String> parameters = parameters(exchange);
        exchange.getMessage().setBody(null);
        Execution execution = jobs().run(
                        names.get(0),
                        parameters,
                        getEndpoint().isHandoverEmpty(),
                        taskRunId(exchange),
                        (file, records) -> send(exchange, file, records));
        if (exchange.getException() != null) {
            Exception failure = exchange.getException();
            exchange.setException(null);
            throw failure;
        }
        answer(exchange, execution, exchange.getMessage().getBody());
    }

    private void send(Exchange exchange, Path file, long records) throws IOException {
        exchange.getMessage().setBody(file.toFile());
        exchange.getMessage().setHeader(Exchange.FILE_NAME, file.getFileName().toString());
        exchange.getMessage().setHeader(JobConstants.RECORDS, records);
        receivers.send(getEndpoint().getHandover(), exchange);
        if (exchange.getException() != null) {
            throw new IOException(FailureMessages.of(exchange.getException()), exchange.getException());
        }
    }
}
