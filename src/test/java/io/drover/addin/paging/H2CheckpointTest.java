package io.drover.addin.paging;

import io.drover.testing.TestServer;

class H2CheckpointTest extends CheckpointContract {

    @Override
    void onDatabase(TestServer server) {
        // Drover's own is H2
    }
}
