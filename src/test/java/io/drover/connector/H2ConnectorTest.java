package io.drover.connector;

import io.drover.testing.TestServer;

class H2ConnectorTest extends ConnectorContract {

    @Override
    TestServer onDatabase(TestServer server) {
        return server; // as it comes
    }
}
