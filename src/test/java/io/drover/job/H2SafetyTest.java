package io.drover.job;

import io.drover.testing.TestServer;

class H2SafetyTest extends SafetyContract {

    @Override
    TestServer onDatabase(TestServer server) {
        return server; // as it comes
    }
}
