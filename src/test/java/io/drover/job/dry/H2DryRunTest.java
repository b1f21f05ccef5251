package io.drover.job.dry;

import io.drover.testing.TestServer;

class H2DryRunTest extends DryRunContract {

    @Override
    TestServer onDatabase(TestServer server) {
        return server; // as it comes
    }
}
