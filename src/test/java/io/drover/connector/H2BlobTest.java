package io.drover.connector;

import io.drover.testing.TestServer;

class H2BlobTest extends BlobContract {
    @Override
    TestServer on(TestServer server) {
        return server;
    }
}
