package io.drover.job.inbox;

import io.drover.testing.TestServer;

class H2ChangedDeliveryTest extends ChangedDeliveryContract {

    @Override
    TestServer onDatabase(TestServer server) {
        return server; // as it comes
    }
}
