package io.drover.addin.paging;

import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Clears up when an exchange ends, whatever its end is. */
final class ExchangeCleanup extends SynchronizationAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(ExchangeCleanup.class);

    private final Clearing clearing;

    /** What is to be done. */
    interface Clearing {
        void clear(boolean failed) throws IOException;
    }

    private ExchangeCleanup(Clearing clearing) {
        this.clearing = clearing;
    }

    static void of(Exchange exchange, Clearing clearing) {
        exchange.getExchangeExtension().addOnCompletion(new ExchangeCleanup(clearing));
    }

    @Override
    public void onDone(Exchange exchange) {
        try {
            clearing.clear(exchange.isFailed());
        } catch (IOException e) {
            LOG.warn("what a task has collected could not be removed: {}", e.toString());
        }
    }
}
