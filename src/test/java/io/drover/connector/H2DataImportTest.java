package io.drover.connector;

import io.drover.testing.TestServer;

class H2DataImportTest extends DataImportContract {
    @Override
    TestServer on(TestServer server) {
        return server;
    }
}
