package io.drover.connector;

import io.drover.testing.TestServer;

class H2DataExportTest extends DataExportContract {
    @Override
    TestServer on(TestServer server) {
        return server;
    }
}
