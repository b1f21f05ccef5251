package io.drover.store.ledger;

import io.drover.testing.TestServer;

class H2RunEndingTest extends RunEndingContract {

    @Override
    TestServer onDatabase(TestServer server) {
        return server;
    }
}
