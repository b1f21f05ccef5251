package io.drover.server;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.camel.CamelContext;
import org.apache.camel.support.LifecycleStrategySupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notices when the server is asked to stop, and when Camel is stopped by something else: over JMX, by a jar in lib/, by a setting. */
final class CamelWatch extends LifecycleStrategySupport {
    private static final Logger LOG = LoggerFactory.getLogger(CamelWatch.class);

    /** Whether the server is asked to stop; false: Camel is being stopped by something else. */
    private final CompletableFuture<Boolean> end = new CompletableFuture<>();

    private volatile boolean expected;

    /** To be called before the server itself stops Camel. */
    void expectStop() {
        expected = true;
    }

    /** Asks for the end of the server, in order. */
    void ask() {
        end.complete(true);
    }

    @Override
    public void onContextStopping(CamelContext camel) {
        if (!expected) {
            LOG.error(
                    "Camel is being stopped, and not by Drover: by a jar in lib/, over JMX or by a setting of Camel's."
                            + " Without it nothing runs");
            end.complete(false);
        }
    }

    /** Returns whether the server is asked to stop, or something else has begun to stop Camel; and else never. */
    boolean awaitEnd() throws InterruptedException {
        try {
            return end.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("is never completed with a failure", e);
        }
    }
}
