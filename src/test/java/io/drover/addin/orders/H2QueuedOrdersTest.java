package io.drover.addin.orders;

import io.drover.testing.TestServer;
import java.util.UUID;

class H2QueuedOrdersTest extends QueuedOrdersContract {
    @Override
    TestServer onDatabase(TestServer server) {
        return server;
    }

    @Override
    String database() {
        return "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    }
}
