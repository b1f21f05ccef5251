package io.drover.server;

import java.util.concurrent.CountDownLatch;
import org.apache.camel.CamelContext;
import org.apache.camel.support.LifecycleStrategySupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notices when Camel is stopped by something else than the server: over JMX, by a jar in lib/, by a setting of Camel's. */
final class CamelWatch extends LifecycleStrategySupport {
    private static final Logger LOG = LoggerFactory.getLogger(CamelWatch.class);

    private final CountDownLatch unasked = new CountDownLatch(1);
    private volatile boolean asked;

    /** To be called before the server itself stops Camel. */
    void expectStop() {
        asked = true;
    }

    @Override
    public void onContextStopping(CamelContext camel) {
        if (!asked) {
            LOG.error(
                    "Camel is being stopped, and not by Drover: by a jar in lib/, over JMX or by a setting of Camel's."
                            + " Without it nothing runs");
            unasked.countDown();
        }
    }

    /** Returns when something else has begun to stop Camel, and else never. */
    void awaitUnaskedStop() throws InterruptedException {
        unasked.await();
    }
}
