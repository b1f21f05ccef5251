package io.drover.job;

import io.drover.testing.TestServer;

class H2MappingTest extends MappingContract {

    @Override
    TestServer onDatabase(TestServer server) {
        return server; // as it comes
    }
}
